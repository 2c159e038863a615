import { ENTITIES, ENTITY_NAMES } from '@casus/store/entities/all';
import { schema } from '@casus/schema/schema';
import { buildClientSchema, parse, printSchema, validate } from 'graphql';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { publishedQueries } from '../src/downloads/published-queries.ts';
import { startApi, type RunningApi } from './api.ts';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

test.each(['../src/downloads/entities', '../src/feeds/queries'])(
  'every query of %s is one that the API takes',
  (folder) => {
    for (const { document } of publishedQueries(join(import.meta.dirname, folder)).values()) {
      expect(validate(schema, document)).toEqual([]);
    }
  },
);

test.each(ENTITY_NAMES.filter((name) => 'search' in ENTITIES[name]))(
  '%s, which a search finds, has a file, and the documentation says so',
  (name) => {
    const folder = join(import.meta.dirname, '../src/downloads/entities');
    expect(publishedQueries(folder).has(name)).toBe(true);
    const { plural } = ENTITIES[name];
    const docs = readFileSync(join(import.meta.dirname, '../../../docs/downloads.md'), 'utf8');
    expect(docs).toMatch(new RegExp(`\\x60/?${plural}(?:/<slug>\\.json)?\\x60`));
  },
);

describe('the .json of an entity', () => {
  test.each([
    ['/conflicts/kyrgyzstan-tajikistan.json', 'conflict'],
    ['/conflicts/ucdp:conflict:13324.json', 'conflict'],
    ['/dyads/kyrgyzstan-tajikistan.json', 'dyad'],
    ['/dyads/ucdp:dyad:14236.json', 'dyad'],
    ['/events/kgz-tjk-2021-04-kok-tash.json', 'event'],
    ['/actors/ucdp:actor:132.json', 'actor'],
    [
      '/places/ucdp:place:703%2FBatken%20oblast%2FBatken%20rayon%2FKek-Tash%20village.json',
      'place',
    ],
    ['/places/iso:KG.json', 'place'],
    ['/agreements/kyrgyzstan-tajikistan-ceasefire-2022-09-16.json', 'agreement'],
    ['/reports/kgz-tjk-idmc-gidd.json', 'report'],
    ['/claims/kgz-tjk-idmc-new-displacements-2022-kyrgyzstan.json', 'claim'],
    ['/datasets.json', 'datasets'],
  ])('%s is what the API answers to the query that stands in it', async (address, field) => {
    const { statusCode, body } = await api.app.inject(`${address}?asOf=2022-09-20T00:00:00Z`);
    expect(statusCode).toBe(200);
    const { data, casus } = JSON.parse(body);
    expect(data[field]).toBeTruthy();
    expect(casus.terms).toContain('licence');
    const { errors } = await api.ask(casus.query, casus.variables);
    const again = await api.ask(casus.query, casus.variables);
    expect(errors).toEqual([]);
    expect(again.data).toEqual(data);
  });

  test('knows as of a moment nothing that was said or told later', async () => {
    const address = '/agreements/kyrgyzstan-tajikistan-ceasefire-2022-09-16.json';
    const agreementOf = async (query: string) =>
      JSON.parse((await api.app.inject(address + query)).body).data.agreement;
    const [then, now] = [await agreementOf('?asOf=2022-09-16T09:00:00Z'), await agreementOf('')];
    expect(then.claims.totalCount).toBeLessThan(now.claims.totalCount);
    expect(then).not.toHaveProperty('summary');
    expect(now).toHaveProperty('summary');
  });

  test('of a moment is not sent to who has it', async () => {
    const url = '/conflicts/kyrgyzstan-tajikistan.json?asOf=2022-09-16T23:59:59Z';
    const { headers } = await api.app.inject(url);
    const again = await api.app.inject({
      url,
      headers: { 'if-none-match': String(headers.etag) },
    });
    expect([again.statusCode, again.body]).toEqual([304, '']);
  });

  test.each([
    ['/conflicts/no-such.json', 404, 'There is no conflict "no-such".'],
    ['/claims/%3Cscript%3E.json', 404, 'There is no claim "<script>".'],
    ['/events/%00.json', 404, 'There is no event'],
    ['/events/kgz-tjk-2021-04-kok-tash', 404, 'Events are at /events/<slug>.json.'],
    ['/events/.json', 404, 'Events are at /events/<slug>.json.'],
    ['/conflicts/kyrgyzstan-tajikistan.json?asOf=never', 400, 'asOf: DateTime cannot represent'],
    ['/conflicts/kyrgyzstan-tajikistan.json?x=1', 400, 'There is no parameter "x" here.'],
  ])('%s is refused', async (address, status, message) => {
    const { statusCode, body } = await api.app.inject(address);
    const [error] = JSON.parse(body).errors;
    expect([statusCode, error.message]).toEqual([status, expect.stringContaining(message)]);
    expect(error.extensions.code).toBe(status === 404 ? 'NOT_FOUND' : 'BAD_USER_INPUT');
  });
});

describe('the schema', () => {
  test('is the committed contract', async () => {
    const { body, headers } = await api.app.inject('/schema.graphql');
    expect(headers['content-type']).toBe('text/plain; charset=utf-8');
    const contract = join(import.meta.dirname, '../../../packages/schema/schema.graphql');
    expect(body).toBe(readFileSync(contract, 'utf8'));
    expect(() => parse(body)).not.toThrow();
  });

  test('is what introspection tells', async () => {
    const { body } = await api.app.inject('/schema.json');
    expect(printSchema(buildClientSchema(JSON.parse(body).data))).toBe(printSchema(schema));
  });

  test.each(['/schema.graphql', '/schema.json'])('%s is not sent to who has it', async (url) => {
    const { headers } = await api.app.inject(url);
    const again = await api.app.inject({
      url,
      headers: { 'if-none-match': `"x", ${headers.etag}` },
    });
    expect([again.statusCode, again.body]).toEqual([304, '']);
  });
});
