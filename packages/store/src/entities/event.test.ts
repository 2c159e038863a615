import { and, asc, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ENGINES } from '../../tests/engines.ts';
import { actor, claim, conflict, dataset, event } from '../../tests/seed.ts';
import { eventOrder, eventsWhere, type EventFilter } from './event.ts';
import { sortValue } from '../lists/page.ts';
import { eventsAt } from '../events/described.ts';
import type { Store } from '../open.ts';
import { actors } from '../tables/actor.ts';
import { agreements, agreementViolations } from '../tables/agreement.ts';
import { claims } from '../tables/claim.ts';
import { conflicts, dyads } from '../tables/conflict.ts';
import { datasets } from '../tables/dataset.ts';
import { events } from '../tables/event.ts';
import { places } from '../tables/place.ts';

const noonOf = (day: number) => `2022-09-${String(day).padStart(2, '0')}T12:00:00.000Z`;
const source = 'test';
const violation = { accuserKey: 'a:1', accusedKey: 'a:2', agreementKey: 'agreement' };
const deaths = { kind: 'FIGURE', metric: 'DEATHS', population: 'ALL', claimantKey: 'a:2' } as const;

async function seed({ db }: Store): Promise<void> {
  await db.insert(actors).values([actor('a:1'), actor('a:2')]);
  await db
    .insert(conflicts)
    .values([{ ...conflict('c:1', 'The Ferghana border'), names: { ru: 'Граница Ферганы' } }]);
  await db
    .insert(places)
    .values([{ key: 'p:1', name: 'Chorkuh', names: { ru: 'Чорку' }, kind: 'SETTLEMENT', source }]);
  await db.insert(datasets).values(dataset('d:1', 'a:2'));
  await db.insert(dyads).values({
    key: 'y:1',
    name: 'pair',
    conflictKey: 'c:1',
    sideAKey: 'a:1',
    sideBKey: 'a:2',
    source,
  });
  await db.insert(events).values([
    event('whole', 1),
    event('middle', 1, { partOfKey: 'whole' }),
    event('part', 1, {
      partOfKey: 'middle',
      latitude: 40,
      longitude: 70,
      locationPrecision: 'NEAR',
    }),
    event('breach', 2, { qualityFlags: [{ kind: 'SOURCES_UNREADABLE', note: 'x' }] }),
    event('withdrawn', 3, { name: 'Shots at 100% of Vorukh', precision: 'WEEK' }),
    event('deadly', 4, { datasetKey: 'd:1', deathsBest: 7, conflictKey: 'c:1', dyadKey: 'y:1' }),
    event('deadlier', 5, {
      datasetKey: 'd:1',
      deathsBest: 9,
      summary: 'Isfará burns',
      placeKey: 'p:1',
    }),
    event('unclaimed', 6),
  ]);
  await db.insert(agreements).values({ key: 'agreement', name: 'x', kind: 'CEASEFIRE', source });
  await db
    .insert(claims)
    .values([
      claim('k:part', 'part', 2),
      claim('k:breach', 'breach', 9, { subjectEventKey: null, subjectAgreementKey: 'agreement' }),
      claim('k:withdrawn', 'withdrawn', 3, { withdrawnAt: noonOf(8), claimantKey: 'a:2' }),
      claim('k:deadly', 'deadly', 5, { ...deaths, best: 20, quantifier: 'EXACT' }),
      claim('k:deadly2', 'deadly', 8, { ...deaths, best: 7, supersedesKey: 'k:deadly' }),
      claim('k:deadlier', 'deadlier', 6, { ...deaths, best: 9 }),
      claim('k:hurt', 'deadlier', 6, { kind: 'FIGURE', metric: 'INJURIES', best: 3 }),
    ]);
  await db
    .insert(agreementViolations)
    .values({ ...violation, position: 1, eventKey: 'breach', claimKey: 'k:breach' });
}

