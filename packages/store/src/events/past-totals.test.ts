import { eq, like, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ENGINES } from '../../tests/engines.ts';
import { among, perhaps, randomFrom, type Random } from '../../tests/random.ts';
import { actor, claim, conflict, dataset, event } from '../../tests/seed.ts';
import { rowsOf, type Database } from '../engines/database.ts';
import { eventsListed, ofActor, ofConflict, type EventFilter } from '../entities/event.ts';
import { currentPosition } from '../history/position.ts';
import { countsOf, ofAll, pagesOf } from '../lists/page.ts';
import type { Store } from '../open.ts';
import { statementOf } from '../reading/read.ts';
import { estimateOf } from '../rules/event-estimate.ts';
import { splitOf } from '../rules/death-split.ts';
import { actors } from '../tables/actor.ts';
import { claimAttributions, claims } from '../tables/claim.ts';
import { conflicts, dyads } from '../tables/conflict.ts';
import { datasets } from '../tables/dataset.ts';
import { eventEditions, eventParticipants, events } from '../tables/event.ts';
import { places } from '../tables/place.ts';
import { seriesOfEntities, totalsOfEntities, type TotalledEntity } from './entity-totals.ts';
import { countedByFacets } from './facets.ts';
import { cellRows, eventMap } from './map.ts';
import { mapLabels } from './map-labels.ts';
import { countedByMonths } from './months.ts';
import { countedByPoints } from './points.ts';
import { eventStatistics, statisticRows, type StatisticsRequest } from './statistics.ts';

const source = 'test';
const ACTORS = ['a:1', 'a:2', 'a:3'];
const CONFLICTS = ['c:1', 'c:2'];
const PLACES = ['p:A', 'p:A1', 'p:A1a', 'p:B'];
/** Days of September 2022 on which something is said, withdrawn or described anew. */
const DAYS = [5, 10, 15, 20];
const KEYS: Record<TotalledEntity, readonly string[]> = {
  CONFLICT: CONFLICTS,
  DYAD: ['d:1'],
  ACTOR: ACTORS,
  PLACE: PLACES,
};

/** What each kind of sums tells, with filters that it answers. */
const ASKED: [sums: string, by: StatisticsRequest['by'][], filters: EventFilter[]][] = [
  [
    'event_totals',
    [
      ['YEAR'],
      ['MONTH', 'VIOLENCE'],
      ['CONFLICT', 'ACTOR'],
      ['RELEASE', 'YEAR'],
      ['DATASET', 'CLAIMANT'],
    ],
    [
      {},
      { conflicts: ['c:1'] },
      { actors: ['a:1'], during: { from: '2021-02-01', to: '2021-12-31' } },
      { during: { from: '2021-03-10', to: '2021-08-20' } },
      { claimants: ['a:2'], metrics: ['DEATHS'] },
      { estimated: true, dyads: ['d:1'] },
      { estimated: false },
    ],
  ],
  ['publisher_totals', [['PUBLISHER'], ['PUBLISHER', 'YEAR']], [{}, { conflicts: ['c:1'] }]],
  ['place_publisher_totals', [['PUBLISHER']], [{ places: ['p:A'] }, { places: ['p:A1a', 'p:B'] }]],
  [
    'point_totals',
    [['ADMIN1'], ['COUNTRY', 'ADMIN1', 'ACTOR'], ['ADMIN1', 'CLAIMANT']],
    [
      {},
      { conflicts: ['c:1'], located: true },
      { places: ['p:A1'], minDeaths: 1 },
      { maxDeaths: 3, minCivilianDeaths: 1 },
      { text: 'raid' },
      { text: 'shots', flagged: false },
      { claimants: ['a:1'], timePrecisions: ['DAY'] },
    ],
  ],
  [
    'facet_totals',
    [
      ['YEAR', 'VIOLENCE'],
      ['MONTH', 'CLAIMANT'],
    ],
    [{ minDeaths: 1 }, { located: false }, { maxDeaths: 7, during: { from: '2021-02-01' } }],
  ],
  ['word_groups', [['MONTH'], ['YEAR', 'CONFLICT']], [{ text: 'raid' }, { text: 'c: shots' }]],
];

