import { sql } from 'drizzle-orm';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest';
import { copyDatabase } from '../../tests/embedded-template.ts';
import type { Notice } from '../live/notices.ts';
import { openStore, type Store } from '../open.ts';
import { rowsOf, type Database } from './database.ts';
import { databaseFolder, setCurrent } from './embedded/database-folder.ts';

let folder: string;
let dataDir: string;
let host: Store;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'casus-replacing-'));
  dataDir = join(folder, 'data');
  copyDatabase(inject('embeddedTemplate'), dataDir);
  host = await openStore({ dataDir, sharing: 'offer' });
  await host.db.execute('create table marks (mark text unique)');
});
afterAll(async () => {
  await host.close();
  await rm(folder, { recursive: true, force: true });
});

const marks = async (db: Database = host.db) =>
  (await rowsOf<{ mark: string }>(db, sql`select mark from marks order by 1`)).map(
    ({ mark }) => mark,
  );
const databases = async () =>
  (await readdir(dataDir)).filter((name) => name.startsWith('pglite')).length;

interface Writer {
  process: ChildProcess;
  /** Lets it go on. */
  go: () => void;
  said: (word: string) => Promise<void>;
  ended: Promise<unknown[]>;
}

/** Another process, which writes a mark in a copy and then waits before it publishes that. */
async function writer(mark: string): Promise<Writer> {
  const script = `
    const { openStore } = await import(${JSON.stringify(join(import.meta.dirname, '../open.ts'))});
    const { once } = await import('node:events');
    const store = await openStore({ dataDir: ${JSON.stringify(dataDir)}, sharing: 'replace' });
    await store.db.transaction(async (transaction) => {
      await transaction.execute("insert into marks values ('${mark}')");
      process.stdout.write('writing');
      await once(process.stdin, 'data');
    });
    await store.publish().then(
      () => process.stdout.write('published'),
      ({ code }) => process.stdout.write(code),
    );
    await store.close();
    process.stdin.destroy();`;
  const path = join(folder, `${mark}.mjs`);
  await writeFile(path, script);
  const child = spawn(process.execPath, [path], { stdio: ['pipe', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return {
    process: child,
    go: () => child.stdin.write('go'),
    ended: once(child, 'exit'),
    said: (word) => vi.waitFor(() => expect(output).toContain(word), 90_000),
  };
}

describe('a copy of what another process serves', { timeout: 240_000 }, () => {
  test('is written while that one answers, and then takes its place', async () => {
    const notices: Notice[] = [];
    const stop = await host.onNotice((notice) => notices.push(notice));
    const { go, said, ended } = await writer('of a copy');
    await said('writing');
    // In the middle of the writer's transaction.
    expect(await marks()).toEqual([]);
    expect(notices).toEqual([]);
    const reading = host.withSignal(new AbortController().signal);
    await reading.execute(
      "declare rest cursor with hold for select 'of the one before' as mark from generate_series(1, 2)",
    );
    go();
    await said('published');
    expect(await ended).toEqual([0, null]);
    expect(await marks()).toEqual(['of a copy']);
    await vi.waitFor(() => expect(notices).toContainEqual({ about: 'anything' }), 20_000);
    // What was begun before goes on where it began.
    expect(await rowsOf(reading, sql`fetch all from rest`)).toHaveLength(2);
    await reading.execute('close rest');
    await vi.waitFor(async () => expect(await databases()).toBe(1), 30_000);
    expect(await marks(reading)).toEqual(['of a copy']);
    await stop();
  });

  test('goes with its writer when that is killed', async () => {
    const { process: child, said, ended } = await writer('of one that is killed');
    await said('writing');
    expect(await databases()).toBe(2);
    child.kill('SIGKILL');
    await ended;
    await vi.waitFor(async () => expect(await databases()).toBe(1), 30_000);
    expect(await marks()).toEqual(['of a copy']);
  });

  test('is refused where something else was written meanwhile', async () => {
    const { go, said, ended } = await writer('too late');
    await said('writing');
    await host.db.execute("insert into marks values ('meanwhile')");
    go();
    await said('REPLACED');
    await ended;
    expect(await marks()).toEqual(['meanwhile', 'of a copy']);
    const joining = await openStore({ dataDir, sharing: 'join' });
    await joining.close();
  });

  test('waits for the one before', async () => {
    const first = await writer('first');
    await first.said('writing');
    const second = await writer('second');
    first.go();
    await first.ended;
    await second.said('writing');
    second.go();
    await second.ended;
    expect(await marks()).toEqual(['first', 'meanwhile', 'of a copy', 'second']);
  });

  test('is found at the next start', async () => {
    await host.close();
    expect((await readdir(dataDir)).sort()).toEqual([
      'casus.database',
      'casus.lock',
      expect.any(String),
    ]);
    host = await openStore({ dataDir, sharing: 'offer' });
    expect(await marks()).toEqual(['first', 'meanwhile', 'of a copy', 'second']);
    expect(await readdir(dataDir)).toContain('pglite');
  });
});

describe('a process that was killed while it exchanged one database for another', () => {
  async function left(folders: Record<string, string>, current?: string): Promise<string> {
    const data = await mkdtemp(join(folder, 'left-'));
    for (const [name, contents] of Object.entries(folders)) {
      await mkdir(join(data, name));
      await writeFile(join(data, name, 'file'), contents);
    }
    if (current) setCurrent(data, current);
    return data;
  }
  const found = async (data: string) => [
    await readFile(join(await databaseFolder(data), 'file'), 'utf8'),
    await readdir(data),
  ];

  test('before that was settled leaves the one before', async () => {
    expect(await found(await left({ pglite: 'old', 'pglite-1': 'new' }))).toEqual([
      'old',
      ['pglite'],
    ]);
  });

  test('after that leaves the other', async () => {
    const data = await left({ pglite: 'old', 'pglite-1': 'new' }, 'pglite-1');
    expect(await found(data)).toEqual(['new', ['pglite']]);
  });

  test('in the middle of tidying up leaves the other', async () => {
    expect(await found(await left({ 'pglite-1': 'new' }, 'pglite-1'))).toEqual(['new', ['pglite']]);
    expect(await found(await left({ pglite: 'new' }, 'pglite-1'))).toEqual(['new', ['pglite']]);
  });
});
