import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { brotliCompressSync, gzipSync } from 'node:zlib';

async function bundle(contents: string, external: string[] = []): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: import.meta.dirname },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    external,
    write: false,
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  return outputFiles[0]!.text;
}

const CLIENT = "export { createClient } from '../src/client.ts';";

test('the client is at most 6 kB, compressed, and 15 kB with urql', async () => {
  const own = await bundle(CLIENT, ['@urql/core']);
  const whole = await bundle(CLIENT);
  const sizes = [own, whole].map((text) => gzipSync(text).length);
  expect(sizes[0]).toBeLessThanOrEqual(6_000);
  expect(sizes[1]).toBeLessThanOrEqual(15_000);
  expect(brotliCompressSync(whole).length).toBeLessThan(sizes[1]!);
});

test('who imports one document gets no other', async () => {
  const text = await bundle("export { DatasetsDocument } from '../src/generated/documents.ts';");
  expect(text).toContain('query Datasets');
  expect(text.match(/query [A-Z]/g)).toHaveLength(1);
  const unused = await bundle("import '../src/generated/documents.ts'; import '../src/client.ts';");
  expect(unused.trim()).toBe('');
});
