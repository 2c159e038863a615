import { startApi, type RunningApi } from '../../../apps/api/tests/api.ts';
import { parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createClient, createDocumentIds, type CasusClient } from '../src/client.ts';
import { CasusFailure } from '../src/errors.ts';
import { createPositions } from '../src/positions.ts';
import * as documents from '../src/generated/documents.ts';
import {
  AgreementDocument,
  ClaimsDocument,
  ConflictDocument,
  ConflictsDocument,
  EventsDocument,
  ReleaseDiffDocument,
} from '../src/generated/documents.ts';
import { VARIABLES } from './variables.ts';

let api: RunningApi;
let url: string;
let casus: CasusClient;
beforeAll(async () => {
  api = await startApi();
  url = `${await api.app.listen({ port: 0, host: 'localhost' })}/graphql`;
  casus = createClient({ url });
});
afterAll(() => api.close());

const SLUG = 'kyrgyzstan-tajikistan';
const all = { filter: null, orderBy: 'LATEST_FIRST' } as const;

async function collected<Row>(rows: AsyncIterable<Row>): Promise<Row[]> {
  const list: Row[] = [];
  for await (const row of rows) list.push(row);
  return list;
}

test('a question is answered with its types', async () => {
  const { data, errors } = await casus.query(ConflictDocument, { slug: SLUG });
  expect(errors).toBeNull();
  expect(data?.conflict?.figures[0]?.claims[0]?.claimant.name).toEqual(expect.any(String));
});

/** What compares releases needs two of a dataset, which the record alone does not have. */
const READY = Object.entries(documents).filter(
  ([name, document]) => name !== 'ReleaseDiffDocument' && /^\s*query /.test(String(document)),
);

describe.each([undefined, '2022-09-20T23:59:59Z'])('as of %s', (asOf) => {
  test.each(READY)('%s is answered in full', async (name, document) => {
    const then = createClient({ url, language: 'ru', ...(asOf && { asOf }) });
    const { data, errors } = await then.query<object>(String(document), VARIABLES[name] ?? {});
    expect(errors).toBeNull();
    expect(Object.values(data!)).not.toContain(null);
  });
});

test('releases that are not there are refused by name', async () => {
  const { errors } = await casus.query(ReleaseDiffDocument, { from: 'nothing', to: 'nowhere' });
  expect(errors).toMatchObject([
    { code: 'BAD_USER_INPUT', argument: 'from' },
    { code: 'BAD_USER_INPUT', argument: 'to' },
  ]);
});

test('wars come with the sums over their events, the deadliest first', async () => {
  const { data } = await casus.query(ConflictsDocument, { orderBy: 'MOST_DEATHS', first: 1 });
  expect(data?.conflicts.nodes[0]?.totals).toMatchObject({
    events: expect.any(Number),
    deaths: { best: expect.any(Number), civilians: expect.any(Number) },
  });
});

test.each([
  ['text', '{ conflicts { totalCount } }'],
  ['nodes', parse('{ conflicts { totalCount } }')],
  // What graphql-codegen makes with documentMode: 'string'.
  ['an object of text', new String('{ conflicts { totalCount } }')],
])('a document of one’s own may be %s', async (_, document) => {
  expect(await casus.query(document as string)).toEqual({
    data: { conflicts: { totalCount: expect.any(Number) } },
    errors: null,
  });
});

test('asOf and language are said once, and can be said otherwise', async () => {
  const asked: { variables?: object }[] = [];
  const then = createClient({
    url,
    asOf: new Date('2022-09-14T12:00:00Z'),
    language: 'ru',
    fetch: (input, init) => {
      asked.push(JSON.parse(String(init?.body)));
      return fetch(input, init);
    },
  });
  const now = await casus.query(ConflictDocument, { slug: SLUG });
  const early = await then.query(ConflictDocument, { slug: SLUG });
  expect(early.data!.conflict!.name).not.toBe(now.data!.conflict!.name);
  const claimsOf = ({ data }: typeof now) =>
    data!.conflict!.figures.flatMap(({ claims }) => claims);
  expect(claimsOf(early).length).toBeLessThan(claimsOf(now).length);
  for (const { assertedAt } of claimsOf(early)) {
    expect(Date.parse(assertedAt.latest!)).toBeLessThanOrEqual(Date.parse('2022-09-14T12:00:00Z'));
  }
  await then.query('{ __typename }');
  await then.query(ConflictDocument, { slug: SLUG, asOf: null });
  expect(asked.map(({ variables = {} }) => variables)).toEqual([
    { slug: SLUG, asOf: '2022-09-14T12:00:00.000Z', language: 'ru' },
    {},
    { slug: SLUG, asOf: null, language: 'ru' },
  ]);
});

