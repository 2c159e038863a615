import { asc, eq, inArray, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ENGINES } from '../../tests/engines.ts';
import { among, perhaps, randomFrom, type Random } from '../../tests/random.ts';
import { actor, claim, conflict, dataset, event } from '../../tests/seed.ts';
import { changedBy } from '../checks/database.ts';
import { DERIVED } from '../checks/derived.ts';
import { orderByTotals, TOTALS_ORDERS, type TotalsOrder } from '../entities/totals-order.ts';
import { rowsOf, type Database } from '../engines/database.ts';
import { eventsListed, type EventFilter } from '../entities/event.ts';
import { currentPosition } from '../history/position.ts';
import { countsOf, ofAll, pagesOf, type Page, type Slice } from '../lists/page.ts';
import type { Store } from '../open.ts';
import { actors } from '../tables/actor.ts';
import { claimAttributions, claims } from '../tables/claim.ts';
import { conflicts, dyads } from '../tables/conflict.ts';
import { datasets } from '../tables/dataset.ts';
import { eventParticipants, events } from '../tables/event.ts';
import { statementOf } from '../reading/read.ts';
import { places } from '../tables/place.ts';
import { recordChange } from '../writing/change.ts';
import { cellRows, eventMap } from './map.ts';
import { countedByFacets } from './facets.ts';
import { countedByMonths } from './months.ts';
import { countedByPoints } from './points.ts';
import { eventStatistics, statisticRows, type StatisticsRequest } from './statistics.ts';
import { seriesOfEntities, totalsOfEntities, type TotalledEntity } from './entity-totals.ts';
import type { OpenDays } from './counted.ts';

const source = 'test';
const ACTORS = ['a:1', 'a:2', 'a:3'];
const CONFLICTS = ['c:1', 'c:2', 'c:3'];
const DYADS = ['d:1', 'd:2', 'd:3'];
const COUNTRIES = ['p:A', 'p:B'];
const AREAS = ['p:A1', 'p:A2', 'p:B1'];
const TOWNS = ['p:A1a', 'p:A1b', 'p:A2a', 'p:B1a', 'p:B1b'];
const PLACES = [...COUNTRIES, ...AREAS, ...TOWNS];
const KEYS = { CONFLICT: CONFLICTS, DYAD: DYADS, ACTOR: ACTORS, PLACE: PLACES };
const TABLES = { CONFLICT: conflicts, DYAD: dyads, ACTOR: actors, PLACE: places };

const SPANS: OpenDays[] = [
  { from: null, to: null },
  { from: '2021-01-01', to: '2021-12-31' },
  { from: '2021-03-01', to: '2021-03-31' },
  { from: '2021-02-11', to: '2021-06-09' },
  { from: null, to: '2021-05-31' },
  { from: '2022-01-15', to: null },
];

const DIMENSIONS: StatisticsRequest['by'][] = [
  ['YEAR'],
  ['QUARTER', 'REGION', 'COUNTRY'],
  ['MONTH', 'VIOLENCE', 'KIND'],
  ['CONFLICT', 'DYAD'],
  ['ACTOR', 'YEAR'],
  ['RELEASE', 'DATASET'],
  ['CLAIMANT', 'YEAR'],
  ['PUBLISHER'],
  ['PUBLISHER', 'YEAR'],
  ['CONFLICT', 'ACTOR', 'PUBLISHER'],
];
const FILTERS: StatisticsRequest['filter'][] = [
  {},
  { during: { from: '2021-03-01', to: '2021-04-30' }, violence: ['ONE_SIDED'] },
  { actors: ['a:1', 'a:2'], kinds: ['SHELLING'] },
  { conflicts: ['c:1'], datasets: ['d:1'] },
  { dyads: ['d:2'], countries: ['KG'], standing: 'STANDING' },
  { estimated: true },
  { estimated: false, conflicts: ['c:1', 'c:2'] },
  { claimants: ['a:1'] },
  { metrics: ['INJURIES'], during: { from: '2021-01-01' } },
  { claimants: ['a:2', 'a:3'], metrics: ['DEATHS'], actors: ['a:1'] },
  { standing: 'ANY' },
  { standing: 'ANY', actors: ['a:2'], during: { from: '2021-01-01' } },
  { standing: 'ANY', estimated: true, claimants: ['a:1'] },
];

