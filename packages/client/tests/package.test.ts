import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { afterAll, beforeAll, expect, test } from 'vitest';

const run = promisify(execFile);
const PACKAGE = join(import.meta.dirname, '..');

let folder: string;
let tarball: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'casus-client-'));
  await run('npx', ['-y', 'pnpm@12.21.0', 'pack', '--pack-destination', folder], { cwd: PACKAGE });
  tarball = join(
    folder,
    (await readdir(folder)).find((name) => name.endsWith('.tgz'))!,
  );
});
afterAll(() => rm(folder, { recursive: true }));

test('publint finds nothing in what is published', async () => {
  const file = await readFile(tarball);
  const bytes = file.buffer.slice(
    file.byteOffset,
    file.byteOffset + file.byteLength,
  ) as ArrayBuffer;
  const { messages, pkg } = await publint({ pack: { tarball: bytes }, strict: true });
  expect(messages.map((message) => formatMessage(message, pkg as Record<string, unknown>))).toEqual(
    [],
  );
});

test('the types are right for whoever imports it', async () => {
  const cli = join(
    createRequire(import.meta.url).resolve('@arethetypeswrong/cli/package.json'),
    '../dist/index.js',
  );
  const { stdout } = await run(process.execPath, [
    cli,
    tarball,
    '--profile',
    'esm-only',
    '--no-color',
    // It is data for servers, without types.
    ...['--exclude-entrypoints', 'documents.json'],
  ]);
  // It ends with an error where there is a problem.
  expect(stdout).toMatch(/"@casus\/client\/documents" +│ 🟢 \(ESM\) +│ 🟢/);
});
