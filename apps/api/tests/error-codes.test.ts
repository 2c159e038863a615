import { readFileSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { HTTP_ERROR_CODES } from '../src/http/errors.ts';
import { PUBLISHED_CODES } from './error-codes.ts';

const ROOT = join(import.meta.dirname, '../../..');
const YOGA = dirname(createRequire(import.meta.url).resolve('graphql-yoga'));

/** Yoga's for a body too large; Fastify sees to that here. */
const TURNED_OFF = 'REQUEST_ENTITY_TOO_LARGE';

async function codesIn(folder: string, files: string): Promise<string[]> {
  const found: string[] = [];
  for await (const path of glob(files, { cwd: folder })) {
    if (path.includes('.test.')) continue;
    const source = readFileSync(join(folder, path), 'utf8');
    const given = source.matchAll(/\bcode(?:'\])?\s*(?::|\|\|=|\?\?|=)\s*'([A-Z][A-Z_]+)'/g);
    found.push(...[...given].map(([, code]) => code!));
    // A union of codes, and what is given by one.
    found.push(...[...source.matchAll(/'([A-Z]+_LIMIT_EXCEEDED)'/g)].map(([, code]) => code!));
  }
  return found;
}

test('docs/errors.md lists every code there is, and no other', async () => {
  const given = new Set([
    ...HTTP_ERROR_CODES,
    ...(await codesIn(ROOT, 'apps/api/src/**/*.ts')),
    ...(await codesIn(ROOT, 'packages/schema/src/**/*.ts')),
    ...(await codesIn(YOGA, '**/*.js')),
  ]);
  given.delete(TURNED_OFF);
  expect([...PUBLISHED_CODES].sort()).toEqual([...given].sort());
});
