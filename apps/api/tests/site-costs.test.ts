import { schema } from '@casus/schema/schema';
import { getOperationAST, parse, print, separateOperations } from 'graphql';
import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readConfig } from '../src/config.ts';
import { pricing } from '../src/limits/cost.ts';
import { measure } from '../src/limits/measure.ts';

const SITE = join(import.meta.dirname, '../../web/src');
const { limits } = readConfig({});

/** Every document of the site, as its pages send them: each operation with its fragments. */
async function documentsOfSite() {
  const texts: string[] = [];
  for await (const name of glob('**/*.ts', { cwd: SITE })) {
    const source = await readFile(join(SITE, name), 'utf8');
    for (const [, text] of source.matchAll(/\bgraphql\(`([^`]*)`\)/g)) texts.push(text!);
  }
  return Object.entries(separateOperations(parse(texts.join('\n'))));
}

const documents = await documentsOfSite();

test('the site has documents', () => {
  expect(documents.length).toBeGreaterThan(10);
});

test.each(documents)('%s fits under the default limits, with room to grow', (name, document) => {
  const { depth, breadth, aliases } = measure(document);
  const asked = {
    depth,
    breadth,
    aliases,
    tokens: parse(print(document)).tokenCount!,
    cost: pricing(schema, document, getOperationAST(document, name)!)({}),
  };
  for (const [part, amount] of Object.entries(asked)) {
    expect(amount * 1.5, part).toBeLessThan(limits[part as keyof typeof asked]);
  }
});
