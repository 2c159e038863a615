import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';

const CASUS = join(import.meta.dirname, '../src/casus.ts');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'casus-no-database-'));
  await mkdir(join(folder, 'empty'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test.each([
  ['check'],
  ['doctor'],
  ['audit-log'],
  ['backup', 'casus.backup'],
  ['backup', 'casus.backup', '--dry-run'],
  ['archive', '2026-10'],
])('casus %s says that there is no database, and makes none', async (...command) => {
  const runIn = async (name: string) => {
    const dataDir = join(folder, name);
    const env = { ...process.env, CASUS_DATA_DIR: dataDir, DATABASE_URL: '' };
    const archives = { CASUS_ARCHIVE_DIR: join(folder, 'archives') };
    const run = promisify(execFile)(process.execPath, [CASUS, ...command], {
      cwd: folder,
      env: { ...env, ...archives },
    });
    const { code, stdout, stderr } = await run.then(
      (output) => ({ ...output, code: 0 }),
      (error: { code: number; stdout: string; stderr: string }) => error,
    );
    return { code, stdout, said: stderr.replace(dataDir, 'FOLDER') };
  };
  const refused = {
    code: 1,
    stdout: '',
    said:
      'There is no database in FOLDER. Name the folder that holds one in CASUS_DATA_DIR, ' +
      'or a server in DATABASE_URL. Nothing was made.\n',
  };
  expect(await runIn('mistyped')).toEqual(refused);
  expect(await runIn('empty')).toEqual(refused);
  expect(await readdir(folder, { recursive: true })).toEqual(['empty']);
});
