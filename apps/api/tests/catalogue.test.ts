import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApi, type RunningApi } from './api.ts';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const PUBLIC = { host: 'casus.example' };

async function contentOf<Content>(address: string): Promise<Content> {
  const answer = await api.app.inject({ url: address, headers: PUBLIC });
  expect([answer.statusCode, answer.headers['cache-control']]).toEqual([
    200,
    'public, max-age=3600',
  ]);
  return answer.json() as Content;
}

async function headerOf(address: string): Promise<string[]> {
  const { body } = await api.app.inject(address);
  return body.slice(0, body.indexOf('\r\n')).split(',');
}

const pathOf = (address: string) => {
  const { pathname, search } = new URL(address);
  return pathname + search;
};

test('a data package has each file with its columns, as the file has them', async () => {
  const { resources } = await contentOf<{
    resources: {
      name: string;
      path: string;
      schema: { primaryKey: string[]; fields: { name: string; type: string }[] };
    }[];
  }>('/datapackage.json');
  const names = [
    'events',
    'claims',
    'figures',
    'conflicts',
    'actors',
    'dyads',
    'countries',
    'places',
  ].concat(['agreements', 'reports']);
  expect(resources.map(({ path }) => pathOf(path))).toEqual(
    ['csv', 'parquet'].flatMap((format) => [
      ...names.map((name) => `/${name}.${format}`),
      `/statistics.${format}?by=YEAR,COUNTRY,VIOLENCE`,
      `/changes.${format}?clock=RECORDED`,
    ]),
  );
  for (const { name, path, schema } of resources.slice(0, resources.length / 2)) {
    const header = await headerOf(pathOf(path));
    expect(schema.fields.map((field) => field.name)).toEqual(header);
    if (name === 'statistics') expect(schema.primaryKey).toBeUndefined();
    else expect(header).toContain(schema.primaryKey[0]);
  }
});

test('Croissant says the same, and each field leads to its column of its file', async () => {
  const { distribution, recordSet } = await contentOf<{
    distribution: { '@id': string; contentUrl: string }[];
    recordSet: {
      name: string;
      key: object;
      field: {
        '@id': string;
        dataType: string;
        source: { fileObject: { '@id': string }; extract: { column: string } };
      }[];
    }[];
  }>('/croissant.json');
  const files = distribution.map((file) => file['@id']);
  const addresses = new Map(distribution.map((file) => [file['@id'], file.contentUrl]));
  for (const { name, field } of recordSet) {
    const address = pathOf(addresses.get(`${name}.csv`)!);
    expect(field.map(({ source }) => source.extract.column)).toEqual(await headerOf(address));
    for (const { source, dataType } of field) {
      expect(files).toContain(source.fileObject['@id']);
      expect(dataType).toMatch(/^sc:/);
    }
  }
});

test('DCAT leads to files that are there', async () => {
  const catalogue = await contentOf<{
    'dcat:dataset': { 'dcat:distribution': { 'dcat:downloadURL': { '@id': string } }[] }[];
  }>('/catalogue.jsonld');
  const addresses = catalogue['dcat:dataset'].flatMap((dataset) =>
    dataset['dcat:distribution'].map((each) => each['dcat:downloadURL']['@id']),
  );
  expect(addresses).toHaveLength(2 * 4 + 10 * 2);
  for (const address of addresses) {
    const { statusCode } = await api.app.inject({ method: 'HEAD', url: pathOf(address) });
    expect([address, statusCode]).toEqual([address, 200]);
  }
});
