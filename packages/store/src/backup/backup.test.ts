import { sql } from 'drizzle-orm';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { zstdCompress, zstdDecompress } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { freshDatabase } from '../../tests/engines.ts';
import { rowsOf, type Database } from '../engines/database.ts';
import type { Engine } from '../engines/engine.ts';
import {
  appliedMigrations,
  applyMigrations,
  knownMigrations,
  MIGRATIONS_FOLDER,
} from '../engines/migrations.ts';
import { currentPosition, positionRefusal } from '../history/position.ts';
import { claimsRecordedAfter } from '../history/recorded.ts';
import { openEngine, openStore } from '../open.ts';
import { BackupRefused, verifyBackup } from './format.ts';
import { restoreBackup } from './restore.ts';
import { contentsOf, writeBackup } from './write.ts';

/** The curated record and six made-up events, as Casus held them before releases, editions and positions. */
const EARLIER = join(import.meta.dirname, '../../tests/fixtures/0010_search_later.backup');

/** The version of Casus that knew no more. */
const EARLIER_CASUS = {
  migrations: knownMigrations().slice(0, 11),
  keepPositions: true,
};

let folder: string;
/** A backup of the fixture brought up to this version. */
let whole: string;
let contentHash: string;

/** An engine on nothing. */
const emptyEngine = async (name: Engine['name']): Promise<Engine> =>
  openEngine(
    name === 'postgres'
      ? { databaseUrl: await freshDatabase(), dataDir: '' }
      : { dataDir: 'memory://' },
  );

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'casus-backup-'));
  whole = join(folder, 'whole.backup');
  const engine = await emptyEngine('postgres');
  await restoreBackup(engine, EARLIER);
  // What a format must not stumble over.
  await engine.db.execute(
    sql`update actors set name = ${'a "b"\\ \u2028 \n\r\t [{} é 🌍'} where key = (select min(key) from actors)`,
  );
  ({ contentHash } = await writeBackup(engine, whole));
  await engine.close();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('what goes from one engine to the other and back has the same contents, and goes on', async () => {
  let file = whole;
  for (const name of ['pglite', 'postgres'] as const) {
    const engine = await emptyEngine(name);
    const steps = new Set<string>();
    const { header } = await restoreBackup(engine, file, {
      onProgress: (step) => void steps.add(step),
    });
    expect([...steps]).toEqual(['check', 'load', 'compare']);
    const { db } = engine;
    expect((await contentsOf(db)).contentHash).toBe(contentHash);
    const refused = claimsRecordedAfter(db, header.position!, null, 1).catch(positionRefusal);
    expect(await refused).toBe('FOREIGN');
    file = join(folder, `from ${name}.backup`);
    const position = await currentPosition(db);
    expect(await writeBackup(engine, file)).toMatchObject({
      contentHash,
      header: { engine: name, position },
    });

    // Triggers, keys, sequences and references do what they did.
    await db.execute(
      sql`update claims set summary = 'Other.' where key = (select min(key) from claims)`,
    );
    const { claims } = await claimsRecordedAfter(db, position, null, 10);
    expect(claims.map(({ claim }) => claim.change)).toEqual(['CORRECTED']);
    await expect(db.execute(sql`update claims set claimant_key = 'nobody'`)).rejects.toThrow();
    await engine.close();
  }
});

test('in a move, positions that clients have stay valid', async () => {
  const engine = await emptyEngine('postgres');
  const { header } = await restoreBackup(engine, whole, { keepPositions: true });
  expect(await currentPosition(engine.db)).toBe(header.position);
  await engine.close();
});

describe.each(['pglite', 'postgres'] as const)('on %s', (name) => {
  test('a backup of an earlier version is brought up to this one', async () => {
    const engine = await emptyEngine(name);
    await restoreBackup(engine, EARLIER);
    const { rows } = await verifyBackup(EARLIER);
    expect(rows).toBe(1665);
    expect(await appliedMigrations(engine.db)).toEqual(
      knownMigrations()
        .map(({ folderMillis }) => folderMillis)
        .toSorted(),
    );
    expect(await summaryOf(engine.db)).toEqual({
      claims: 88,
      events: 23,
      fromSeries: 14,
      editions: 0,
    });
    await engine.close();
  });
});

