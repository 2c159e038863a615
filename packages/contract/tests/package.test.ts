import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { publint } from 'publint';
import { afterAll, beforeAll, expect, test } from 'vitest';

const run = promisify(execFile);

let folder: string;
let tarball: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'casus-contract-'));
  await run('npx', ['-y', 'pnpm@12.21.0', 'pack', '--pack-destination', folder], {
    cwd: join(import.meta.dirname, '..'),
  });
  tarball = join(
    folder,
    (await readdir(folder)).find((name) => name.endsWith('.tgz'))!,
  );
});
afterAll(() => rm(folder, { recursive: true }));

test('publint and are-the-types-wrong find nothing in what is published', async () => {
  const { buffer, byteOffset, byteLength } = await readFile(tarball);
  const bytes = buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer;
  expect((await publint({ pack: { tarball: bytes }, strict: true })).messages).toEqual([]);
  const cli = createRequire(import.meta.url).resolve('@arethetypeswrong/cli/package.json');
  const data = ['changes.json', 'schema.graphql', 'schema.json'];
  const { stdout } = await run(process.execPath, [
    join(cli, '../dist/index.js'),
    tarball,
    ...['--profile', 'esm-only', '--no-color', '--exclude-entrypoints', ...data],
  ]);
  expect(stdout).toMatch(/"@casus\/contract\/tada" +│ 🟢 \(ESM\) +│ 🟢/);
});

test('it is what is needed, and no more', async () => {
  const { stdout } = await run('tar', ['-tzf', tarball]);
  expect(stdout.trim().split('\n').sort()).toEqual(
    [
      'LICENSE',
      'README.md',
      'changes.json',
      ...['cache', 'contract', 'tada'].flatMap((name) => [`dist/${name}.d.ts`, `dist/${name}.js`]),
      'dist/schema.graphql',
      'dist/schema.json',
      'package.json',
    ]
      .map((name) => `package/${name}`)
      .sort(),
  );
});
