import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApi, type RunningApi } from './api.ts';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const execute = (statement: ReturnType<typeof sql>) => api.store.db.execute(statement);
const position = async () => (await api.ask('{ position }')).data.position as string;

/** Asked so often that it is answered by the resolvers and then by one statement: alike. */
async function always(query: string, variables: object) {
  const answers = [];
  for (let time = 0; time < 4; time += 1) answers.push(await api.ask(query, { ...variables }));
  for (const answer of answers) expect(answer).toEqual(answers[0]);
  return answers[0]!;
}

const CLAIMS = `query ($since: Position!, $withdrawn: Boolean) {
  claims(filter: { changedSince: $since, withdrawn: $withdrawn }) { totalCount nodes { summary } }
}`;
const EVENTS = `query ($since: Position!, $standing: EventStanding) {
  events(filter: { changedSince: $since, standing: $standing }) { totalCount nodes { name } }
}`;

describe('changedSince', () => {
  test('finds claims that were corrected, and those that were withdrawn', async () => {
    const since = await position();
    const found = async (withdrawn: boolean | null) => {
      const { data } = await always(CLAIMS, { since, withdrawn });
      expect(data.claims.totalCount).toBe(data.claims.nodes.length);
      return data.claims.nodes.map(({ summary }: { summary: string }) => summary).sort();
    };
    expect(await found(null)).toEqual([]);
    await execute(
      sql`update claims set summary = 'Corrected.' where key = (select min(key) from claims)`,
    );
    await execute(sql`update claims set summary = 'Withdrawn.', withdrawn_at = '2022-10-01'
      where key = (select max(key) from claims where withdrawn_at is null)`);
    expect(await found(null)).toEqual(['Corrected.', 'Withdrawn.']);
    expect(await found(false)).toEqual(['Corrected.']);
    expect(await found(true)).toEqual(['Withdrawn.']);
  });

  test('finds events that are described otherwise or withdrawn', async () => {
    const since = await position();
    const found = async (standing: string | null) =>
      (await always(EVENTS, { since, standing })).data.events.nodes.map(
        ({ name }: { name: string }) => name,
      );
    expect(await found(null)).toEqual([]);
    await execute(
      sql`update events set name = 'Gone.', withdrawn_at = '2022-10-01' where key = (select min(key) from events)`,
    );
    expect(await found(null)).toEqual(['Gone.']);
    expect(await found('STANDING')).toEqual([]);
    expect(await found('WITHDRAWN')).toEqual(['Gone.']);
  });

  test.each([
    ['12', 'is no position'],
    ['00000000-000000000000-000000000000', 'another installation'],
  ])('refuses what is no position of here: %s', async (since, why) => {
    const { status, errors } = await always(CLAIMS, { since });
    expect(status).toBe(200);
    expect(errors).toMatchObject([
      { message: expect.stringContaining(why), extensions: { code: 'POSITION_REFUSED' } },
    ]);
  });

  test('is a parameter of downloads', async () => {
    const since = await position();
    await execute(
      sql`update claims set summary = 'For a file.' where key = (select min(key) from claims)`,
    );
    const { body } = await api.app.inject(`/claims.csv?changedSince=${since}`);
    expect(
      body
        .trim()
        .split('\n')
        .filter((line) => line.includes('For a file.')),
    ).toHaveLength(1);
  });
});

test('the position of an answer is read before the rest of it', async () => {
  api.statements();
  await api.ask('{ claims(first: 1) { nodes { summary } } ... { at: position } }');
  // Whether data may be served is asked again after a change, whoever comes next.
  const [first] = api
    .statements()
    .filter((statement) => !statement.startsWith('select distinct "series" from "datasets"'));
  expect(first).toContain('current_position()');
});
