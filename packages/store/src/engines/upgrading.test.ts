import { sql } from 'drizzle-orm';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { DEBIAN_POSTGRES, startDebianPostgres } from '../../tests/debian-postgres.ts';
import { freshDatabase } from '../../tests/engines.ts';
import { restoreBackup } from '../backup/restore.ts';
import { contentsOf } from '../backup/write.ts';
import { openEngine, openStore } from '../open.ts';
import { rowsOf, type Database } from './database.ts';
import {
  appliedMigrations,
  applyMigrations,
  knownMigrations,
  MIGRATIONS_FOLDER,
} from './migrations.ts';
import { prepareTables } from './prepare-tables.ts';

/** As Casus held the record eleven migrations after the first. */
const EARLIER = join(import.meta.dirname, '../../tests/fixtures/0010_search_later.backup');
const HAD = 11;

/** The first to give every change of the record a position. */
const WITH_NOTICES = 27;

/** Tables with their columns, keys, indexes, triggers and functions, as PostgreSQL has them. */
async function shapeOf(db: Database): Promise<string[]> {
  const rows = await rowsOf<{ line: string }>(
    db,
    sql`select table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || ' ' || coalesce(column_default, '') as line
          from information_schema.columns where table_schema = 'public'
        union all select indexdef from pg_indexes where schemaname = 'public'
        union all select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(pg_constraint.oid)
          from pg_constraint where connamespace = 'public'::regnamespace
        union all select pg_get_triggerdef(pg_trigger.oid) || ' ' || tgenabled::text from pg_trigger where not tgisinternal
        union all select pg_get_functiondef(pg_proc.oid) from pg_proc
          where pronamespace = 'public'::regnamespace and prokind = 'f' and prolang <> (select oid from pg_language where lanname = 'c')
        order by 1`,
  );
  return rows.map(({ line }) => line);
}

test('a database that every later version was started on is as one that was upgraded at once', async () => {
  const known = knownMigrations();
  const upgraded = async (versions: readonly number[]) => {
    const engine = await openEngine({ databaseUrl: await freshDatabase(), dataDir: '' });
    await restoreBackup(engine, EARLIER, {
      migrations: known.slice(0, versions[0]),
      keepPositions: true,
    });
    for (const version of versions.slice(1)) {
      // A start of that version, which knows no later migrations.
      await restartAs(engine.db, known.slice(0, version));
    }
    await engine.migrate(MIGRATIONS_FOLDER, prepareTables);
    const shape = await shapeOf(engine.db);
    // Rows that a migration changes are a commit where the triggers of the tables stand already.
    const { commits: _, ...rows } = await countsOf(engine.db);
    await engine.close();
    return { shape, rows };
  };
  const atOnce = await upgraded([HAD]);
  // With the triggers that changes have had since, and all that came later at once.
  expect(await upgraded([HAD, WITH_NOTICES])).toEqual(atOnce);
  const each = await upgraded(known.map((_, index) => index + 1).slice(HAD - 1));
  expect(each).toEqual(atOnce);
});

test('an earlier database has slugs of its dyads once it is opened, and finds them', async () => {
  const databaseUrl = await freshDatabase();
  const engine = await openEngine({ databaseUrl, dataDir: '' });
  await restoreBackup(engine, EARLIER, {
    migrations: knownMigrations().slice(0, HAD),
    keepPositions: true,
  });
  await engine.close();
  const store = await openStore({ databaseUrl, dataDir: '' });
  onTestFinished(() => store.close());
  const [counted] = await rowsOf(
    store.db,
    sql`select count(*) > 0 as any, count(derived_slug) = count(*) as named,
      count(*) = (select count(*) from search_entries where type = 'DYAD') as found from dyads`,
  );
  expect(counted).toEqual({ any: true, named: true, found: true });
});

test('an embedded database is no longer once it was upgraded than one that was filled later', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'casus-upgraded-'));
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
  const earlier = await openEngine({ dataDir });
  await restoreBackup(earlier, EARLIER, {
    migrations: knownMigrations().slice(0, HAD),
    keepPositions: true,
  });
  await earlier.db.execute(sql`create temp table copied as select * from events`);
  await earlier.db.execute(sql`insert into events
    select (jsonb_populate_record(copied, jsonb_build_object('key', key || ':' || n, 'slug', null,
      'earliest', earliest - n * interval '1 month', 'latest', latest - n * interval '1 month'))).*
    from copied, generate_series(1, 60) n`);
  await earlier.migrate(MIGRATIONS_FOLDER, prepareTables);
  const left = await pagesOf(earlier.db);
  // Whatever ends the process now, the next start goes on.
  await earlier.close();

  const store = await openStore({ dataDir });
  onTestFinished(() => store.close());
  const upgraded = await pagesOf(store.db);
  expect(upgraded).toBeLessThan(0.8 * left);
  await store.db.execute(sql`vacuum full events`);
  expect(upgraded).toBe(await pagesOf(store.db));
  expect(await rowsOf(store.db, sql`select from drizzle.rewritten_tables`)).toEqual([]);
});

// Before version 17 a value that was added to an enum cannot be used in the transaction that added it.
test.skipIf(!DEBIAN_POSTGRES)(
  'an older PostgreSQL is given the same rows and upgraded (skipped without Debian’s postgresql)',
  async () => {
    const debian = await startDebianPostgres();
    onTestFinished(() => debian.stop());
    const restored = async (databaseUrl: string) => {
      const engine = await openEngine({ databaseUrl, dataDir: '' });
      await restoreBackup(engine, EARLIER, { keepPositions: true });
      const rows = await countsOf(engine.db);
      await engine.close();
      return rows;
    };
    expect(await restored(`${debian.url}postgres`)).toEqual(await restored(await freshDatabase()));
  },
);

async function pagesOf(db: Database): Promise<number> {
  const [row] = await rowsOf<{ pages: number }>(
    db,
    sql`select (pg_relation_size('events') / 8192)::int as pages`,
  );
  return row!.pages;
}

async function restartAs(
  db: Database,
  migrations: ReturnType<typeof knownMigrations>,
): Promise<void> {
  await db.transaction(async (transaction) => {
    const applied = await appliedMigrations(transaction);
    await applyMigrations(
      transaction,
      migrations.filter(({ folderMillis }) => !applied.includes(folderMillis)),
    );
    await prepareTables(transaction);
  });
}

async function countsOf(db: Database) {
  const { tables } = await contentsOf(db);
  return Object.fromEntries(tables.map(({ endOf, rows }) => [endOf, rows]));
}
