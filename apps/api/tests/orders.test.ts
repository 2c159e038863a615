import { agreements } from '@casus/store/tables/agreement';
import { dyads } from '@casus/store/tables/conflict';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApi, type RunningApi } from './api.ts';
import { walkBackward, walkForward } from './walk.ts';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi();
  const { db } = api.store;
  const agreement = { kind: 'CEASEFIRE', source: 'test' } as const;
  await db.insert(agreements).values([
    { ...agreement, key: 't:old', name: 'A treaty', effectiveAt: '1999-05-01T00:00:00.000Z' },
    { ...agreement, key: 't:undated', name: 'M talks' },
    { ...agreement, key: 't:new', name: 'Z truce', effectiveAt: '2031-01-01T00:00:00.000Z' },
  ]);
  const [dyad] = await db.select().from(dyads).limit(1);
  await db.insert(dyads).values([
    { ...dyad!, key: 't:a', slug: null, name: 'A – B' },
    { ...dyad!, key: 't:z', slug: null, name: 'Z – B' },
  ]);
});
afterAll(() => api.close());

/** The names of a list, one a page, after checking that it reads the same from its end. */
async function namesOf(list: string, type: string, orderBy: string): Promise<string[]> {
  const ask = async (page: Record<string, unknown>) => {
    const { data, errors } = await api.ask(
      `query ($first: Int, $after: String, $last: Int, $before: String, $orderBy: ${type}!) {
        ${list}(first: $first, after: $after, last: $last, before: $before, orderBy: $orderBy) {
          nodes { name } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
        } }`,
      { ...page, orderBy },
    );
    expect(errors).toEqual([]);
    return data[list];
  };
  const rows = await walkForward<{ name: string }>(1, ask);
  expect(await walkBackward(1, ask)).toEqual(rows);
  return rows.map(({ name }) => name);
}

test('agreements come by their hour or by name, either way', async () => {
  const earliest = await namesOf('agreements', 'AgreementOrder', 'EARLIEST_FIRST');
  expect(earliest).toEqual(['M talks', 'A treaty', expect.any(String), 'Z truce']);
  expect(await namesOf('agreements', 'AgreementOrder', 'LATEST_FIRST')).toEqual(
    earliest.toReversed(),
  );
  const byName = await namesOf('agreements', 'AgreementOrder', 'NAME_ASC');
  expect(byName).toEqual(earliest.toSorted());
  expect(await namesOf('agreements', 'AgreementOrder', 'NAME_DESC')).toEqual(byName.toReversed());
});

test('dyads come by name, either way', async () => {
  const names = await namesOf('dyads', 'DyadOrder', 'NAME_ASC');
  expect(names).toEqual(names.toSorted());
  expect([names[0], names.at(-1)]).toEqual(['A – B', 'Z – B']);
  expect(await namesOf('dyads', 'DyadOrder', 'NAME_DESC')).toEqual(names.toReversed());
});