/** Days of which whole months are only a part: no sums by publisher tell of the others. */
const PARTIAL_FILTERS: StatisticsRequest['filter'][] = [
  { during: { from: '2021-03-10', to: '2021-08-20' } },
  { during: { from: '2021-02-28' }, actors: ['a:1'] },
  { during: { from: '2021-03-01', to: '2021-06-15' }, estimated: true },
  { during: { from: null, to: '2021-04-02' }, standing: 'ANY', violence: ['ONE_SIDED'] },
  { during: { from: '2021-01-31', to: '2021-04-01' }, claimants: ['a:2'], metrics: ['DEATHS'] },
];

/** What sums by point tell of, and the filters that only they can answer. */
const POINT_DIMENSIONS: StatisticsRequest['by'][] = [
  ['ADMIN1'],
  ['ADMIN1', 'VIOLENCE'],
  ['COUNTRY', 'ADMIN1', 'ACTOR'],
  ['ADMIN1', 'CLAIMANT'],
  ['REGION', 'ADMIN1'],
];
const POINT_FILTERS: StatisticsRequest['filter'][] = [
  {},
  { actors: ['a:1'], located: true },
  { conflicts: ['c:1'], datasets: ['d:1'], standing: 'STANDING' },
  { places: ['p:A1', 'p:B'], violence: ['ONE_SIDED'] },
  { within: { west: 70, south: 40, east: 71, north: 41 }, kinds: ['SHELLING'] },
  { near: { latitude: 40.5, longitude: 70.5, kilometres: 60 } },
  { locationPrecisions: ['EXACT', 'ADMIN1'], dyads: ['d:2'] },
  { countries: ['KG'], located: false, during: { from: null } },
  { claimants: ['a:2'], located: true },
  { estimated: true, violence: ['STATE_BASED'] },
  { estimated: false },
  { metrics: ['DEATHS', 'INJURIES'], claimants: ['a:1'], places: ['p:A'] },
  { minDeaths: 1 },
  { minDeaths: 2, maxDeaths: 7, conflicts: ['c:1'] },
  { maxDeaths: 0 },
  { minCivilianDeaths: 1, actors: ['a:2'] },
  { timePrecisions: ['DAY'] },
  { timePrecisions: ['WEEK', 'YEAR'], minDeaths: 1 },
  { flagged: true },
  { flagged: false, located: true },
  { flags: ['LOW_BEST_HIGH_DISORDERED', 'DATED_AFTER_RELEASE'] },
  { text: 'raid' },
  { text: 'Raid c:1', timePrecisions: ['DAY'] },
  { text: 'ворух', estimated: true },
  { text: 'vorukh shots' },
  { text: 'p:a', claimants: ['a:1'] },
  { standing: 'ANY' },
  { standing: 'ANY', text: 'raid', minDeaths: 1 },
  { standing: 'ANY', within: { west: 70, south: 40, east: 71, north: 41 }, metrics: ['DEATHS'] },
];

/** What sums by month and facets tell of, and filters that only they can answer. */
const FACET_DIMENSIONS: StatisticsRequest['by'][] = [
  ['MONTH'],
  ['YEAR', 'VIOLENCE'],
  ['QUARTER', 'CLAIMANT'],
  ['KIND', 'RELEASE', 'YEAR'],
];
const FACET_FILTERS: StatisticsRequest['filter'][] = [
  { minDeaths: 1 },
  { maxDeaths: 7, violence: ['ONE_SIDED'] },
  { minCivilianDeaths: 1, during: { from: '2021-03-01', to: '2021-12-31' } },
  { timePrecisions: ['DAY'], datasets: ['d:1'] },
  { flagged: false, estimated: true, kinds: ['SHELLING'] },
  { flags: ['LOW_BEST_HIGH_DISORDERED'], standing: 'ANY' },
  { located: true },
  { located: false, standing: 'ANY', during: { from: '2021-01-01' } },
];

