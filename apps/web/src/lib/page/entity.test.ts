import { buildSchema, isUnionType } from 'graphql';
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { PAGES } from '../../../tests/pages.ts';
import { ROOTS } from './entity.ts';

const routes = new URL('../../routes/', import.meta.url);
const contract = new URL('../../../../../packages/schema/schema.graphql', import.meta.url);
const exists = (path: string) => existsSync(new URL(path, routes));

test('whatever a search finds has an address', () => {
  const found = buildSchema(readFileSync(contract, 'utf8')).getType('SearchResult');
  const types = isUnionType(found) ? found.getTypes().map(({ name }) => name) : [];
  expect(Object.keys(ROOTS).sort()).toEqual(types.sort());
});

test.each(Object.values(ROOTS))('at /%s/<slug> there is a page, and a picture of it', (root) => {
  const page = ['[slug]', '[...slug]'].filter((slug) =>
    exists(`${root}/${encodeURIComponent(slug)}/+page.svelte`),
  );
  expect(page).toHaveLength(1);
  expect(exists(`og/${encodeURIComponent('[...path]')}/card.png/cards/${root}.ts`)).toBe(true);
});

test.each(Object.keys(ROOTS))('a page says so where there is no %s of a name', (type) => {
  const path = new URL('../../../messages/faults/en.json', import.meta.url);
  const messages = JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>;
  expect(messages[`faults_no_${type.toLowerCase()}`]).toContain('{slug}');
});

test.each(Object.values(ROOTS))('the tests of all pages look at one of /%s/', (root) => {
  expect(Object.values(PAGES).some((address) => address.startsWith(`/${root}/`))).toBe(true);
});
