import { gedCsv } from '@casus/ingest/ucdp-ged/fixture';
import { openStore } from '@casus/store/open';
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { copyDatabase } from '../../../packages/store/tests/embedded-template.ts';

const CASUS = join(import.meta.dirname, '../src/casus.ts');

let folder: string;
let dataDir: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'casus-waiting-'));
  dataDir = join(folder, 'data');
  copyDatabase(inject('embeddedTemplate'), dataDir);
  await writeFile(join(folder, 'GEDEvent_v22_1.csv'), gedCsv([{ id: '1' }]));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The command line, its output in pipes. */
function importing(...words: string[]) {
  const child = spawn(
    process.execPath,
    [CASUS, 'import', join(folder, 'GEDEvent_v22_1.csv'), ...words],
    {
      env: { ...process.env, CASUS_DATA_DIR: dataDir, DATABASE_URL: '' },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const ended = new Promise<{ code: number | null; out: string; err: string }>((resolve) =>
    child.once('close', (code) => resolve({ code, out, err })),
  );
  return { child, ended, said: () => err };
}

test('beside a server that gives its copy to another writer, imports say that they wait', async () => {
  const server = await openStore({ dataDir, sharing: 'offer' });
  const first = await openStore({ dataDir, sharing: 'replace' });
  const waiting = `Waiting: another import, or a load of the record, is writing in the database in ${dataDir}, which process ${process.pid} serves. That goes first`;
  const [impatient, stopped, patient] = [importing('--wait', '3'), importing(), importing()];
  expect(await impatient.ended).toEqual({
    code: 1,
    out: '',
    err: expect.stringMatching(
      /^Waiting: .*\nAfter 3 s there is still no database to write in: .* Nothing was changed\.\n$/,
    ) as string,
  });
  await expect.poll(stopped.said).toContain(waiting);
  stopped.child.kill('SIGINT');
  expect(await stopped.ended).toMatchObject({ code: 130, out: '' });
  await expect.poll(patient.said).toContain(waiting);
  await first.close();
  const { code, out } = await patient.ended;
  expect(code).toBe(0);
  expect(out).toMatch(/added +1\n/);
  await server.close();
});

test('beside a server with no other writer, an import waits for nobody and says so to nobody', async () => {
  const server = await openStore({ dataDir, sharing: 'offer' });
  const { promise: isReleased, resolve: release } = Promise.withResolvers<undefined>();
  const isHeld = Promise.withResolvers<undefined>();
  // As long as a transaction is open the copy of the database cannot be made.
  const busy = server.db.transaction(async (transaction) => {
    await transaction.execute('select 1');
    isHeld.resolve(undefined);
    await isReleased;
  });
  await isHeld.promise;
  const { ended, said } = importing();
  await expect
    .poll(said)
    .toBe(
      `Preparing: process ${process.pid} serves the database in ${dataDir}, and is making a copy of it to write in.\n`,
    );
  release(undefined);
  await busy;
  const { code, err } = await ended;
  expect(code).toBe(0);
  expect(err).not.toContain('Waiting');
  await server.close();
});

test('beside a writer that shares the database with nobody, imports wait until it is done', async () => {
  const writer = await openStore({ dataDir });
  const waiting = `Waiting: process ${process.pid} has the database in ${dataDir} to itself: another import, a load of the record, or a server that is only starting. That goes first`;
  const [impatient, patient] = [importing('--wait', '3'), importing()];
  await expect.poll(patient.said).toContain(waiting);
  expect(await impatient.ended).toEqual({
    code: 1,
    out: '',
    err: expect.stringContaining(`After 3 s there is still no database to write in`) as string,
  });
  await writer.close();
  expect(await patient.ended).toMatchObject({ code: 0, out: expect.stringContaining('unchanged') });
});