/** Words that all events of a conflict have, or some, by periods, which sums by point do not tell. */
const WORD_DIMENSIONS: StatisticsRequest['by'][] = [
  ['MONTH'],
  ['YEAR', 'ACTOR', 'CONFLICT'],
  ['QUARTER', 'RELEASE', 'KIND'],
];
const WORD_FILTERS: StatisticsRequest['filter'][] = [
  { text: 'raid' },
  { text: 'c:1' },
  { text: 'c: vorukh' },
  { text: 'p:a' },
  { text: 'ворух' },
  { text: 'nowhere' },
  { text: 'c:1', actors: ['a:1'], during: { from: '2021-01-01', to: '2021-12-31' } },
  { text: 'c:', violence: ['ONE_SIDED'], claimants: ['a:1'] },
  { text: 'shots', standing: 'ANY' },
  { text: 'c:2', standing: 'ANY', countries: ['KG'] },
];

const NAMES = ['Raid on Vorukh', 'Raid on c:1', 'Shots at Vorukh', 'Shots'];
const FLAGS = [
  'LOW_BEST_HIGH_DISORDERED',
  'DATED_AFTER_RELEASE',
  'LOW_BEST_HIGH_DISORDERED',
] as const;

async function seed({ db }: Store): Promise<void> {
  await db.insert(actors).values(ACTORS.map((key) => actor(key)));
  await db.insert(conflicts).values(CONFLICTS.map((key) => conflict(key, key)));
  await db.insert(dyads).values(
    DYADS.map((key) => ({
      ...{ key, name: key, conflictKey: 'c:1', source },
      ...{ sideAKey: 'a:1', sideBKey: 'a:2' },
    })),
  );
  const place = (kind: 'COUNTRY' | 'ADMIN1' | 'SETTLEMENT', parent: number) => (key: string) => ({
    ...{ key, name: key, kind, source },
    parentKey: parent ? key.slice(0, parent) : null,
    countryCode: key === 'p:A' ? 'KG' : null,
  });
  await db
    .insert(places)
    .values([
      ...COUNTRIES.map(place('COUNTRY', 0)),
      ...AREAS.map(place('ADMIN1', 3)),
      ...TOWNS.map(place('SETTLEMENT', 4)),
    ]);
  await db.insert(datasets).values([dataset('d:1', 'a:1'), dataset('d:2', 'a:1')]);
}

const day = (time: number) => new Date(time).toISOString().slice(0, 10);

/** Of some day from 2020 to 2022, known to the day, to some weeks or only to the year. */
function randomEvent(random: Random, key: string): typeof events.$inferInsert {
  const start = Date.UTC(2020, 0, 1) + Math.floor(random() * 1095) * 86_400_000;
  const year = new Date(start).getUTCFullYear();
  const [from, to] = among(random, [
    [day(start), day(start)],
    [day(start), day(start + Math.floor(random() * 60) * 86_400_000)],
    [`${year}-01-01`, `${year}-12-31`],
  ] as [string, string][]);
  const best = perhaps(random, [0, 1, 7, 40]);
  const split = best !== null && random() < 0.7;
  return event(key, 1, {
    name: among(random, NAMES),
    summary: random() < 0.1 ? 'Shots after a raid' : null,
    nameTranslations: random() < 0.2 ? { ru: among(random, ['Налёт на Ворух', 'Выстрелы']) } : null,
    precision: among(random, ['DAY', 'DAY', 'WEEK', 'YEAR'] as const),
    qualityFlags: FLAGS.filter(() => random() < 0.2).map((kind, note) => ({
      kind,
      note: String(note),
    })),
    earliest: `${from}T00:00:00.000Z`,
    latest: `${to}T23:59:59.999Z`,
    edtf: `${from}/${to}`,
    conflictKey: perhaps(random, CONFLICTS),
    dyadKey: perhaps(random, DYADS),
    placeKey: perhaps(random, PLACES),
    countryKey: perhaps(random, COUNTRIES),
    ...perhaps(random, [
      { latitude: 40.25, longitude: 70.5, locationPrecision: 'EXACT' as const },
      { latitude: 40.25, longitude: 70.5, locationPrecision: 'ADMIN1' as const },
      { latitude: 40.5, longitude: 70.5, locationPrecision: 'NEAR' as const },
      { latitude: -3, longitude: 29.5, locationPrecision: 'ADMIN2' as const },
    ]),
    violence: perhaps(random, ['STATE_BASED', 'ONE_SIDED'] as const),
    kind: among(random, ['ARMED_CLASH', 'SHELLING'] as const),
    datasetKey: perhaps(random, ['d:1', 'd:2']),
    deathsLow: perhaps(random, [0, 2]),
    deathsBest: best,
    deathsHigh: perhaps(random, [3, 90]),
    deathsSideA: split ? 0 : null,
    deathsSideB: split ? Math.floor(best / 2) : null,
    deathsCivilians: split ? Math.ceil(best / 2) : null,
    deathsUnknown: split ? 0 : null,
    withdrawnAt: random() < 0.15 ? '2023-01-01T00:00:00.000Z' : null,
  });
}

