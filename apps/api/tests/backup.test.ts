import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { copyDatabase } from '../../../packages/store/tests/embedded-template.ts';

const CASUS = join(import.meta.dirname, '../src/casus.ts');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'casus-backup-cli-'));
  copyDatabase(inject('recordTemplate'), join(folder, 'served'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function start(dataDir: string, ...args: string[]) {
  return spawn(process.execPath, [CASUS, ...args], {
    env: {
      ...process.env,
      CASUS_DATA_DIR: join(folder, dataDir),
      DATABASE_URL: '',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function run(dataDir: string, ...args: string[]) {
  const child = start(dataDir, ...args);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  }
  const [code] = (await once(child, 'close')) as [number];
  return { code, said };
}

test.each([
  ['of nothing', 'none.backup', 'There is no file'],
  ['of what is no backup', CASUS, 'is not a backup made by casus backup'],
])('a restore %s makes no database', async (_, name, why) => {
  const { code, said } = await run('unmade', 'restore', resolve(folder, name));
  expect({ code, said }).toEqual({ code: 1, said: expect.stringContaining(why) });
  expect(await readdir(folder)).not.toContain('unmade');
});

// Each command starts a process and an engine.
test('the command line backs up a served database, and restores it elsewhere', async () => {
  const { openStore } = await import('@casus/store/open');
  const serving = await openStore({ dataDir: join(folder, 'served'), sharing: 'offer' });
  const file = join(folder, 'record.backup');
  try {
    expect(await run('served', 'backup', file, '--dry-run')).toEqual({
      code: 0,
      said: expect.stringMatching(
        /^[\d,]+ rows of \d+ tables would be written to .*record\.backup\.\n$/,
      ),
    });
    const backup = await run('served', 'backup', file);
    expect(backup.code).toBe(0);
    const [, contents] = backup.said.match(/contents ([0-9a-f]{64})\.\n$/)!;
    // Of the copied files nothing is left.
    expect((await readdir(folder)).toSorted()).toEqual(['record.backup', 'served']);

    const restored = await run('restored', 'restore', file);
    expect(restored).toMatchObject({ code: 0, said: expect.stringContaining(contents!) });

    expect(await run('restored', 'restore', file)).toEqual({
      code: 1,
      said:
        'The database holds a record already. Restore into an empty one, or say --replace to lose what this one holds. ' +
        'Nothing was changed.\n',
    });
    expect(await run('served', 'restore', file, '--replace')).toMatchObject({
      code: 1,
      said: expect.stringMatching(/^The database in .* is in use by process \d+\..*\n$/),
    });
    expect(await run('restored', 'restore', CASUS)).toMatchObject({
      code: 1,
      said: expect.stringMatching(
        /casus\.ts is not a backup made by casus backup\. Nothing was changed\.\n$/,
      ),
    });
  } finally {
    await serving.close();
  }
}, 300_000);