describe.each(ENGINES)('events on $engine', ({ open }) => {
  let store: Store;
  beforeAll(async () => {
    store = await open();
    await seed(store);
  });
  afterAll(() => store.close());

  async function keys(filter: EventFilter, asOf: string | null = null): Promise<string[]> {
    const rows = await store.db
      .select({ key: sql<string>`${events.key}` })
      .from(eventsAt(asOf))
      .where(and(eventsWhere(filter, asOf)))
      .orderBy(asc(events.earliest), asc(events.key));
    return rows.map(({ key }) => key);
  }

  test.each([
    [1, []],
    [2, ['middle', 'part', 'whole']],
    [3, ['middle', 'part', 'whole', 'withdrawn']],
    [6, ['middle', 'part', 'whole', 'withdrawn', 'deadly', 'deadlier']],
    [8, ['middle', 'part', 'whole', 'deadly', 'deadlier']],
    [9, ['middle', 'part', 'whole', 'breach', 'deadly', 'deadlier']],
  ])('by day %d those were known of which something stood', async (day, expected) => {
    expect(await keys({}, noonOf(day))).toEqual(expected);
  });

  test('without a moment are all of them', async () => {
    expect(await keys({})).toHaveLength(8);
  });

  test.each<[string, EventFilter, number | null, string[]]>([
    ['deaths, now', { minDeaths: 8 }, null, ['deadlier']],
    ['deaths, then', { minDeaths: 8 }, 6, ['deadly', 'deadlier']],
    ['deaths, later', { minDeaths: 8 }, 8, ['deadlier']],
    ['few deaths', { maxDeaths: 8 }, 8, ['deadly']],
    ['both bounds', { minDeaths: 8, maxDeaths: 10 }, null, ['deadlier']],
    ['an estimate', { estimated: true }, 5, ['deadly']],
    ['no estimate', { estimated: false }, 5, ['middle', 'part', 'whole', 'withdrawn']],
    ['a point', { located: true }, null, ['part']],
    ['no point', { located: false, estimated: true }, null, ['deadly', 'deadlier']],
    ['a flag', { flagged: true }, null, ['breach']],
    ['no flag', { flagged: false, dyads: ['y:1'] }, null, ['deadly']],
    [
      'a kind of flag',
      { flags: ['SOURCES_UNREADABLE', 'ENDS_AFTER_DATASET_YEAR'] },
      null,
      ['breach'],
    ],
    ['a kind of flag that none has', { flags: ['ENDS_AFTER_DATASET_YEAR'] }, null, []],
    ['a dyad', { dyads: ['y:1', 'none'] }, null, ['deadly']],
    ['a time known so closely', { timePrecisions: ['WEEK', 'MONTH'] }, null, ['withdrawn']],
    ['a place known so closely', { locationPrecisions: ['NEAR'] }, null, ['part']],
    ['a claimant', { claimants: ['a:1'] }, null, ['part', 'deadlier']],
    ['a claimant, then', { claimants: ['a:2'] }, 3, ['withdrawn']],
    ['a metric', { metrics: ['INJURIES'] }, null, ['deadlier']],
    ['a metric of another claimant', { metrics: ['INJURIES'], claimants: ['a:2'] }, null, []],
    ['words of the name', { text: 'VORUKH shots' }, null, ['withdrawn']],
    ['a word that is a sign', { text: '%' }, null, ['withdrawn']],
    ['a word without its accent', { text: 'isfara' }, null, ['deadlier']],
    ["the place's name", { text: 'chorku' }, null, ['deadlier']],
    ["the place's name in Cyrillic", { text: 'чорку' }, null, ['deadlier']],
    ["words of the event's name and the conflict's", { text: 'ferghana DEADLY' }, null, ['deadly']],
    ["the conflict's name in Cyrillic", { text: 'ФЕРГАНЫ' }, null, ['deadly']],
    ['a language is no name', { text: 'ru' }, null, ['withdrawn']],
    ['words that no one event has', { text: 'isfara vorukh' }, null, []],
    ['no word', { text: '  ' }, 2, ['middle', 'part', 'whole']],
  ])('are found by %s', async (_, filter, day, expected) => {
    expect(await keys(filter, day === null ? null : noonOf(day))).toEqual(expected);
  });

  test.each([
    [6, ['deadly', 'deadlier']],
    [8, ['deadlier', 'deadly']],
  ])('on day %d the deadliest come first by what was estimated then', async (day, expected) => {
    const asOf = noonOf(day);
    const order = eventOrder('DEADLIEST_FIRST', asOf);
    const rows = await store.db
      .select({ key: sql<string>`${events.key}` })
      .from(eventsAt(asOf))
      .where(eventsWhere({ estimated: true }, asOf))
      .orderBy(sortValue(order));
    expect(rows.map(({ key }) => key).reverse()).toEqual(expected);
  });
});