async function takePart(db: Database, random: Random, keys: readonly string[]): Promise<void> {
  await db.delete(eventParticipants).where(inArray(eventParticipants.eventKey, [...keys]));
  const rows = keys.flatMap((eventKey) =>
    Array.from({ length: Math.floor(random() * 4) }, (_, index) => ({
      ...{ eventKey, position: index + 1, role: 'SIDE_A' as const },
      actorKey: among(random, ACTORS),
    })),
  );
  if (rows.length > 0) await db.insert(eventParticipants).values(rows);
}

/** Who published what a claim rests on: several, one of them twice, or nobody. */
async function publish(db: Database, random: Random, keys: readonly string[]): Promise<void> {
  await db.delete(claimAttributions).where(inArray(claimAttributions.claimKey, [...keys]));
  const rows = keys.flatMap((claimKey) =>
    Array.from({ length: Math.floor(random() * 4) }, (_, index) => ({
      ...{ claimKey, ordinal: index + 1, position: 1, actorKey: among(random, ACTORS) },
      role: among(random, ['PUBLISHER', 'PUBLISHER', 'CLAIMANT'] as const),
    })),
  );
  if (rows.length > 0) await db.insert(claimAttributions).values(rows);
  await recordChange(db, claims, keys);
}

/** Claims that may give the estimates of some events: revised, of another's word, deprecated, withdrawn. */
async function makeClaims(db: Database, random: Random, round: number, about: readonly string[]) {
  const before = (await db.select({ key: claims.key }).from(claims).orderBy(asc(claims.key))).map(
    ({ key }) => key,
  );
  const made = about.map((eventKey, index) =>
    claim(`c:${String(round).padStart(2, '0')}-${index}`, eventKey, 1 + Math.floor(random() * 28), {
      kind: among(random, ['FIGURE', 'FIGURE', 'FIGURE', 'CONTEXT'] as const),
      metric: among(random, ['DEATHS', 'DEATHS', 'DEATHS', 'INJURIES'] as const),
      population: 'ALL',
      claimantKey: among(random, ['a:1', 'a:1', 'a:1', 'a:2']),
      rank: random() < 0.1 ? 'DEPRECATED' : 'NORMAL',
      stance: random() < 0.1 ? 'DENIES' : 'ASSERTS',
      best: 3,
      supersedesKey: before.length > 0 && random() < 0.4 ? among(random, before) : null,
    }),
  );
  if (made.length > 0) await db.insert(claims).values(made);
  await publish(db, random, [
    ...made.map(({ key }) => key),
    ...before.filter(() => random() < 0.05),
  ]);
  for (const key of before.filter(() => random() < 0.08)) {
    const withdrawnAt = random() < 0.6 ? '2022-12-01T00:00:00.000Z' : null;
    await db.update(claims).set({ withdrawnAt }).where(eq(claims.key, key));
  }
  for (const key of before.filter(() => random() < 0.05)) {
    const subjectEventKey = among(random, about);
    await db.update(claims).set({ subjectEventKey }).where(eq(claims.key, key));
  }
  await deleteClaims(
    db,
    before.filter(() => random() < 0.04),
  );
}

async function deleteClaims(db: Database, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return;
  await db
    .update(claims)
    .set({ supersedesKey: null })
    .where(inArray(claims.supersedesKey, [...keys]));
  await db.delete(claimAttributions).where(inArray(claimAttributions.claimKey, [...keys]));
  await db.delete(claims).where(inArray(claims.key, [...keys]));
}