function at(day: number): string {
  return `2022-09-${String(day).padStart(2, '0')}T12:00:00.000Z`;
}

/** By release they are told by whole months alone. */
const isPartOfMonths = ({ during }: EventFilter) => during?.to?.endsWith('-20') ?? false;

async function seed(db: Database): Promise<void> {
  await db.insert(actors).values(ACTORS.map((key) => actor(key)));
  await db.insert(conflicts).values(CONFLICTS.map((key) => conflict(key, key)));
  await db.insert(dyads).values({
    ...{ key: 'd:1', name: 'd:1', conflictKey: 'c:1', source },
    ...{ sideAKey: 'a:1', sideBKey: 'a:2' },
  });
  await db.insert(places).values([
    { key: 'p:A', name: 'p:A', kind: 'COUNTRY', countryCode: 'KG', source },
    { key: 'p:A1', name: 'p:A1', kind: 'ADMIN1', parentKey: 'p:A', source },
    {
      ...{ key: 'p:A1a', name: 'p:A1a', kind: 'SETTLEMENT', parentKey: 'p:A1', source },
      ...{ latitude: 40.25, longitude: 70.5 },
    },
    { key: 'p:B', name: 'p:B', kind: 'COUNTRY', source },
  ]);
  await db
    .insert(datasets)
    .values([
      dataset('r:1', 'a:1'),
      { ...dataset('r:2', 'a:1'), series: 'r:1', releasedLatest: at(10), releasedEarliest: at(10) },
    ]);
}

/** What a release may say of an event. */
function described(random: Random) {
  const from = `2021-0${1 + Math.floor(random() * 9)}-${among(random, ['03', '17'])}`;
  const to = random() < 0.2 ? '2021-12-31' : from;
  return {
    name: among(random, ['Raid on Vorukh', 'Shots at Vorukh']),
    summary: random() < 0.2 ? 'Shots after a raid' : null,
    kind: 'ARMED_CLASH' as const,
    violence: perhaps(random, ['STATE_BASED', 'ONE_SIDED'] as const),
    earliest: `${from}T00:00:00.000Z`,
    latest: `${to}T23:59:59.999Z`,
    precision: among(random, ['DAY', 'YEAR'] as const),
    edtf: `${from}/${to}`,
    conflictKey: perhaps(random, CONFLICTS),
    dyadKey: perhaps(random, ['d:1']),
    placeKey: perhaps(random, PLACES),
    countryKey: perhaps(random, ['p:A', 'p:B']),
    ...perhaps(random, [
      { latitude: 40.25, longitude: 70.5, locationPrecision: 'EXACT' as const },
      { latitude: 40.5, longitude: 70.5, locationPrecision: 'ADMIN1' as const },
    ]),
  };
}

type Claim = typeof claims.$inferInsert;

/** What is said of an event: by its provider mostly, again and again, the same or something else; some of it withdrawn. */
function claimsAbout(random: Random, eventKey: string): Claim[] {
  const days = DAYS.filter(() => random() < 0.5);
  return days.map((day, index) => {
    const best = among(random, [3, 3, 7]);
    return claim(`k:${eventKey}-${day}`, eventKey, day, {
      kind: 'FIGURE',
      metric: random() < 0.9 ? 'DEATHS' : 'INJURIES',
      population: 'ALL',
      claimantKey: random() < 0.8 ? 'a:1' : 'a:2',
      releaseKey: day < 10 ? 'r:1' : 'r:2',
      rank: random() < 0.1 ? 'DEPRECATED' : 'NORMAL',
      stance: random() < 0.1 ? 'DENIES' : 'ASSERTS',
      ...{ low: perhaps(random, [1]), best, high: perhaps(random, [9]) },
      parts: random() < 0.5 ? [{ population: 'CIVILIANS', partyKey: null, best }] : [],
      withdrawnAt: random() < 0.15 ? at(among(random, DAYS)) : null,
      supersedesKey: index > 0 && random() < 0.6 ? `k:${eventKey}-${days[index - 1]}` : null,
    });
  });
}

