import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApi, type RunningApi } from './api.ts';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const BY_ID = `query ($scheme: ExternalIdScheme!, $value: String!) {
  byExternalId(scheme: $scheme, value: $value) { __typename id slug }
}`;

test.each([
  [
    'GLEDITSCH_WARD',
    '703',
    ['Place kyrgyzstan', 'Actor kyrgyzstan', 'Actor government-of-kyrgyzstan'],
  ],
  ['UCDP_ACTOR', '132', ['Actor government-of-kyrgyzstan']],
  ['UCDP_CONFLICT', '13324', ['Conflict kyrgyzstan-tajikistan']],
  ['UCDP_DYAD', '14236', ['Dyad kyrgyzstan-tajikistan']],
  ['ISO_3166_1_ALPHA_2', 'kg', ['Place kyrgyzstan', 'Actor kyrgyzstan']],
  ['ISO_3166_1_ALPHA_3', 'TJK', ['Place tajikistan', 'Actor tajikistan']],
  ['ISO_3166_1_NUMERIC', '051', ['Place armenia', 'Actor armenia']],
  ['ISO_3166_2', 'KG-B', ['Place batken-region']],
  ['WIKIDATA', 'Q813', ['Place kyrgyzstan']],
  ['P_CODE', 'XX99', []],
])('%s %s', async (scheme, value, expected) => {
  const { data, errors } = await api.ask(BY_ID, { scheme, value });
  expect(errors).toEqual([]);
  const found = data.byExternalId.map(
    ({ __typename, slug }: Record<string, string>) => `${__typename} ${slug}`,
  );
  expect(found).toEqual(expected);
});

test('what is found has the id that node takes', async () => {
  const { data } = await api.ask(BY_ID, { scheme: 'UCDP_ACTOR', value: '132' });
  const again = await api.ask('query ($id: ID!) { node(id: $id) { __typename } }', {
    id: data.byExternalId[0].id,
  });
  expect(again.data.node).toEqual({ __typename: 'Actor' });
});

test.each([
  ['UCDP_EVENT', '-1', 'which is a number, such as 412700'],
  ['ISO_3166_1_ALPHA_2', 'KGZ', 'which is two letters, such as KG'],
  ['ISO_3166_1_NUMERIC', '51', 'which is three digits, such as 417 or 051'],
  ['GLEDITSCH_WARD', '7O3', 'which is a number of up to four digits'],
  ['WIKIDATA', '813', 'which is a Q and a number'],
  ['P_CODE', "'; drop table places; --", 'letters or digits, such as KG02'],
  ['UCDP_ACTOR', 'nul\0', 'which is a number'],
])('%s is not %s', async (scheme, value, said) => {
  const { status, errors } = await api.ask(BY_ID, { scheme, value });
  expect([status, errors[0]?.extensions?.code]).toEqual([200, 'BAD_USER_INPUT']);
  expect(errors[0]?.message).toContain(said);
});