/** Does to the record what imports, their undoing and withdrawals do, in some order. */
async function change(db: Database, random: Random, round: number): Promise<void> {
  const stored = (await db.select({ key: events.key }).from(events).orderBy(asc(events.key))).map(
    ({ key }) => key,
  );
  const some = stored.filter(() => random() < 0.1);
  const added = Array.from({ length: 12 }, (_, index) =>
    randomEvent(random, `e:${String(round).padStart(2, '0')}-${index}`),
  );
  await db.insert(events).values(added);
  await takePart(db, random, [...added.map(({ key }) => key), ...some]);
  for (const key of stored.filter(() => random() < 0.1)) {
    const { key: _, ...described } = randomEvent(random, key);
    await db.update(events).set(described).where(eq(events.key, key));
  }
  const stays = stored.filter(() => random() >= 0.04);
  await makeClaims(db, random, round, [...added.map(({ key }) => key), ...stays.slice(0, 9)]);
  const gone = stored.filter((key) => !stays.includes(key));
  if (gone.length > 0) {
    const about = await db
      .select({ key: claims.key })
      .from(claims)
      .where(inArray(claims.subjectEventKey, gone));
    await deleteClaims(
      db,
      about.map(({ key }) => key),
    );
    await db.delete(eventParticipants).where(inArray(eventParticipants.eventKey, gone));
    await db.delete(events).where(inArray(events.key, gone));
  }
  if (random() < 0.3) {
    await db
      .update(places)
      .set({ parentKey: perhaps(random, AREAS) })
      .where(eq(places.key, among(random, TOWNS)));
  }
  if (random() < 0.2) {
    const kind = among(random, ['COUNTRY', 'AREA'] as const);
    await db
      .update(places)
      .set({ kind })
      .where(eq(places.key, among(random, COUNTRIES)));
  }
}

type Stored = typeof events.$inferSelect & { actors: string[] };
type PlaceRow = typeof places.$inferSelect;

interface Held {
  events: Stored[];
  places: PlaceRow[];
}

async function heldIn(db: Database): Promise<Held> {
  const took = Map.groupBy(await db.select().from(eventParticipants), ({ eventKey }) => eventKey);
  const rows = await db.select().from(events);
  return {
    events: rows
      .filter(({ withdrawnAt }) => withdrawnAt === null)
      .map((row) => ({ ...row, actors: (took.get(row.key) ?? []).map((part) => part.actorKey) })),
    places: await db.select().from(places),
  };
}

function isWithin(places: readonly PlaceRow[], key: string | null, whole: string): boolean {
  if (key === null || key === whole) return key === whole;
  return isWithin(places, places.find((place) => place.key === key)?.parentKey ?? null, whole);
}

function eventsOf({ events: all, places }: Held, entity: TotalledEntity, key: string): Stored[] {
  const isCountry = places.find((place) => place.key === key)?.kind === 'COUNTRY';
  return all.filter((each) => {
    switch (entity) {
      case 'CONFLICT':
        return each.conflictKey === key;
      case 'DYAD':
        return each.dyadKey === key;
      case 'ACTOR':
        return each.actors.includes(key);
      case 'PLACE':
        return isCountry ? each.countryKey === key : isWithin(places, each.placeKey, key);
    }
  });
}

const start = (from: string | null) => (from === null ? '' : `${from}T00:00:00.000Z`);
const end = (to: string | null) => (to === null ? '9' : `${to}T23:59:59.999Z`);

const isIn =
  ({ from, to }: OpenDays) =>
  ({ earliest, latest }: Stored) =>
    latest >= start(from) && earliest <= end(to);

const isBeyond =
  ({ from, to }: OpenDays, period = '') =>
  ({ earliest, latest }: Stored) =>
    earliest < start(from) ||
    latest > end(to) ||
    earliest.slice(0, period.length) !== latest.slice(0, period.length);

const sum = (values: readonly (number | null)[]): number | null => {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((total, value) => total + value, 0);
};

/** The sums over events one by one. */
function summed(all: readonly Stored[], beyond: (each: Stored) => boolean) {
  const counted = all.filter(({ deathsBest }) => deathsBest !== null);
  const spanning = counted.filter(beyond);
  const low = (each: Stored) => each.deathsLow ?? each.deathsBest;
  const high = (each: Stored) => each.deathsHigh ?? each.deathsBest;
  return {
    events: all.length,
    eventsWithoutFigure: all.length - counted.length,
    eventsWithoutSplit: counted.filter(({ deathsCivilians }) => deathsCivilians === null).length,
    low: sum(counted.map(low)),
    best: sum(counted.map(({ deathsBest }) => deathsBest)),
    high: sum(counted.map(high)),
    sideA: sum(all.map(({ deathsSideA }) => deathsSideA)),
    sideB: sum(all.map(({ deathsSideB }) => deathsSideB)),
    civilians: sum(all.map(({ deathsCivilians }) => deathsCivilians)),
    unknown: sum(all.map(({ deathsUnknown }) => deathsUnknown)),
    eventsSpanning: all.filter(beyond).length,
    spanningLow: sum(spanning.map(low)),
    spanningBest: sum(spanning.map(({ deathsBest }) => deathsBest)),
    spanningHigh: sum(spanning.map(high)),
  };
}

