import { sql } from 'drizzle-orm';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmod,
  cp,
  mkdir,
  mkdtemp,
  open,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { rowsOf } from './database.ts';
import { openStore, type Store, type StoreConfig } from '../open.ts';
import { openPglite } from './pglite.ts';
import { openPostgres } from './postgres.ts';
import { copyDatabase } from '../../tests/embedded-template.ts';

const ROWS = 20_000;
const PAGE = 8192;

let folder: string;
/** A closed database with a table of 20,000 rows, and where that and its index are. */
let whole: string;
let table: string;
let index: string;

const fileOf = async (store: Store, relation: string) =>
  (
    await rowsOf<{ path: string }>(store.db, sql`select pg_relation_filepath(${relation}) as path`)
  )[0]!.path;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'casus-damage-'));
  whole = join(folder, 'whole');
  const store = await openStore({ dataDir: whole });
  await store.db.execute(
    sql.raw(
      `create table marks (mark int primary key, words text);
       insert into marks select n, md5(n::text) from generate_series(1, ${ROWS}) n`,
    ),
  );
  table = await fileOf(store, 'marks');
  index = await fileOf(store, 'marks_pkey');
  await store.close();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

let copies = 0;
/** A copy of the database, in whose files `damage` does something. */
async function damaged(damage: (files: string) => Promise<unknown>): Promise<string> {
  const dataDir = join(folder, `copy ${++copies}`);
  copyDatabase(whole, dataDir);
  await damage(join(dataDir, 'pglite'));
  return dataDir;
}

async function halve(path: string): Promise<void> {
  const { size } = await stat(path);
  await truncate(path, Math.floor(size / PAGE / 2) * PAGE);
}

const DAMAGE: { what: string; damage: (files: string) => Promise<unknown>; expected: RegExp }[] = [
  {
    what: 'PG_VERSION is missing',
    damage: (files) => rm(join(files, 'PG_VERSION')),
    expected: /it is not empty, yet the file PG_VERSION is missing/,
  },
  {
    what: 'its files are of another version of PostgreSQL',
    damage: (files) => writeFile(join(files, 'PG_VERSION'), '17\n'),
    expected: /its files are those of PostgreSQL 17, and this Casus reads those of 18/,
  },
  {
    what: 'PG_VERSION is empty',
    damage: (files) => writeFile(join(files, 'PG_VERSION'), ''),
    expected: /its file PG_VERSION tells no version/,
  },
  {
    what: 'half of a table is cut off',
    damage: (files) => halve(join(files, table)),
    expected: /files are shorter than they were, or missing: base\/\d+\/\d+/,
  },
  {
    what: 'half of an index is cut off',
    damage: (files) => halve(join(files, index)),
    expected: /files are shorter than they were, or missing: base\/\d+\/\d+/,
  },
  {
    what: 'a table’s file is missing',
    damage: (files) => rm(join(files, table)),
    expected: /files are shorter than they were, or missing: base\/\d+\/\d+/,
  },
  {
    what: 'the control file is missing',
    damage: (files) => rm(join(files, 'global/pg_control')),
    expected: /pg_control/,
  },
  {
    what: 'the write-ahead log is missing',
    damage: async (files) => {
      for (const name of await readdir(join(files, 'pg_wal'))) {
        await rm(join(files, 'pg_wal', name), { recursive: true });
      }
    },
    expected: /could not locate a valid checkpoint record/,
  },
  {
    what: 'a folder is missing',
    damage: (files) => rm(join(files, 'base'), { recursive: true }),
    expected: /base/,
  },
];

