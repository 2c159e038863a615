import { gedCsv } from '@casus/ingest/ucdp-ged/fixture';
import { socketPath } from '@casus/store/engines/embedded/socket-folder';
import { openStore } from '@casus/store/open';
import { events } from '@casus/store/tables/event';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest';
import { cutAtCommit } from '../../../packages/store/tests/cutting-proxy.ts';
import { copyDatabase } from '../../../packages/store/tests/embedded-template.ts';

const CASUS = join(import.meta.dirname, '../src/casus.ts');
const OPEN = join(import.meta.dirname, '../../../packages/store/src/open.ts');
const rows = (count: number) =>
  gedCsv(Array.from({ length: count }, (_, index) => ({ id: String(index + 1) })));

let folder: string;
let dataDir: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'casus-outcome-'));
  dataDir = join(folder, 'data');
  copyDatabase(inject('embeddedTemplate'), dataDir);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function importing(file: string) {
  const child = spawn(
    process.execPath,
    [CASUS, 'import', 'ucdp-ged', file, '--version', '22.1', '--released', '2022-06-01'],
    {
      env: { ...process.env, CASUS_DATA_DIR: dataDir, DATABASE_URL: '' },
      stdio: ['pipe', 'pipe', 'pipe'],
    },
  );
  // A process that was stopped no longer reads.
  child.stdin.on('error', () => {});
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  // How far it is: a busy machine may take long enough for a line.
  const progress = /^Importing: .*\n/gm;
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString().replace(progress, '')));
  const ended = new Promise<{ code: number | null; out: string; err: string }>((resolve) =>
    child.once('close', (code) => resolve({ code, out, err })),
  );
  return { child, ended, complaints: () => err };
}

async function eventsStored(): Promise<number> {
  const store = await openStore({ dataDir });
  const count = await store.db.$count(events);
  await store.close();
  return count;
}

test('an import that is stopped half-way undoes itself, says so, and ends as the signal has it', async () => {
  const { child, ended } = importing('-');
  const text = rows(3_000);
  // More than the pipe holds: once it is through, the import has read most of it. The rest never comes.
  await new Promise((resolve) => child.stdin.write(text.slice(0, text.length / 2), resolve));
  child.kill('SIGTERM');
  expect(await ended).toEqual({
    code: 143,
    out: '',
    err: 'Stopped by SIGTERM. Nothing was changed.\n',
  });
  expect(await eventsStored()).toBe(0);
});

test('an import that waits for a named pipe says so, leaves the database to others, and can be stopped', async () => {
  const pipe = join(folder, 'GEDEvent_v22_1.csv');
  execFileSync('mkfifo', [pipe]);
  const { child, ended, complaints } = importing(pipe);
  const waiting = `Waiting for someone to write to ${pipe}, a named pipe; Ctrl-C stops.\n`;
  await vi.waitFor(() => expect(complaints()).toBe(waiting), { timeout: 60_000 });
  expect(await eventsStored()).toBe(0);
  child.kill('SIGINT');
  expect(await ended).toEqual({
    code: 130,
    out: '',
    err: `${waiting}Stopped by SIGINT. Nothing was changed.\n`,
  });
});

test('the server is killed at the commit of an import beside it: all rows were in, and that is said', async () => {
  const hosting = `
    const { openStore } = await import(${JSON.stringify(OPEN)});
    await openStore({ dataDir: ${JSON.stringify(dataDir)}, sharing: 'offer' });
    console.log('ready');`;
  const script = join(folder, 'host.mjs');
  await writeFile(script, hosting);
  const host = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(host.stdout, 'data', { signal: AbortSignal.timeout(100_000) });
  // The import joins through a proxy that has the commit done and cuts the line before it is told.
  const way = join(folder, 'proxy');
  await mkdir(way);
  const holder = join(dataDir, 'casus.holder.json');
  const described = JSON.parse(await readFile(holder, 'utf8')) as { socket: string };
  await writeFile(holder, JSON.stringify({ ...described, socket: way }));
  const proxy = await cutAtCommit(
    { path: socketPath(join(dataDir, described.socket)) },
    { path: socketPath(way) },
    'after',
    () => host.kill('SIGKILL'),
  );
  const { child, ended } = importing('-');
  child.stdin.end(rows(12));
  const { code, out, err } = await ended;
  await proxy.close();
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toMatch(/added +12\n/);
  expect(host.signalCode).toBe('SIGKILL');
  expect(await eventsStored()).toBe(12);
});