function expectedTotals(all: readonly Stored[], during: OpenDays) {
  const earliest = all.map((each) => each.earliest).sort();
  return {
    ...summed(all, isBeyond(during)),
    firstEarliest: earliest[0] ?? null,
    lastEarliest: earliest.at(-1) ?? null,
  };
}

function expectedSeries(all: readonly Stored[], during: OpenDays, by: 'YEAR' | 'MONTH') {
  const periodOf = ({ earliest }: Stored) => earliest.slice(0, by === 'YEAR' ? 4 : 7);
  return [...Map.groupBy(all, periodOf)]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([period, own]) => ({ period, ...summed(own, isBeyond(during, period)) }));
}

const ORDERED: Record<TotalsOrder, (all: readonly Stored[]) => number | string> = {
  MOST_DEATHS: (all) => sum(all.map(({ deathsBest }) => deathsBest)) ?? -1,
  MOST_EVENTS: (all) => all.length,
  LATEST_EVENT: (all) =>
    all
      .map(({ earliest }) => earliest)
      .sort()
      .at(-1) ?? '',
};

async function keysInOrder(
  { db }: Store,
  entity: TotalledEntity,
  order: TotalsOrder,
  during: OpenDays,
): Promise<string[]> {
  const table = TABLES[entity];
  const where = inArray(table.key, KEYS[entity]);
  const listing = { table, where, ...orderByTotals(entity, table, order, during) };
  const keys: string[] = [];
  let cursor: string | null = null;
  for (;;) {
    const slice: Slice = { size: 2, forward: true, cursor };
    const pages = await pagesOf(db, listing, () => sql`true`, [''], slice);
    const { edges, hasNextPage }: Page<{ key: string }> = pages.get('')!;
    keys.push(...edges.map(({ node }) => node.key));
    if (!hasNextPage) return keys;
    cursor = edges.at(-1)!.cursor;
  }
}

function expectedOrder(held: Held, entity: TotalledEntity, order: TotalsOrder, during: OpenDays) {
  const valueOf = (key: string) => ORDERED[order](eventsOf(held, entity, key).filter(isIn(during)));
  return [...KEYS[entity]].sort((one, other) => {
    const [a, b] = [valueOf(one), valueOf(other)];
    if (a !== b) return a > b ? -1 : 1;
    return one > other ? -1 : 1;
  });
}