type Claims = { claims: { edges: { node: { id: string } }[]; pageInfo: object } };

describe('paginate', () => {
  const claims = (options: object) =>
    collected(casus.paginate(ClaimsDocument, all, ({ claims }) => claims, options));

  test('gives every row of a list once, in its order, from either end', async () => {
    const { data } = await casus.query<{ claims: { totalCount: number } }>(
      '{ claims { totalCount } }',
    );
    const forwards = await claims({ pageSize: 7 });
    expect(forwards).toHaveLength(data!.claims.totalCount);
    expect(new Set(forwards.map(({ id }) => id)).size).toBe(forwards.length);
    expect(await claims({ pageSize: 11, backwards: true })).toEqual(forwards.toReversed());
  });

  test('takes a list as edges, and asks for no page that nobody takes', async () => {
    const edges = `query ($first: Int, $after: String) {
      claims(first: $first, after: $after) { edges { node { id } } pageInfo { hasNextPage endCursor } }
    }`;
    api.statements();
    const ids: string[] = [];
    for await (const { id } of casus.paginate(edges, {}, ({ claims }: Claims) => claims, {
      pageSize: 5,
    })) {
      ids.push(id);
      if (ids.length === 5) break;
    }
    expect(ids).toEqual((await claims({})).slice(0, 5).map(({ id }) => id));
  });

  test('of what is not on record is empty', async () => {
    const document = `query ($first: Int, $after: String) {
      conflict(slug: "nothing") { claims(first: $first, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }
    }`;
    expect(await collected(casus.paginate(document, {}, () => null))).toEqual([]);
  });

  test('throws why it can’t go on', async () => {
    const failed = claims({ pageSize: 101 });
    await expect(failed).rejects.toThrow(CasusFailure);
    await expect(failed).rejects.toThrow('A page has 1 to 100 rows; 101 was asked for.');
    const unpaged = '{ claims { nodes { id } pageInfo { hasNextPage } } }';
    await expect(
      collected(casus.paginate(unpaged, {}, ({ claims }: Claims) => claims)),
    ).rejects.toThrow('pageInfo { hasNextPage endCursor }');
  });
});

describe('errors', () => {
  test('are told apart by their code, with what the server says of each', async () => {
    const { data, errors } = await casus.query(EventsDocument, { first: 0 });
    expect(data).toBeNull();
    expect(errors).toEqual([
      {
        code: 'BAD_USER_INPUT',
        argument: 'first',
        message: expect.stringContaining('1 to 100'),
        path: ['events'],
      },
    ]);
    const deep = await casus.query(
      '{ conflicts(first: 100) { nodes { events(first: 100) { nodes { claims(first: 100) { nodes { id } } } } } } }',
    );
    expect(deep.errors).toEqual([
      expect.objectContaining({
        code: 'COST_LIMIT_EXCEEDED',
        limit: 50_000,
        asked: expect.any(Number),
      }),
    ]);
    expect((await casus.query('{ nothing }')).errors).toEqual([
      expect.objectContaining({ code: 'GRAPHQL_VALIDATION_FAILED' }),
    ]);
    expect((await casus.query(AgreementDocument, { slug: 'nothing' })).data).toEqual({
      agreement: null,
    });
  });

  test('tell of a document that is none as of all others', async () => {
    expect(await casus.query('{ conflicts { totalCount } ')).toEqual({
      data: null,
      errors: [
        {
          code: 'GRAPHQL_PARSE_FAILED',
          message: expect.stringContaining('Syntax Error'),
          path: undefined,
        },
      ],
    });
  });

  test('say so when no answer comes', async () => {
    const nowhere = createClient({ url: 'http://localhost:1/graphql', retries: 0 });
    expect((await nowhere.query('{ __typename }')).errors).toEqual([
      {
        code: 'NO_ANSWER',
        message: 'No answer came from http://localhost:1/graphql: bad port',
        path: undefined,
        cause: expect.any(Error),
      },
    ]);
  });
});