describe('a damaged database is not opened, and it is told what is wrong and what to do', () => {
  test.each(DAMAGE)('where $what', async ({ damage, expected: told }) => {
    const dataDir = await damaged(damage);
    const failure = await openStore({ dataDir }).catch((error: Error) => error);
    expect(failure).toMatchObject({ name: 'StoreError', code: 'DAMAGED' });
    const { message } = failure as Error;
    expect(message).toMatch(told);
    expect(message).toMatch(/^[^\n]+ cannot be opened: [^\n]+ move it away to begin with [^\n]+$/);
    expect(message).toContain(join(dataDir, 'pglite'));
    expect(message).not.toMatch(/Aborted|ASSERTIONS|\[object/);
  });

  test('where half of a table was cut off after a kill', async () => {
    const dataDir = await damaged(() => Promise.resolve());
    await changeAndBeKilled(dataDir, ['insert into marks values (0)']);
    await halve(join(dataDir, 'pglite', table));
    await expect(openStore({ dataDir })).rejects.toMatchObject({ code: 'DAMAGED' });
  });
});

test('what PostgreSQL itself shortens and removes is no damage, also after a kill', async () => {
  const dataDir = await damaged(() => Promise.resolve());
  await changeAndBeKilled(dataDir, [
    'delete from marks where mark > 100',
    'vacuum marks',
    'alter table marks drop constraint marks_pkey',
  ]);
  const sizes = await Promise.all(
    [table, index].map(async (path) => (await stat(join(dataDir, 'pglite', path))).size),
  );
  expect(sizes).toEqual([PAGE, 0]);
  const store = await openStore({ dataDir });
  expect(await count(store)).toBe(100);
  await store.close();
});

/** Nothing of what is changed comes into the tables' own files by a checkpoint. */
async function changeAndBeKilled(dataDir: string, statements: string[]): Promise<void> {
  const script = `(async () => {
    const { openStore } = await import(${JSON.stringify(join(import.meta.dirname, '../open.ts'))});
    const store = await openStore({ dataDir: process.argv[1] });
    for (const statement of ${JSON.stringify(statements)}) await store.db.execute(statement);
    process.kill(process.pid, 'SIGKILL');
  })();`;
  const child = spawn(process.execPath, ['-e', script, dataDir], { stdio: 'inherit' });
  const [, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  expect(signal).toBe('SIGKILL');
}

const count = async (store: Store) =>
  (await rowsOf<{ n: number }>(store.db, sql`select count(*)::int as n from marks`))[0]!.n;

test('a page with a wrong byte is an error, not other words', async () => {
  const dataDir = await damaged(async (files) => {
    const file = await open(join(files, table), 'r+');
    await file.write('!', PAGE - 20);
    await file.close();
  });
  const store = await openStore({ dataDir });
  await expect(count(store)).rejects.toMatchObject({ cause: { code: 'XX001' } });
  await store.close();
});

test('a folder that holds something else is left as it is', async () => {
  const dataDir = join(folder, 'else');
  await mkdir(join(dataDir, 'pglite'), { recursive: true });
  await writeFile(join(dataDir, 'pglite', 'thesis.txt'), 'all of it');
  await expect(openStore({ dataDir })).rejects.toMatchObject({ code: 'DAMAGED' });
  expect(await readdir(join(dataDir, 'pglite'))).toEqual(['thesis.txt']);
});

test('no database is made inside another', async () => {
  const dataDir = join(await damaged(() => Promise.resolve()), 'pglite');
  const failure = await openStore({ dataDir }).catch((error: unknown) => error);
  expect(failure).toMatchObject({
    code: 'UNUSABLE',
    message: `${dataDir} holds the files of a database itself. Set CASUS_DATA_DIR to the folder around it, ${join(dataDir, '..')}.`,
  });
});

test('a first start that was interrupted is begun anew', async () => {
  const dataDir = join(folder, 'interrupted');
  copyDatabase(whole, dataDir);
  await rename(join(dataDir, 'pglite'), join(dataDir, 'pglite.new'));
  await rm(join(dataDir, 'pglite.new/global'), { recursive: true });
  await mkdir(join(dataDir, 'pglite'));
  await (await openStore({ dataDir })).close();
  expect(await readdir(dataDir)).not.toContain('pglite.new');
});

test('everything of it is its owner’s alone, also what was left open to others', async () => {
  const open = async (dataDir: string) => {
    const files = join(dataDir, 'pglite');
    const entries = await readdir(files, { recursive: true });
    const modes = await Promise.all(
      ['', ...entries].map(async (name) =>
        ((await stat(join(files, name))).mode & 0o777).toString(8),
      ),
    );
    return [...new Set(modes)].sort();
  };
  expect(await open(whole)).toEqual(['600', '700']);
  const dataDir = await damaged(async (files) => {
    for (const name of ['', ...(await readdir(files, { recursive: true }))]) {
      const path = join(files, name);
      await chmod(path, (await stat(path)).isDirectory() ? 0o755 : 0o666);
    }
  });
  await (await openStore({ dataDir })).close();
  expect(await open(dataDir)).toEqual(['600', '700']);
});

const MIGRATIONS = join(import.meta.dirname, '../../migrations');

/** An empty database on each engine, by how it is opened. */
const EMPTY: { engine: Store['name']; make: () => Promise<StoreConfig> }[] = [
  { engine: 'pglite', make: async () => ({ dataDir: join(folder, 'empty') }) },
  {
    engine: 'postgres',
    make: async () => {
      const server = inject('postgresUrl');
      const client = new Client({ connectionString: `${server}postgres` });
      await client.connect();
      await client.query('create database versions');
      await client.end();
      return { databaseUrl: `${server}versions`, dataDir: '' };
    },
  },
];

test.each(EMPTY)(
  'on $engine the tables of an earlier Casus are brought up to date, those of a later one refused',
  async ({ make }) => {
    const config = await make();
    // As the first version made them.
    const first = join(folder, `first version, ${config.databaseUrl ? 'server' : 'embedded'}`);
    await cp(MIGRATIONS, first, { recursive: true });
    const journalFile = join(first, 'meta/_journal.json');
    const journal = JSON.parse(await readFile(journalFile, 'utf8')) as { entries: object[] };
    await writeFile(
      journalFile,
      JSON.stringify({ ...journal, entries: journal.entries.slice(0, 1) }),
    );
    const engine = config.databaseUrl
      ? await openPostgres(config.databaseUrl)
      : await openPglite(config.dataDir);
    await engine.migrate(first, async () => {});
    await engine.close();

    const store = await openStore(config);
    const applied = sql`select count(*)::int as n from drizzle.__drizzle_migrations`;
    expect(await rowsOf(store.db, applied)).toEqual([{ n: journal.entries.length }]);
    await store.db.execute(
      sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('later', 4102444800000)`,
    );
    await store.close();

    const failure = await openStore(config).catch((error: unknown) => error);
    expect(failure).toMatchObject({
      code: 'NEWER',
      message: expect.stringMatching(/^The database was changed by a later .+ 2100-01-01.+$/),
    });
  },
);