describe.each(ENGINES)('totals on $engine', ({ engine, open }) => {
  let store: Store;
  beforeAll(async () => {
    store = await open();
    await seed(store);
  });
  afterAll(() => store.close());

  /** Row by row, the sums that are kept are those that would be made anew of the events. */
  async function expectKept(): Promise<void> {
    const sums = DERIVED.find(({ tables }) => tables.includes('event_totals'))!;
    const changed = await changedBy(store.db, sums);
    expect(changed.length).toBeGreaterThan(5);
    expect(changed.filter(({ rows }) => rows > 0)).toEqual([]);
    expect(await rowsOf(store.db, sql`select * from stale_totals`)).toEqual([]);
  }

  /** And all that reads them answers as the events one by one do. */
  async function expectEqual(): Promise<void> {
    await expectKept();
    const held = await heldIn(store.db);
    const before = `${(await currentPosition(store.db)).slice(0, 8)}${'-000000000000'.repeat(2)}`;
    // All there are have changed since then, of which there are no sums: such sums are of the events themselves.
    const ofEventsOf = (filter: EventFilter): EventFilter => ({
      standing: 'STANDING',
      ...filter,
      changedSince: before,
    });
    for (const entity of Object.keys(KEYS) as TotalledEntity[]) {
      for (const during of SPANS) {
        const request = { during, asOf: null };
        const own = (key: string) => eventsOf(held, entity, key).filter(isIn(during));
        const totals = await totalsOfEntities(store.db, entity, KEYS[entity], request);
        expect(Object.fromEntries(totals)).toEqual(
          Object.fromEntries(KEYS[entity].map((key) => [key, expectedTotals(own(key), during)])),
        );
        for (const by of ['YEAR', 'MONTH'] as const) {
          const series = await seriesOfEntities(store.db, entity, KEYS[entity], { ...request, by });
          expect(Object.fromEntries(series)).toEqual(
            Object.fromEntries(
              KEYS[entity].map((key) => [key, expectedSeries(own(key), during, by)]),
            ),
          );
        }
        for (const order of TOTALS_ORDERS) {
          expect(await keysInOrder(store, entity, order, during)).toEqual(
            expectedOrder(held, entity, order, during),
          );
        }
      }
    }
    for (const filter of [...FILTERS, ...PARTIAL_FILTERS]) {
      const listing = eventsListed(filter, 'LATEST_FIRST', null);
      const ofEvents = await countsOf(store.db, listing, ofAll, ['']);
      const counted = countedByMonths(filter, null)!;
      expect(await countsOf(store.db, { ...listing, counted }, ofAll, [''])).toEqual(ofEvents);
    }
    for (const by of DIMENSIONS) {
      for (const filter of [...FILTERS, ...PARTIAL_FILTERS]) {
        const request = { by, filter, asOf: null, limit: 10_000 };
        const ofEvents = { ...request, filter: ofEventsOf(filter) };
        const ofPublishers = by.includes('PUBLISHER');
        if (ofPublishers && ('estimated' in filter || filter.standing === 'ANY')) continue;
        if (ofPublishers && PARTIAL_FILTERS.includes(filter)) continue;
        const sums = ofPublishers ? 'publisher_totals' : 'event_totals';
        expect(statementOf(statisticRows(request)).text).toContain(`from "${sums}"`);
        expect(statementOf(statisticRows(ofEvents)).text).not.toContain('event_totals');
        expect(await eventStatistics(store.db, request)).toEqual(
          await eventStatistics(store.db, ofEvents),
        );
      }
    }
    for (const filter of POINT_FILTERS) {
      const listing = eventsListed(filter, 'LATEST_FIRST', null);
      const counted = countedByPoints(filter, null)!;
      expect(await countsOf(store.db, { ...listing, counted }, ofAll, [''])).toEqual(
        await countsOf(store.db, listing, ofAll, ['']),
      );
      const ofEvents = ofEventsOf(filter);
      for (const by of POINT_DIMENSIONS) {
        const request = { by, asOf: null, limit: 10_000 };
        expect(statementOf(statisticRows({ ...request, filter })).text).toContain('point_totals');
        expect(await eventStatistics(store.db, { ...request, filter })).toEqual(
          await eventStatistics(store.db, { ...request, filter: ofEvents }),
        );
      }
      for (const zoom of [2, 7, 12]) {
        const request = { zoom, asOf: null, limit: 100 };
        expect(statementOf(cellRows({ ...request, filter })).text).toContain('point_totals');
        expect(await eventMap(store.db, { ...request, filter })).toEqual(
          await eventMap(store.db, { ...request, filter: ofEvents }),
        );
      }
    }
    for (const filter of FACET_FILTERS) {
      const listing = eventsListed(filter, 'LATEST_FIRST', null);
      const counted = countedByFacets(filter, null)!;
      expect(await countsOf(store.db, { ...listing, counted }, ofAll, [''])).toEqual(
        await countsOf(store.db, listing, ofAll, ['']),
      );
      for (const by of FACET_DIMENSIONS) {
        const request = { by, asOf: null, limit: 10_000 };
        expect(statementOf(statisticRows({ ...request, filter })).text).toContain('facet_totals');
        expect(await eventStatistics(store.db, { ...request, filter })).toEqual(
          await eventStatistics(store.db, { ...request, filter: ofEventsOf(filter) }),
        );
      }
    }
    for (const filter of WORD_FILTERS) {
      for (const by of WORD_DIMENSIONS) {
        const request = { by, asOf: null, limit: 10_000 };
        expect(statementOf(statisticRows({ ...request, filter })).text).toContain('word_groups');
        expect(await eventStatistics(store.db, { ...request, filter })).toEqual(
          await eventStatistics(store.db, { ...request, filter: ofEventsOf(filter) }),
        );
      }
    }
    for (const places of PLACES) {
      const ofPlace = { by: ['PUBLISHER' as const], asOf: null, limit: 10_000 };
      const filter = { places: [places] };
      expect(statementOf(statisticRows({ ...ofPlace, filter })).text).toContain(
        'place_publisher_totals',
      );
      expect(await eventStatistics(store.db, { ...ofPlace, filter })).toEqual(
        await eventStatistics(store.db, { ...ofPlace, filter: ofEventsOf(filter) }),
      );
    }
  }

  test('are those of the events, whatever is imported, undone and withdrawn', async () => {
    const random = randomFrom(7);
    for (let round = 0; round < 8; round += 1) {
      const isUndone = random() < 0.3;
      const changed = store.db.transaction(async (transaction) => {
        await change(transaction, random, round);
        if (isUndone) transaction.rollback();
      });
      await (isUndone ? expect(changed).rejects.toThrow() : changed);
      await (round % 2 === 1 ? expectEqual() : expectKept());
    }
    expect((await heldIn(store.db)).events.length).toBeGreaterThan(30);
  });

  test('follow single statements, too', async () => {
    await store.db
      .insert(events)
      .values(event('e:alone', 9, { conflictKey: 'c:1', deathsBest: 4 }));
    await takePart(store.db, () => 0.9, ['e:alone']);
    await expectKept();
    await store.db.update(events).set({ deathsBest: 5 }).where(eq(events.key, 'e:alone'));
    await store.db.delete(eventParticipants).where(eq(eventParticipants.eventKey, 'e:alone'));
    await expectKept();
    await store.db.delete(events).where(eq(events.key, 'e:alone'));
    await expectKept();
  });

  test('an event of which some thousand claimants speak is found by any of them', async () => {
    const { db } = store;
    const crowd = Array.from({ length: 2000 }, (_, index) => `a:crowd:${index}`);
    await db.insert(actors).values(crowd.map((key) => actor(key)));
    await db.insert(events).values(event('e:crowd', 4, { conflictKey: 'c:1', deathsBest: 1 }));
    await db
      .insert(claims)
      .values(crowd.map((claimantKey) => claim(`k:${claimantKey}`, 'e:crowd', 5, { claimantKey })));
    const filter = { claimants: ['a:crowd:1999'] };
    const rows = await eventStatistics(db, {
      by: ['CONFLICT'],
      filter,
      asOf: null,
      limit: 10,
    });
    expect(rows).toMatchObject([{ events: 1 }]);
    await expectEqual();
  });

  test('a place that is known later than what lies in it has their events', async () => {
    const { db } = store;
    await db.insert(places).values({
      ...{ key: 'p:late-town', name: 'x', kind: 'SETTLEMENT', source, parentKey: 'p:late' },
    });
    await db.insert(events).values(event('e:late', 3, { placeKey: 'p:late-town', deathsBest: 2 }));
    await db
      .insert(places)
      .values({ key: 'p:late', name: 'x', kind: 'ADMIN1', source, parentKey: 'p:A1' });
    const during = { from: null, to: null };
    const totals = await totalsOfEntities(db, 'PLACE', ['p:late'], { during, asOf: null });
    expect(totals.get('p:late')).toMatchObject({ events: 1, best: 2 });
    await expectEqual();
  });

  test.skipIf(engine === 'pglite')('two writers at once both count', async () => {
    const { db } = store;
    const inserted = Promise.withResolvers<undefined>();
    const committed = Promise.withResolvers<undefined>();
    const first = db.transaction(async (transaction) => {
      await transaction.insert(events).values(event('e:first', 5, { conflictKey: 'c:1' }));
      inserted.resolve(undefined);
      await committed.promise;
    });
    await inserted.promise;
    await db.insert(events).values(event('e:second', 5, { conflictKey: 'c:1' }));
    committed.resolve(undefined);
    await first;
    await expectKept();
    await Promise.all(
      [1, 2, 3, 4].map((writer) =>
        db.transaction(async (transaction) => {
          for (const each of [1, 2, 3]) {
            await transaction
              .insert(events)
              .values(event(`e:${writer}-${each}`, each, { conflictKey: 'c:2', deathsBest: 1 }));
          }
        }),
      ),
    );
    await expectEqual();
  });
});
