import { generate } from '@graphql-codegen/cli';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import config from '../codegen.ts';

test('documents.json, which servers read, is that of today’s documents: pnpm --filter @casus/client codegen', async () => {
  const cwd = join(import.meta.dirname, '..');
  const files: { filename: string; content: string }[] = await generate(
    { ...config, cwd, silent: true },
    false,
  );
  const { content } = files.find(({ filename }) => filename.endsWith('documents.json'))!;
  expect(JSON.parse(await readFile(join(cwd, 'documents.json'), 'utf8'))).toEqual(
    JSON.parse(content),
  );
});