const WHOLE = { partyKey: null, measure: null, periodEdtf: null, dyadKey: null, placeKey: null };

/** The event as its claims have it once all is said; a few otherwise, which no moment has so. */
function rowOf(random: Random, key: string, about: readonly Claim[]): typeof events.$inferInsert {
  const standing = about.filter(({ withdrawnAt }) => withdrawnAt === null);
  const figures = about.map((each) => ({ ...WHOLE, ...each })) as never[];
  const estimate = estimateOf<never>(figures, 'a:1', '9999-01-01T00:00:00.000Z') as Claim | null;
  const split = estimate && splitOf({ best: estimate.best ?? null, parts: estimate.parts ?? [] });
  const isOtherwise = random() < 0.1;
  return event(key, 1, {
    ...described(random),
    datasetKey: among(random, ['r:1', 'r:2']),
    qualityFlags: random() < 0.2 ? [{ kind: 'DATED_AFTER_RELEASE', note: 'x' }] : [],
    deathsLow: estimate?.low ?? null,
    deathsBest: isOtherwise ? 40 : (estimate?.best ?? null),
    deathsHigh: estimate?.high ?? null,
    deathsSideA: split?.sideA ?? null,
    deathsSideB: split?.sideB ?? null,
    deathsCivilians: split?.civilians ?? null,
    deathsUnknown: split?.unknown ?? null,
    withdrawnAt:
      about.length > 0 && standing.length === 0
        ? about
            .map((each) => each.withdrawnAt!)
            .sort()
            .at(-1)!
        : null,
  });
}

async function addEvents(db: Database, random: Random, round: number): Promise<void> {
  const keys = Array.from({ length: 40 }, (_, index) => `e:${round}-${index}`);
  const about = new Map(keys.map((key) => [key, claimsAbout(random, key)]));
  const rows = keys.map((key) => rowOf(random, key, about.get(key)!));
  const anew = keys.filter(() => random() < 0.25);
  const since = new Map(anew.map((key) => [key, at(among(random, DAYS))]));
  await db.insert(events).values(
    rows.map((row, index) => ({
      ...row,
      validFrom: since.get(row.key) ?? null,
      partOfKey: index > 0 && random() < 0.1 ? keys[index - 1]! : null,
    })),
  );
  const all = [...about.values()].flat();
  await db.insert(claims).values(all);
  const published = all.flatMap(({ key }) =>
    ACTORS.filter(() => random() < 0.3).map((actorKey, index) => ({
      ...{ claimKey: key, ordinal: index + 1, position: 1, role: 'PUBLISHER' as const, actorKey },
    })),
  );
  await db.insert(claimAttributions).values(published);
  await db.insert(eventParticipants).values(
    keys.map((eventKey) => ({
      ...{ eventKey, position: 1, role: 'SIDE_A' as const, actorKey: among(random, ACTORS) },
    })),
  );
  await db.insert(eventEditions).values(
    anew.map((eventKey) => ({
      ...{ eventKey, releaseKey: 'r:1', issue: 1, ...described(random), edtf: '2021' },
      participants: [{ actorKey: among(random, ACTORS), role: 'SIDE_A' as const }],
      ...{ validFrom: null, validUntil: since.get(eventKey)! },
    })),
  );
}

/** Later, something is said anew, withdrawn, restored or alleged. */
async function changeClaims(db: Database, random: Random): Promise<void> {
  const stored = await db.select({ key: claims.key }).from(claims).orderBy(claims.key);
  for (const { key } of stored.filter(() => random() < 0.1)) {
    const change = among(random, [
      { withdrawnAt: at(among(random, DAYS)) },
      { withdrawnAt: null },
      { best: 7 },
      { assertedEarliest: at(15), assertedLatest: at(15) },
    ]);
    await db.update(claims).set(change).where(eq(claims.key, key));
  }
}

