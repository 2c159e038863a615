import { buildSchema, introspectionFromSchema } from 'graphql';
import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { guideOf } from './markdown.ts';
import { membersOf } from './reference.ts';
import { search, type Searchable } from './search.ts';
import { excerptOf, sectionTexts } from './sections.ts';

const DOCS = new URL('../../../../../', import.meta.url).pathname;
const sections = globSync(`${DOCS}docs/*.md`).flatMap((file) =>
  sectionTexts(
    guideOf(readFileSync(file, 'utf8'), (href) => href),
    basename(file, '.md'),
  ),
);
const contract = buildSchema(readFileSync(`${DOCS}packages/schema/schema.graphql`, 'utf8'));
const members = membersOf(introspectionFromSchema(contract).__schema);

/** What people type, and where they have to be led: among the first five. */
const TYPED = {
  pagination: 'paging',
  'rate limiting': 'limits#one-client',
  'api key': 'clients',
  authentication: 'clients',
  cors: 'clients',
  'download csv': 'downloads',
  'how to cite': 'citing',
  apollo: 'clients#apollo-client',
  python: 'clients#python-r-language-models',
  mcp: 'clients#python-r-language-models',
  docker: 'self-hosting#in-containers-under-systemd',
  'postgres backup': 'self-hosting#backup-and-restore',
  websocket: 'live#as-a-stream',
  'error codes': 'errors',
  'breaking changes': 'versioning#what-stays',
  license: 'Dataset.licence',
  'as of': 'clients#moments',
  endCursor: 'PageInfo.endCursor',
  'civilian deaths': 'DeathEstimate.civilians',
  'contested figures': 'cookbook#what-is-contested',
  'import UCDP': 'importing#what-can-be-imported',
  quickstart: 'quickstart',
  openapi: 'downloads#the-schema',
  'What happened within 60 km?': 'cookbook#what-happened-within-60-km-of-a-point',
};

test.each(Object.entries(TYPED))('%s leads to %s', (query, expected) => {
  const hits = search<(typeof sections)[number] | (typeof members)[number]>(query, [
    ...sections,
    ...members,
  ]);
  const addresses = hits.map((hit) => ('href' in hit ? hit.href : `${hit.type}.${hit.member}`));
  expect(addresses.slice(0, 5)).toContain(expected);
});

const titled = (title: string, text = '', under = ''): Searchable => ({ title, under, text });
const titles = (query: string, ...items: Searchable[]) =>
  search(query, items).map(({ title }) => title);

test('what has all words comes alone, and without that what has most', () => {
  const [both, one] = [titled('Rate', 'a limit'), titled('Rates')];
  expect(titles('rate limit', one, both)).toEqual(['Rate']);
  expect(titles('rate limit nowhere', one, both)).toEqual(['Rate']);
  expect(titles('nowhere', one, both)).toEqual([]);
});

test('a title counts for more than a text, and a rare word for more than a common one', () => {
  expect(titles('paging', titled('Other', 'paging'), titled('Paging'))).toEqual([
    'Paging',
    'Other',
  ]);
  const common = Array.from({ length: 9 }, (_, at) => titled(`Claims ${at}`, 'x'));
  expect(titles('claims nothing atom', titled('Feeds', 'atom'), ...common)[0]).toBe('Feeds');
});

test.each(['', '  ', '?!'])('%j finds nothing', (query) => {
  expect(titles(query, titled('Paging'))).toEqual([]);
});

test('a guide is found heading by heading, with where the words stand', () => {
  const guide = guideOf(
    '# A guide\n\nBegin.\n\n## How\n\nFirst `a < b`:\n\n```js\nif (a > b) {}\n```\n\n### Why?\n\nBecause.\n',
    (href) => href,
  );
  expect(sectionTexts(guide, '/docs/a')).toEqual([
    { title: 'A guide', under: '', text: 'Begin.', href: '/docs/a' },
    { title: 'How', under: 'A guide', text: 'First a < b : if (a > b) {}', href: '/docs/a#how' },
    { title: 'Why?', under: 'A guide · How', text: 'Because.', href: '/docs/a#why' },
  ]);
  const text = `${'So many words. '.repeat(20)}Here it is. ${'And more. '.repeat(40)}`;
  expect(excerptOf(text, 'where is HERE')).toMatch(/^… .{0,60}Here it is\. .* …$/);
});
