/**
 * Opens the database in the folder given, tells what is in it, and then goes on filling it: the curated
 * record where that is missing, one import after the other, closing, opening. It tells of each step
 * before it is taken and once it is acknowledged, until it is ended.
 */
import { bytesOf, gedCsv, gedRelease } from '@casus/ingest/ucdp-ged/fixture';
import { importRelease } from '@casus/ingest/import';
import { ucdpGed } from '@casus/ingest/ucdp-ged/reader';
import type { Database } from '@casus/store/engines/database';
import { openStore, type Store } from '@casus/store/open';
import { loadRecord } from '../../src/commands/load-record.ts';
import { ROWS, type Held, type Step } from './steps.ts';

const tell = (step: Step) => process.stdout.write(`${JSON.stringify(step)}\n`);

async function open(dataDir: string): Promise<Store> {
  tell({ is: 'opening' });
  const store = await openStore({ dataDir });
  void store.failed.then((error) => {
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  });
  return store;
}

async function rowsOf<Row>(db: Database, statement: string): Promise<Row[]> {
  return ((await db.execute(statement)) as unknown as { rows: Row[] }).rows;
}

/** Counts by the tables themselves, and by an index: after a cut the two must agree. */
function heldBy(store: Store): Promise<Held[]> {
  const number = `case when source = 'record' then -1 else split_part(key, ':', 3)::int / 1000 end`;
  return store.db.transaction(async (transaction) => {
    await transaction.execute('set local enable_indexonlyscan = off');
    await transaction.execute('set local enable_indexscan = off');
    await transaction.execute('set local enable_bitmapscan = off');
    const scanned = await rowsOf<Omit<Held, 'indexed'>>(
      transaction,
      `select ${number} as import, count(*)::int as events, count(claim)::int as claims
       from events left join (select distinct subject_event_key as claim from claims) c on claim = key
       group by 1 order by 1`,
    );
    await transaction.execute('set local enable_indexscan = on');
    await transaction.execute('set local enable_seqscan = off');
    const indexed = await rowsOf<Pick<Held, 'import' | 'indexed'>>(
      transaction,
      `select ${number} as import, count(*)::int as indexed
       from (select key, source from events order by key) e group by 1`,
    );
    const byImport = new Map(indexed.map((row) => [row.import, row.indexed]));
    return scanned.map((row) => ({ ...row, indexed: byImport.get(row.import) ?? 0 }));
  });
}

async function work(dataDir: string): Promise<void> {
  let store = await open(dataDir);
  const held = await heldBy(store);
  tell({ is: 'opened', held });
  if (!held.some((each) => each.import === -1)) {
    tell({ is: 'loading' });
    await loadRecord(store);
    tell({ is: 'loaded' });
  }
  for (let number = Math.max(0, ...held.map((each) => each.import)) + 1; ; number++) {
    tell({ is: 'importing', import: number });
    const rows = Array.from({ length: ROWS }, (_, row) => ({ id: String(number * 1000 + row) }));
    // Each is one more part of the release, which came out on a day of its own.
    const released = new Date(Date.UTC(2022, 5, number))
      .toISOString()
      .slice(0, 'YYYY-MM-DD'.length);
    const release = gedRelease([], { version: '22.1', released });
    await importRelease(store.db, ucdpGed, bytesOf(gedCsv(rows)), release, { extent: 'EXTRACT' });
    tell({ is: 'imported', import: number });
    if (number % 3 > 0) continue;
    tell({ is: 'closing' });
    await store.close();
    tell({ is: 'closed' });
    store = await open(dataDir);
  }
}

await work(process.argv[2]!);