describe('a target', () => {
  const name = 'postgres';

  test('a database that holds a record is replaced only when told to, and as a whole', async () => {
    const engine = await emptyEngine(name);
    await restoreBackup(engine, whole);
    await engine.db.execute(sql`update actors set name = 'Mine'`);
    await expect(restoreBackup(engine, whole)).rejects.toThrow(/holds a record already.*--replace/);
    await restoreBackup(engine, whole, { replace: true, dryRun: true });
    expect(await rowsOf(engine.db, sql`select distinct name from actors`)).toEqual([
      { name: 'Mine' },
    ]);
    const stopped = new AbortController();
    await expect(
      restoreBackup(engine, whole, {
        replace: true,
        signal: stopped.signal,
        onProgress: (step) => step === 'load' && stopped.abort(new Error('Stopped.')),
      }),
    ).rejects.toThrow('Stopped.');
    expect(await rowsOf(engine.db, sql`select distinct name from actors`)).toEqual([
      { name: 'Mine' },
    ]);
    await restoreBackup(engine, whole, { replace: true });
    expect((await contentsOf(engine.db)).contentHash).toBe(contentHash);
    await engine.close();
  });

  test('tables of something else are left alone', async () => {
    const engine = await emptyEngine(name);
    await engine.db.execute(sql`create table theirs (id int)`);
    await expect(restoreBackup(engine, whole, { replace: true })).rejects.toThrow(
      'The database holds tables of something else (theirs …)',
    );
    await engine.close();
  });

  test('a database of a later version is left alone', async () => {
    const engine = await emptyEngine(name);
    await restoreBackup(engine, whole);
    await engine.db.execute(
      sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('later', 4000000000000)`,
    );
    await expect(restoreBackup(engine, whole, { replace: true })).rejects.toThrow(/later version/);
    // It can be backed up all the same: that takes no notice of what the tables mean.
    const { header } = await writeBackup(engine, join(folder, `later ${name}.backup`));
    expect(header.migrations.at(-1)).toBe(4000000000000);
    await engine.close();
    const empty = await emptyEngine(name);
    await expect(restoreBackup(empty, join(folder, `later ${name}.backup`))).rejects.toThrow(
      /is a backup of Casus .*later than this one/,
    );
    await empty.close();
  });
});

describe('a migration', () => {
  const name = 'postgres';

  test('a migration that is interrupted leaves the database as it was', async () => {
    const { header } = await verifyBackup(EARLIER);
    const old = await emptyEngine(name);
    await restoreBackup(old, EARLIER, EARLIER_CASUS);
    const contents = await contentsOf(old.db);
    const later = knownMigrations().filter(
      ({ folderMillis }) => !header.migrations.includes(folderMillis),
    );
    for (const until of [Math.ceil(later.length / 2), later.length]) {
      await expect(
        old.db.transaction(async (transaction) => {
          await applyMigrations(transaction, later.slice(0, until));
          throw new Error('The power went.');
        }),
      ).rejects.toThrow('The power went.');
      expect(await contentsOf(old.db)).toEqual(contents);
      expect(await appliedMigrations(old.db)).toEqual(header.migrations);
    }
    await old.migrate(MIGRATIONS_FOLDER, async () => {});
    expect(await summaryOf(old.db)).toMatchObject({ claims: 88, fromSeries: 14 });
    await old.close();
  });
});

test('a server that ends a migration in the middle leaves the database as it was', async () => {
  const databaseUrl = await freshDatabase();
  const old = await openEngine({ databaseUrl, dataDir: '' });
  await restoreBackup(old, EARLIER, EARLIER_CASUS);
  const contents = await contentsOf(old.db);
  // A reader of a table keeps the migration from going on.
  await old.db.transaction(async (reader) => {
    await reader.execute(sql`select from events limit 1`);
    const opening = openStore({ databaseUrl, dataDir: '' }).catch((error: unknown) => error);
    await vi.waitFor(async () => {
      const stopped = await rowsOf(
        old.db,
        sql`select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock' and wait_event = 'relation'`,
      );
      expect(stopped).toHaveLength(1);
    }, 20_000);
    expect(await opening).toBeInstanceOf(Error);
  });
  expect(await contentsOf(old.db)).toEqual(contents);
  await old.close();
  const store = await openStore({ databaseUrl, dataDir: '' });
  expect(await summaryOf(store.db)).toMatchObject({ claims: 88, fromSeries: 14 });
  await store.close();
});

// It opens the embedded engine six times.
test('an embedded database whose process is killed in a migration is as it was, or up to date', async () => {
  const dataDir = join(folder, 'data');
  const first = await openEngine({ dataDir });
  await restoreBackup(first, EARLIER, EARLIER_CASUS);
  const contents = await contentsOf(first.db);
  await first.close();
  const opening = `import { openStore } from ${JSON.stringify(join(import.meta.dirname, '../open.ts'))};
    await openStore({ dataDir: ${JSON.stringify(dataDir)} });`;
  const script = join(folder, 'open.mjs');
  await writeFile(script, opening);
  for (const patience of [1_500, 4_000]) {
    const child = spawn(process.execPath, [script], { stdio: 'inherit' });
    const ended = once(child, 'close');
    await Promise.race([sleep(patience), ended]);
    child.kill('SIGKILL');
    expect((await ended)[0]).not.toBe(1);
    const engine = await openEngine({ dataDir });
    const isUpToDate = (await appliedMigrations(engine.db)).length === knownMigrations().length;
    if (!isUpToDate) expect(await contentsOf(engine.db)).toEqual(contents);
    await engine.close();
  }
  const store = await openStore({ dataDir });
  expect(await summaryOf(store.db)).toMatchObject({ claims: 88, fromSeries: 14 });
  await store.close();
}, 300_000);