describe.each(ENGINES)('sums as of a moment on $engine', ({ open }) => {
  let store: Store;
  beforeAll(async () => {
    store = await open();
    await seed(store.db);
  });
  afterAll(() => store.close());

  /** The same filter, answered by the events themselves: of what has changed since a position there are no sums. */
  async function ofEvents(): Promise<(filter: EventFilter) => EventFilter> {
    const before = `${(await currentPosition(store.db)).slice(0, 8)}${'-000000000000'.repeat(2)}`;
    return (filter) => ({ standing: 'STANDING', ...filter, changedSince: before });
  }

  async function expectEqual(asOf: string): Promise<void> {
    const { db } = store;
    const eachOf = await ofEvents();
    for (const [sums, dimensions, filters] of ASKED) {
      for (const by of dimensions) {
        for (const filter of filters) {
          const request = { by, filter, asOf, limit: 10_000 };
          const anew = { ...request, filter: eachOf(filter) };
          if (by.includes('RELEASE') && isPartOfMonths(filter)) continue;
          expect(statementOf(statisticRows(request)).text).toContain(sums);
          expect(statementOf(statisticRows(anew)).text).not.toContain(sums);
          expect(await eventStatistics(db, request), JSON.stringify(request)).toEqual(
            await eventStatistics(db, anew),
          );
        }
      }
    }
    for (const filter of ASKED.flatMap(([, , filters]) => filters)) {
      const listing = eventsListed(filter, 'LATEST_FIRST', asOf);
      const counted =
        countedByMonths(filter, asOf) ??
        countedByPoints(filter, asOf) ??
        countedByFacets(filter, asOf);
      expect(await countsOf(db, { ...listing, counted: counted! }, ofAll, [''])).toEqual(
        await countsOf(db, listing, ofAll, ['']),
      );
      const request = { zoom: 7, asOf, limit: 100 };
      if (filter.during) continue;
      expect(statementOf(cellRows({ ...request, filter })).text).toContain('point_totals');
      expect(await eventMap(db, { ...request, filter })).toEqual(
        await eventMap(db, { ...request, filter: eachOf(filter) }),
      );
      const labelled = { asOf, limit: 9 };
      expect(await mapLabels(db, { ...labelled, filter })).toEqual(
        await mapLabels(db, { ...labelled, filter: eachOf(filter) }),
      );
    }
    const filters: Record<TotalledEntity, (key: string) => EventFilter> = {
      CONFLICT: (key) => ({ conflicts: [key] }),
      DYAD: (key) => ({ dyads: [key] }),
      ACTOR: (key) => ({ actors: [key] }),
      PLACE: (key) => (key === 'p:A' ? { countries: ['KG'] } : { places: [key] }),
    };
    for (const entity of Object.keys(KEYS) as TotalledEntity[]) {
      // The country without a code is found by no filter.
      const keys = KEYS[entity].filter((key) => key !== 'p:B');
      for (const during of [
        { from: null, to: null },
        { from: '2021-03-01', to: '2021-08-31' },
      ]) {
        const totals = await totalsOfEntities(db, entity, keys, { during, asOf });
        const series = await seriesOfEntities(db, entity, keys, { during, asOf, by: 'YEAR' });
        for (const key of keys) {
          const filter = eachOf({ ...filters[entity](key), during });
          const [sum] = await eventStatistics(db, { by: ['YEAR'], filter, asOf, limit: 10 });
          const { firstEarliest, lastEarliest, ...found } = totals.get(key)!;
          const request = { filter, asOf, by: ['DAY'] as const, limit: 10_000 };
          const days = (await eventStatistics(db, request)).map(({ day }) => day);
          expect(firstEarliest?.slice(0, 10) ?? null).toBe(days[0] ?? null);
          expect(lastEarliest?.slice(0, 10) ?? null).toBe(days.at(-1) ?? null);
          expect(found).toMatchObject(
            sum
              ? { events: sum.events, low: sum.low, best: sum.best, civilians: sum.civilians }
              : { events: 0 },
          );
          expect(series.get(key)!.map(({ period, best }) => [period, best])).toEqual(
            sum ? [['2021', sum.best]] : [],
          );
        }
      }
    }
  }

  test('are those of the events as they were, whatever is said, described anew and withdrawn', async () => {
    const random = randomFrom(11);
    for (const [round, days] of [
      [8, 17],
      [1, 25],
    ].entries()) {
      await store.db.transaction((transaction) => addEvents(transaction, random, round));
      for (const day of days) await expectEqual(at(day));
      await store.db.transaction((transaction) => changeClaims(transaction, random));
    }
    await expectEqual(at(12));
  });

  test('count what has left since: events that a later release put elsewhere or withdrew', async () => {
    const { db } = store;
    await db.insert(conflicts).values(['c:8', 'c:9'].map((key) => conflict(key, key)));
    const row = (key: string, rest: Partial<typeof events.$inferInsert>) =>
      event(key, 1, { conflictKey: 'c:8', datasetKey: 'r:1', ...rest });
    await db
      .insert(events)
      .values([
        row('e:stays', {}),
        row('e:moves', { conflictKey: 'c:9', validFrom: at(10) }),
        row('e:goes', { withdrawnAt: at(10) }),
      ]);
    const withdrawnAt = at(10);
    await db
      .insert(claims)
      .values([
        claim('k:stays', 'e:stays', 5),
        claim('k:moves', 'e:moves', 5),
        claim('k:moved', 'e:moves', 10),
        claim('k:goes', 'e:goes', 5, { withdrawnAt }),
      ]);
    await db.insert(eventEditions).values({
      ...{ eventKey: 'e:moves', releaseKey: 'r:1', issue: 1, ...described(randomFrom(1)) },
      ...{ edtf: '2021', conflictKey: 'c:8', participants: [] },
      ...{ validFrom: null, validUntil: at(10) },
    });
    const during = { from: null, to: null };
    const counted = async (asOf: string) => {
      const totals = await totalsOfEntities(db, 'CONFLICT', ['c:8', 'c:9'], { during, asOf });
      const listing = eventsListed({}, 'LATEST_FIRST', asOf);
      const listed = await countsOf(db, listing, ofConflict, ['c:8', 'c:9']);
      const sums = ['c:8', 'c:9'].map((key) => totals.get(key)!.events);
      expect([...listed.values()]).toEqual(sums);
      return sums;
    };
    expect(await counted(at(1))).toEqual([0, 0]);
    expect(await counted(at(8))).toEqual([3, 0]);
    expect(await counted(at(12))).toEqual([1, 1]);
  });

  test('take what is said again as said at first, but for who published it', async () => {
    const { db } = store;
    await db.insert(conflicts).values(conflict('c:7', 'c:7'));
    const estimate = { deathsLow: 3, deathsBest: 3, deathsHigh: 3 };
    const row = (key: string, rest: Partial<typeof events.$inferInsert> = {}) =>
      event(key, 1, { conflictKey: 'c:7', datasetKey: 'r:2', ...estimate, ...rest });
    const nothing = { deathsLow: null, deathsBest: null, deathsHigh: null };
    await db.insert(events).values([row('e:whole', nothing), row('e:again'), row('e:other')]);
    await db.update(events).set({ partOfKey: 'e:whole' }).where(eq(events.key, 'e:again'));
    const figure = { kind: 'FIGURE', metric: 'DEATHS', population: 'ALL', best: 3 } as const;
    const published = ['e:again', 'e:other'].flatMap((key) => [
      { ...claim(`${key}/5`, key, 5, { ...figure, releaseKey: 'r:1' }), publisher: 'a:1' },
      {
        ...claim(`${key}/15`, key, 15, { ...figure, releaseKey: 'r:2' }),
        publisher: key === 'e:again' ? 'a:1' : 'a:2',
      },
    ]);
    await db.transaction(async (transaction) => {
      await transaction.insert(claims).values(published.map(({ publisher: _, ...each }) => each));
      await transaction.insert(claimAttributions).values(
        published.map(({ key, publisher: actorKey }) => ({
          ...{ claimKey: key, ordinal: 1, position: 1, role: 'PUBLISHER' as const, actorKey },
        })),
      );
    });
    const moments = await rowsOf<{ day: string }>(
      db,
      sql`select to_char(settled_at, 'DD') as day from event_moments
        where event_key in ('e:again', 'e:other') order by event_key`,
    );
    expect(moments.map(({ day }) => day)).toEqual(['05', '15']);
    const filter = { conflicts: ['c:7'] };
    const by = async (dimension: 'PUBLISHER' | 'RELEASE' | 'CONFLICT', asOf: string) =>
      (await eventStatistics(db, { by: [dimension], filter, asOf, limit: 9 })).map((each) => [
        each.publisher ?? each.release ?? each.conflict,
        each.events,
      ]);
    // The whole is known by its part, though nobody claims anything of it.
    expect(await by('CONFLICT', at(8))).toEqual([['c:7', 3]]);
    expect(await by('PUBLISHER', at(8))).toEqual([
      ['a:1', 2],
      [null, 1],
    ]);
    expect(await by('PUBLISHER', at(17))).toEqual([
      ['a:1', 1],
      ['a:2', 1],
      [null, 1],
    ]);
    expect(await by('RELEASE', at(8))).toEqual([
      ['r:1', 2],
      [null, 1],
    ]);
    expect(await by('RELEASE', at(17))).toEqual([
      ['r:2', 2],
      [null, 1],
    ]);
  });

  test('tell how a list is found: an actor’s few events by themselves, its many in their order', async () => {
    const { db } = store;
    await db.insert(actors).values([actor('a:few'), actor('a:many')]);
    const took = { 'a:few': 3, 'a:many': 1100 };
    const rows = Object.entries(took).flatMap(([actorKey, number]) =>
      Array.from({ length: number }, (_, index) => ({
        ...{ eventKey: `${actorKey}/${String(index).padStart(4, '0')}`, actorKey },
        ...{ position: 1, role: 'SIDE_A' as const },
      })),
    );
    await db
      .insert(events)
      .values(rows.map(({ eventKey }, index) => event(eventKey, 1 + (index % 28))));
    await db.insert(eventParticipants).values(rows);
    await db.insert(claims).values(rows.map(({ eventKey }) => claim(`k/${eventKey}`, eventKey, 5)));
    const listing = eventsListed({}, 'EARLIEST_FIRST', at(6));
    const slice = { size: 4, forward: true, cursor: null };
    const pages = await pagesOf(db, listing, ofActor, ['a:few', 'a:many'], slice);
    for (const actorKey of ['a:few', 'a:many']) {
      const stored = await db
        .select()
        .from(events)
        .where(like(events.key, `${actorKey}/%`));
      const earliest = stored
        .map((row) => [row.earliest, row.key].join(' '))
        .sort()
        .slice(0, 4);
      expect(
        pages.get(actorKey)!.edges.map(({ node }) => [node.earliest, node.key].join(' ')),
      ).toEqual(earliest);
    }
    const none = await pagesOf(
      db,
      eventsListed({}, 'EARLIEST_FIRST', at(1)),
      ofActor,
      ['a:many'],
      slice,
    );
    expect(none.get('a:many')!.edges).toEqual([]);
  });

  test('are read of what is kept but for the few events that have changed since', async () => {
    const [counted] = await rowsOf<{ settled: number; unsettled: number; never: number }>(
      store.db,
      sql`select count(*) filter (where settled_at < 'infinity')::int as settled,
        count(*) filter (where settled_at between ${at(6)} and ${at(25)})::int as unsettled,
        count(*) filter (where settled_at = 'infinity')::int as never from event_moments`,
    );
    expect(counted!.settled).toBeGreaterThan(counted!.never);
    expect(counted!.unsettled).toBeGreaterThan(5);
    expect(counted!.never).toBeGreaterThan(5);
  });
});
