import { execFile, fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test, vi } from 'vitest';
import { startPostgres } from '../../../packages/store/tests/postgres-server.ts';
import { RECORD_FOLDER } from '../src/commands/load-record.ts';
import { subscribe } from './events.ts';
import { copyDatabase } from '../../../packages/store/tests/embedded-template.ts';
import { freePort } from '../../../scripts/free-port.ts';

const CASUS = join(import.meta.dirname, '../src/casus.ts');
const CONFLICT = 'kyrgyzstan-tajikistan';
const SUMMARY = 'Told to who listens, from another process.';

let folder: string;
let postgres: Awaited<ReturnType<typeof startPostgres>>;
let server: ChildProcess | undefined;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'casus-live-'));
  copyDatabase(inject('recordTemplate'), join(folder, 'data'));
  postgres = await startPostgres();
});
afterEach(async () => {
  server?.kill();
  if (server?.exitCode === null) await once(server, 'exit');
});
afterAll(async () => {
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
});

/** The record with another summary of one claim of the conflict. */
async function correctedRecord(): Promise<string> {
  const corrected = await mkdtemp(join(folder, 'record-'));
  await cp(RECORD_FOLDER, corrected, { recursive: true });
  const claims = join(corrected, CONFLICT, 'claims');
  const [file] = (await readdir(claims)).sort();
  const text = await readFile(join(claims, file!), 'utf8');
  await writeFile(join(claims, file!), text.replace(/summary: .*/, `summary: ${SUMMARY}`));
  return corrected;
}

describe.each([
  { engine: 'the embedded database', at: () => ({ CASUS_DATA_DIR: join(folder, 'data') }) },
  { engine: 'PostgreSQL', at: () => ({ DATABASE_URL: `${postgres.url}postgres` }) },
])('on $engine', ({ at }) => {
  test('a claim that one process loads is told to who listens to another', async () => {
    const env = {
      ...process.env,
      CASUS_API_PORT: String(await freePort()),
      CASUS_LOG_LEVEL: 'error',
      ...at(),
    };
    server = fork(CASUS, ['serve'], { env });
    const [{ listening: address }] = (await once(server, 'message')) as [{ listening: string }];
    const listening = await subscribe(
      `${address}/graphql`,
      `subscription { claimRecorded(conflict: "${CONFLICT}") { summary claimant { name } } }`,
    );
    const load = [CASUS, 'record', 'load', await correctedRecord()];
    const { stdout } = await promisify(execFile)(process.execPath, load, { env });
    expect(stdout).toContain('1 updated');
    await vi.waitFor(() => expect(listening.messages).toHaveLength(1), 20_000);
    expect(listening.messages[0]!.data.claimRecorded).toEqual({
      summary: SUMMARY,
      claimant: { name: expect.any(String) },
    });
    const ended = once(server, 'exit');
    server.kill('SIGTERM');
    expect(await listening.complete).toBe(true);
    expect(await ended).toEqual([0, null]);
  });
});