async function summaryOf(db: Database): Promise<unknown> {
  const [row] = await rowsOf(
    db,
    sql`select (select count(*)::int from claims) as claims, (select count(*)::int from events) as events,
      (select count(*)::int from claims where release_key like 'ucdp:ged@%') as "fromSeries",
      (select count(*)::int from event_editions) as editions`,
  );
  return row;
}

test('a backup that was damaged anywhere, cut anywhere or is something else is refused', async () => {
  const bytes = await readFile(whole);
  const path = join(folder, 'bad.backup');
  const reason = async (contents: Buffer | string): Promise<string> => {
    await writeFile(path, contents);
    const error: unknown = await verifyBackup(path).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(BackupRefused);
    expect((error as Error).message).not.toContain('\n');
    return (error as Error).message;
  };
  for (let part = 1; part < 40; part += 1) {
    const at = Math.floor((bytes.length * part) / 40);
    await reason(bytes.subarray(0, at));
    const flipped = Buffer.from(bytes);
    flipped[at]! ^= 0x10;
    await reason(flipped);
  }
  expect(await reason('')).toMatch(/is not a backup made by casus backup/);
  expect(await reason('name,value\n1,2\n')).toMatch(/is not a backup/);
  expect(await reason(await promisify(zstdCompress)('{"format":"other"}\n'))).toMatch(
    /is not a backup/,
  );

  // What was changed and packed again, so that only the hashes tell.
  const text = (await promisify(zstdDecompress)(bytes)).toString();
  const packed = async (changed: string) => reason(await promisify(zstdCompress)(changed));
  expect(await packed(text.replace('Kyrgyzstan', 'Kyrgyzstam'))).toMatch(
    /rows of .* are not those/,
  );
  const lines = text.trimEnd().split('\n');
  const without = (at: number) => lines.toSpliced(at, 1).join('\n') + '\n';
  const row = lines.findIndex((line) => line.startsWith('['));
  expect(await packed(without(row))).toMatch(/are not those that were written/);
  const sequence = lines.findIndex((line) => line.startsWith('{"sequence"'));
  expect(await packed(without(sequence))).toMatch(/its contents are not those/);
  expect(await packed(without(lines.length - 1))).toMatch(/it ends too early/);
  expect(await packed(`${text}{}\n`)).toMatch(/something follows its end/);
  expect(await packed(text.replace('"formatVersion":1', '"formatVersion":2'))).toMatch(
    /in a format that this one does not know/,
  );
  await expect(verifyBackup(join(folder, 'none'))).rejects.toThrow(`There is no file`);
  await expect(verifyBackup(folder)).rejects.toThrow(`is not a file`);
});

test('a damaged file touches no database', async () => {
  const engine = await emptyEngine('postgres');
  const path = join(folder, 'cut.backup');
  await writeFile(path, (await readFile(whole)).subarray(0, -100));
  await expect(restoreBackup(engine, path)).rejects.toThrow(/damaged/);
  const tables = await rowsOf(engine.db, sql`select from pg_tables where schemaname = 'public'`);
  expect(tables).toEqual([]);
  await engine.close();
});

test('a backup never takes the place of another, is its owner’s alone, and leaves nothing when it fails', async () => {
  const target = join(folder, 'target');
  const engine = await emptyEngine('postgres');
  await expect(writeBackup(engine, target)).rejects.toThrow(
    /is empty: there is nothing to back up/,
  );
  await restoreBackup(engine, whole);
  const stopped = AbortSignal.abort(new Error('Stopped.'));
  await expect(writeBackup(engine, target, { signal: stopped })).rejects.toThrow('Stopped.');
  expect((await readdir(folder)).filter((name) => name.includes('target'))).toEqual([]);
  await writeBackup(engine, target);
  expect((await stat(target)).mode & 0o777).toBe(0o600);
  await expect(writeBackup(engine, target)).rejects.toThrow(/There is a file .* already/);
  await engine.close();
});

test('a store opens on what was restored, and is what it was', async () => {
  const databaseUrl = await freshDatabase();
  const engine = await openEngine({ databaseUrl, dataDir: '' });
  await restoreBackup(engine, whole);
  const serving = await openStore({ databaseUrl, dataDir: '' });
  await serving.db.execute(sql`select 1`);
  // Its prepared statements would fail on new tables.
  await expect(restoreBackup(engine, whole, { replace: true })).rejects.toThrow(
    /Casus is using the database over \d+ connections/,
  );
  await serving.close();
  expect((await contentsOf(engine.db)).contentHash).toBe(contentHash);
  await engine.close();
});
