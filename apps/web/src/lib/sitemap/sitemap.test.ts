import { expect, test } from 'vitest';
import { filesOf, listFile, MOST, pathOfRow, rowsOfFile, sitemapIndex } from './sitemap.ts';

const SITE = 'https://casus.example';

test('a list has one file, and so many as hold it where one cannot', () => {
  expect(filesOf('places', 0)).toEqual([]);
  expect(filesOf('places', MOST)).toEqual(['places']);
  expect(filesOf('places', 2 * MOST + 1)).toEqual(['places-1', 'places-2', 'places-3']);
});

test.each([
  ['places', { list: 'places', from: 0 }],
  ['places-1', { list: 'places', from: 0 }],
  ['places-3', { list: 'places', from: 2 * MOST }],
  ['places-0', null],
  ['events', null],
  ['places-x', null],
])('%s', (file, expected) => {
  expect(rowsOfFile(file)).toEqual(expected);
});

test.each([
  ['places', 'https://api.example/v1/places/mali/gao.json', '/places/mali/gao'],
  ['countries', 'https://api.example/v1/places/mali.json', '/countries/mali'],
  ['actors', 'https://api.example/v1/actors/ucdp:actor:1.json', '/actors/ucdp:actor:1'],
] as const)('the page of a row of %s', (list, address, expected) => {
  expect(pathOfRow(list, address, 'https://api.example/v1/graphql')).toBe(expected);
});

test('an index names its files', () => {
  expect(sitemapIndex(SITE, ['places'])).toMatchInlineSnapshot(`
    "<?xml version="1.0" encoding="utf-8"?>
    <sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
    <sitemap><loc>https://casus.example/sitemaps/pages.xml</loc></sitemap>
    <sitemap><loc>https://casus.example/sitemaps/places.xml</loc></sitemap>
    </sitemapindex>
    "
  `);
});

test('a file holds its own rows of the list, escaped', async () => {
  const paths = (async function* () {
    for (let at = 0; at <= MOST; at++) yield `/places/${at}&`;
  })();
  let text = '';
  for await (const part of listFile(SITE, paths, MOST)) text += part;
  expect(text).toMatchInlineSnapshot(`
    "<?xml version="1.0" encoding="utf-8"?>
    <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
    <url><loc>https://casus.example/places/50000&amp;</loc></url>
    </urlset>
    "
  `);
});