describe('by hash', () => {
  const documentIds = createDocumentIds();
  /** A client, and the methods by which it has asked. */
  function hashing() {
    const sent: string[] = [];
    const client = createClient({
      url,
      documentIds,
      fetch: (input, init) => {
        sent.push(`${init?.method} ${new URL(input as URL).searchParams.has('documentId')}`);
        return fetch(input, init);
      },
    });
    return { client, sent };
  }

  test('a document of the package is asked for by GET, and answered as its text is', async () => {
    const { client, sent } = hashing();
    const answer = await client.query(ConflictDocument, { slug: SLUG });
    expect(answer).toEqual(await casus.query(ConflictDocument, { slug: SLUG }));
    expect((await client.query(EventsDocument, { first: 0 })).errors).toEqual([
      expect.objectContaining({ code: 'BAD_USER_INPUT', argument: 'first' }),
    ]);
    expect(sent).toEqual(['GET true', 'GET true']);
  });

  test('one that the server does not know goes as text, at once from the second time on', async () => {
    const own = '{ conflicts { totalCount } }';
    const first = hashing();
    expect(await first.client.query(own)).toEqual(await casus.query(own));
    // Of another client of the same program.
    const second = hashing();
    expect(await second.client.query(own)).toEqual(await casus.query(own));
    expect([first.sent, second.sent]).toEqual([['GET true', 'POST false'], ['POST false']]);
  });

  test('variables that would make too long an address are posted', async () => {
    const { client, sent } = hashing();
    const filter = { text: 'x'.repeat(4_000) };
    expect((await client.query(EventsDocument, { filter })).errors).toEqual(
      (await casus.query(EventsDocument, { filter })).errors,
    );
    expect(sent).toEqual(['POST false']);
  });
});

describe('never back in time', () => {
  const question = '{ conflicts { totalCount } }';
  /** A client, and what it has sent as X-Casus-At-Least. */
  function following(positions = createPositions()) {
    const sent: (string | null)[] = [];
    const client = createClient({
      url,
      positions,
      fetch: (input, init) => {
        sent.push(new Headers(init?.headers).get('x-casus-at-least'));
        return fetch(input, init);
      },
    });
    return { client, sent, positions };
  }

  test('each question is asked from where the one before was answered', async () => {
    const { client, sent, positions } = following();
    await client.query(question);
    const first = positions.latest();
    await api.store.db.execute("update conflicts set summary = 'Other words.'");
    await expect
      .poll(async () => (await client.query(question)) && positions.latest())
      .not.toBe(first);
    expect(positions.latest()! > first!).toBe(true);
    expect(sent.slice(0, 2)).toEqual([null, first]);
  });

  test('clients that share what they have seen are one reader', async () => {
    const one = following();
    await one.client.query(question);
    const other = following(one.positions);
    await other.client.query(question);
    expect(other.sent).toEqual([one.positions.latest()]);
  });

  test('a position of another record is forgotten, and the question answered', async () => {
    const { client, sent, positions } = following();
    positions.saw('00000000-000000000001-ffffffffffff');
    expect((await client.query(question)).errors).toBeNull();
    expect(sent).toEqual(['00000000-000000000001-ffffffffffff', null]);
    expect(positions.latest()).not.toMatch(/^00000000/);
  });

  test('who has seen more is not set back by an answer that has seen less', () => {
    const positions = createPositions();
    positions.saw('7f3a9c21-00000000002a-ffffffffffff');
    positions.saw('7f3a9c21-000000000029-ffffffffffff');
    expect(positions.latest()).toBe('7f3a9c21-00000000002a-ffffffffffff');
  });
});
