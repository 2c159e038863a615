import { gedCsv } from '@casus/ingest/ucdp-ged/fixture';
import type { Database } from '@casus/store/engines/database';
import { openStore } from '@casus/store/open';
import { fork, spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { rm, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { makeDisk, whyNoDisk, type Disk } from './disk/ext4.ts';
import { copyDatabase } from '../../../packages/store/tests/embedded-template.ts';
import { freePort } from '../../../scripts/free-port.ts';

const CASUS = join(import.meta.dirname, '../src/casus.ts');
const MEGABYTE = Buffer.alloc(1024 * 1024);

const reason = await whyNoDisk();

describe.skipIf(reason)(`on a full disk${reason ? ` (no disk here: ${reason})` : ''}`, () => {
  let disk: Disk;
  let environment: NodeJS.ProcessEnv;
  let address: string;
  const dataDir = () => join(disk.folder, 'data');
  const ballast = () => join(disk.folder, 'ballast');

  beforeAll(async () => {
    disk = await makeDisk(256);
    copyDatabase(inject('recordTemplate'), dataDir());
    const port = String(await freePort('127.0.0.1'));
    address = `http://127.0.0.1:${port}`;
    environment = {
      ...process.env,
      CASUS_API_PORT: port,
      CASUS_HOST: '127.0.0.1',
      CASUS_DATA_DIR: dataDir(),
      CASUS_LOG_LEVEL: 'silent',
      DATABASE_URL: '',
    };
  });
  const processes: ChildProcess[] = [];
  afterAll(async () => {
    for (const child of processes) child.kill('SIGKILL');
    await Promise.all(processes.map(endOf));
    await disk.remove();
  });

  /** Takes all the room there is. */
  async function fill(): Promise<void> {
    const megabytes = Readable.from(Array.from({ length: 256 }, () => MEGABYTE));
    await expect(pipeline(megabytes, createWriteStream(ballast()))).rejects.toThrow('ENOSPC');
  }

  /** Takes all the room there is but for so many megabytes. */
  async function fillAllBut(megabytes: number): Promise<void> {
    await fill();
    const { size } = await stat(ballast());
    await truncate(ballast(), size - megabytes * MEGABYTE.length);
  }

  /** The API in a process of its own; resolves once it listens, or has ended. */
  async function serve() {
    const child = fork(CASUS, ['serve'], { env: environment, silent: true });
    processes.push(child);
    let complaints = '';
    child.stderr!.on('data', (chunk: Buffer) => (complaints += chunk.toString()));
    const ended = new Promise<{ code: number | null; complaints: string }>((resolve) =>
      child.once('close', (code) => resolve({ code, complaints: withoutProgress(complaints) })),
    );
    await Promise.race([new Promise((resolve) => child.once('message', resolve)), ended]);
    return { child, ended };
  }

  let imports = 0;

  /** Each time as one more part of the release, which came out on a day of its own. */
  async function importRows(from: number, rows: number) {
    imports += 1;
    const version = ['--version', '22.1', '--released', `2022-06-0${imports}`, '--extract'];
    const file = gedCsv(Array.from({ length: rows }, (_, row) => ({ id: String(from + row) })));
    const child = spawn(process.execPath, [CASUS, 'import', 'ucdp-ged', '-', ...version], {
      env: environment,
    });
    let said = '';
    for (const output of [child.stdout, child.stderr]) {
      output.on('data', (chunk: Buffer) => (said += chunk.toString()));
    }
    child.stdin.on('error', () => {});
    child.stdin.end(file);
    const code = await new Promise((resolve) => child.once('close', resolve));
    return { code, said: withoutProgress(said) };
  }

  const status = async (path: string) => (await fetch(address + path)).status;

  async function eventsServed(): Promise<number> {
    const answer = await fetch(`${address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ events { totalCount } }' }),
    });
    return ((await answer.json()) as { data: { events: { totalCount: number } } }).data.events
      .totalCount;
  }

  /** Has PostgreSQL begin one file of its write-ahead log after another, until there is room for no more. */
  async function exhaustLog(db: Database): Promise<void> {
    await db.execute('create table if not exists marks (mark int)');
    for (;;) await db.execute('insert into marks values (1); select pg_switch_wal()');
  }

  test('what finds no room is refused in plain words, and all else goes on', async () => {
    const { child, ended } = await serve();
    const curated = await eventsServed();
    expect(await importRows(1, 100)).toMatchObject({ code: 0 });
    await fill();
    const refused = await importRows(1001, 3000);
    expect(refused.said).toMatch(
      /^The disk of \S+ is full \(.+\)\. Make room, and run it again\. Nothing was changed\.\n$/,
    );
    expect(refused.code).toBe(1);
    expect(await status('/ready')).toBe(200);
    expect(await eventsServed()).toBe(curated + 100);
    await rm(ballast());
    expect(await importRows(1001, 10)).toMatchObject({ code: 0 });
    child.kill('SIGTERM');
    expect(await ended).toEqual({ code: 0, complaints: '' });
  });

  test('an import that has the database to itself says why the database stopped', async () => {
    await fillAllBut(18);
    const refused = await importRows(5001, 6000);
    expect(refused.said).toMatch(
      /^The disk of \S+ is full \(.+\)\. The database has stopped\. Make room .+ Nothing was changed\.\n$/,
    );
    expect(refused.code).toBe(1);
    await rm(ballast());
  });

  test('where the database cannot go on, the process ends with the reason; with room it starts again with all that was acknowledged', async () => {
    const { ended } = await serve();
    const before = await eventsServed();
    expect(await importRows(2001, 100)).toMatchObject({ code: 0 });
    const store = await openStore({ dataDir: dataDir(), sharing: 'join' });
    await fill();
    await expect(exhaustLog(store.db)).rejects.toThrow();
    const full = expect.stringMatching(
      new RegExp(`^The disk of ${dataDir()}\\S* is full \\(.+\\)\\. .*Make room and start .+\\n$`),
    );
    expect(await ended).toEqual({ code: 1, complaints: full });
    await expect(status('/health')).rejects.toThrow('fetch failed');
    await store.close();

    const still = await serve();
    expect(await still.ended).toEqual({ code: 1, complaints: full });

    await rm(ballast());
    const again = await serve();
    expect(await eventsServed()).toBe(before + 100);
    again.child.kill('SIGTERM');
    expect(await again.ended).toEqual({ code: 0, complaints: '' });
  });
});

/** How far an import is, is said where it takes seconds: that depends on the machine. */
const withoutProgress = (said: string) => said.replace(/^Importing: .*\n/gm, '');

async function endOf(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  await new Promise((resolve) => child.once('exit', resolve));
}
