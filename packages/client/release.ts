import { build } from 'esbuild';
import { join } from 'node:path';

/**
 * Keeps today's client as the release that later servers are tested with: all of its entries in one file, with urql
 * (`tests/released.test.ts`).
 */
const ENTRIES = ['client', 'errors', 'live', 'generated/documents'];
const day = new Date().toLocaleDateString('en-GB', { dateStyle: 'long' });

await build({
  stdin: {
    contents: ENTRIES.map((name) => `export * from './src/${name}.ts';`).join('\n'),
    resolveDir: import.meta.dirname,
  },
  outfile: join(import.meta.dirname, 'released/client.js'),
  banner: {
    js: `/* @casus/client as of ${day}, with urql, kept by pnpm --filter @casus/client release. */`,
  },
  bundle: true,
  minify: true,
  format: 'esm',
  platform: 'neutral',
  mainFields: ['module', 'main'],
  define: { 'process.env.NODE_ENV': '"production"' },
});
