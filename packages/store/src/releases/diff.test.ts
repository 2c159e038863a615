import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ENGINES } from '../../tests/engines.ts';
import { actor, claim, conflict, dataset, event } from '../../tests/seed.ts';
import type { Store } from '../open.ts';
import { actors } from '../tables/actor.ts';
import { claims } from '../tables/claim.ts';
import { conflicts } from '../tables/conflict.ts';
import { datasets } from '../tables/dataset.ts';
import { eventEditions, eventParticipants, events } from '../tables/event.ts';
import { RELEASE_DIFF_KINDS } from '../vocabulary.ts';
import { diffGroups, diffPage, diffTotals } from './diff.ts';
import { multirange, type DiffRequest } from './differing.ts';
import { editionOf } from './edition.ts';

const FROM = '2022-09-10T12:00:00.000Z';
const TO = '2022-09-20T12:00:00.000Z';
const REQUEST: DiffRequest = {
  series: 's',
  from: FROM,
  to: TO,
  days: multirange([{ from: '2022-09-01', to: '2022-09-30' }]),
  filter: {},
  kinds: RELEASE_DIFF_KINDS,
};
const SIDES = [
  { actorKey: 'a:1', role: 'SIDE_A' as const },
  { actorKey: 'a:2', role: 'SIDE_B' as const },
];

/** The event's row is what the second release says; the first said the rest. */
async function seed({ db }: Store): Promise<void> {
  await db.insert(actors).values(['a:1', 'a:2', 'a:3'].map((key) => actor(key)));
  await db.insert(conflicts).values([conflict('c:1', 'one'), conflict('c:2', 'two')]);
  await db.insert(datasets).values([
    { ...dataset('s@1', 'a:1'), series: 's' },
    { ...dataset('s@2', 'a:1'), series: 's', releasedLatest: '2022-02-01T00:00:00.000Z' },
  ]);
  const keys = [
    'same',
    'revised',
    'split',
    'redated',
    'relocated',
    'recoded',
    'gone',
    'new',
    'far',
  ];
  const rows = keys.map((key) =>
    event(key, 5, {
      ...{ conflictKey: 'c:1', datasetKey: 's@2', latitude: 40, longitude: 70 },
      ...{ locationPrecision: 'EXACT' as const, validFrom: TO },
      ...(key === 'far' && { earliest: '2021-01-01T00:00:00.000Z' }),
    }),
  );
  await db.insert(events).values(rows);
  await db
    .insert(eventParticipants)
    .values(
      keys.flatMap((eventKey) =>
        SIDES.map((side, index) => ({ eventKey, position: index + 1, ...side })),
      ),
    );
  const was: Record<string, [object, typeof SIDES]> = {
    redated: [{ earliest: '2022-09-04T00:00:00.000Z' }, SIDES],
    relocated: [{ longitude: 71 }, SIDES],
    recoded: [{ conflictKey: 'c:2' }, [SIDES[0]!, { actorKey: 'a:3', role: 'SIDE_B' }]],
  };
  await db.insert(eventEditions).values(
    Object.entries(was).map(([eventKey, [said, sides]]) => ({
      ...editionOf(
        { eventKey, releaseKey: 's@1', issue: 1 },
        { ...rows[keys.indexOf(eventKey)]!, ...said },
        sides,
      ),
      validUntil: TO,
    })),
  );
  const say = (key: string, releaseKey: string, best: number, rest: object = {}) =>
    claim(`${key}/${releaseKey}`, key, releaseKey === 's@1' ? 10 : 20, {
      ...{ kind: 'FIGURE', metric: 'DEATHS', population: 'ALL', releaseKey, best },
      ...rest,
    });
  const parts = [{ population: 'CIVILIANS' as const, partyKey: null, best: 3 }];
  await db
    .insert(claims)
    .values([
      ...keys
        .filter((key) => key !== 'new')
        .map((key) => say(key, 's@1', 3, key === 'gone' ? { withdrawnAt: TO } : {})),
      ...keys
        .filter((key) => key !== 'gone')
        .map((key) =>
          say(
            key,
            's@2',
            key === 'revised' || key === 'far' ? 9 : 3,
            key === 'split' ? { parts } : {},
          ),
        ),
    ]);
}

describe.each(ENGINES)('what two releases say differently on $engine', ({ open }) => {
  let store: Store;
  beforeAll(async () => {
    store = await open();
    await seed(store);
  });
  afterAll(() => store.close());

  test('is told event by event, each way in which it differs', async () => {
    const { edges } = await diffPage(store.db, REQUEST, { size: 20, forward: true, cursor: null });
    expect(edges.map(({ node: { key, kinds, best } }) => [key, kinds, best])).toEqual([
      ['revised', ['FIGURES_REVISED'], 6],
      ['new', ['ADDED'], 3],
      ['gone', ['DROPPED'], -3],
      ['split', ['FIGURES_REVISED'], 0],
      ['relocated', ['RELOCATED'], 0],
      ['redated', ['REDATED'], 0],
      ['recoded', ['RECODED'], 0],
    ]);
    expect(edges[2]!.node).toMatchObject({
      ...{ beforeKey: 'gone/s@1', beforeRelease: 's@1', beforeIssue: 1 },
      ...{ afterKey: null, afterRelease: null },
    });
  });

  test('adds up by kind, and an event that is recoded leaves one conflict for another', async () => {
    const totals = await diffTotals(store.db, REQUEST);
    expect(totals.map(({ kind, events: count, best }) => [kind, count, best])).toEqual([
      [null, 7, 6],
      ['ADDED', 1, 3],
      ['DROPPED', 1, -3],
      ['FIGURES_REVISED', 2, 6],
      ['REDATED', 1, 0],
      ['RELOCATED', 1, 0],
      ['RECODED', 1, 0],
    ]);
    const groups = async (by: 'CONFLICT' | 'COUNTRY' | 'ACTOR') =>
      (await diffGroups(store.db, REQUEST, [by], 9)).map(
        ({ conflictKey, countryKey, actorKey, events: count, best }) => [
          conflictKey ?? countryKey ?? actorKey,
          count,
          best,
        ],
      );
    expect(await groups('CONFLICT')).toEqual([
      ['c:1', 7, 9],
      ['c:2', 1, -3],
    ]);
    expect(await groups('COUNTRY')).toEqual([[null, 7, 6]]);
    expect(await groups('ACTOR')).toEqual([
      ['a:2', 7, 9],
      ['a:1', 7, 6],
      ['a:3', 1, -3],
    ]);
  });

  test('is nothing between a release and itself, and the other way about backwards', async () => {
    expect(await diffTotals(store.db, { ...REQUEST, to: FROM })).toMatchObject([{ events: 0 }]);
    const [back] = await diffTotals(store.db, { ...REQUEST, from: TO, to: FROM });
    expect(back).toMatchObject({ events: 7, best: -6 });
  });

  test('stands on the events of the filter', async () => {
    const filter = { minDeaths: 0, text: 'revised' };
    expect(await diffTotals(store.db, { ...REQUEST, filter: { text: 'revised' } })).toMatchObject([
      { events: 1, best: 6 },
      { kind: 'FIGURES_REVISED' },
    ]);
    expect(await diffTotals(store.db, { ...REQUEST, filter })).toMatchObject([{ events: 0 }]);
  });
});
