import { schema } from '@casus/schema/schema';
import { buildSchema, extendSchema, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deprecationsOf } from '../src/pipeline/use-deprecations.ts';
import { startApi, type RunningApi } from './api.ts';

test('what a document uses that is deprecated is told with its last day', () => {
  const made = buildSchema(`
    type Query { old: Int @deprecated(reason: "Use kept. Until 2027-06-01.") kept(by: Kind): Int }
    enum Kind { A B @deprecated(reason: "There is none.") }
  `);
  expect(deprecationsOf(made, parse('{ old kept(by: B) }'))).toEqual([
    {
      message: 'The field Query.old is deprecated. Use kept. Until 2027-06-01.',
      until: '2027-06-01',
      locations: [{ line: 1, column: 3 }],
    },
    {
      message: 'The enum value "Kind.B" is deprecated. There is none.',
      until: null,
      locations: [{ line: 1, column: 16 }],
    },
  ]);
});

describe('in an answer', () => {
  let api: RunningApi;
  beforeAll(async () => {
    const extended = extendSchema(
      schema,
      parse(
        'extend type Query { old: Int @deprecated(reason: "Use position. Until 2027-06-01.") }',
      ),
    );
    api = await startApi({}, { schema: extended });
  });
  afterAll(() => api.close());

  async function extensionsOf(body: object, headers: object = {}): Promise<unknown> {
    const answer = await api.app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { 'content-type': 'application/json', ...headers },
      payload: JSON.stringify(body),
    });
    return (answer.json() as { extensions?: unknown }).extensions;
  }

  const expected = { deprecations: [expect.objectContaining({ until: '2027-06-01' })] };

  test('they are told to who asks, and to nobody else', async () => {
    const query = '{ old }';
    expect(await extensionsOf({ query })).toBeUndefined();
    expect(await extensionsOf({ query, extensions: { deprecations: true } })).toEqual(expected);
    expect(await extensionsOf({ query }, { 'x-casus-deprecations': '1' })).toEqual(expected);
  });

  test('there are none where there are none', async () => {
    const extensions = { deprecations: true };
    expect(await extensionsOf({ query: '{ conflicts { totalCount } }', extensions })).toEqual({
      deprecations: [],
    });
  });
});
