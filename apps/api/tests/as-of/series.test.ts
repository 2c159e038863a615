import { importRelease } from '@casus/ingest/import';
import type { Row } from '@casus/ingest/ucdp-ged/columns';
import { bytesOf, gedCsv, gedRelease } from '@casus/ingest/ucdp-ged/fixture';
import { ucdpGed } from '@casus/ingest/ucdp-ged/reader';
import { pushdownOf } from '@casus/schema/pushdown/statement';
import { schema } from '@casus/schema/schema';
import {
  eventsListed,
  ofActor,
  ofConflict,
  ofDataset,
  ofPlace,
  type EventFilter,
} from '@casus/store/entities/event';
import { eventMap } from '@casus/store/events/map';
import { eventStatistics } from '@casus/store/events/statistics';
import { momentsOf } from '@casus/store/history/moment';
import { EVENT_CELLS, eventRows } from '@casus/store/lists/event-rows';
import { selectedEvents } from '@casus/store/lists/selected';
import { countsOf, pagesOf, type Link } from '@casus/store/lists/page';
import { atOneMoment } from '@casus/store/lists/stream';
import { openStore, type Store } from '@casus/store/open';
import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { execute, getOperationAST, getVariableValues, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startPostgres } from '../../../../packages/store/tests/postgres-server.ts';
import { newContext } from '../pushdown/context.ts';

/** Releases in the order in which they came out: complete ones, and additions between them. */
const VERSIONS = ['21.01.21.12', '22.0.1', '22.0.6', '22.1', '23.1'];

/** What releases say otherwise of an event, each the whole of the cells that belong together. */
const SIDES = [
  {},
  { side_b: 'Eastern Army', side_b_new_id: '140', gwnob: '', dyad_new_id: '15000' },
  { side_a: 'Southern Front', side_a_new_id: '141', gwnoa: '', dyad_new_id: '15001' },
];
const DAYS = ['2021-04-29', '2021-05-02', '2021-12-30', '2022-01-04'].map((day) => ({
  year: day.slice(0, 4),
  date_start: day,
  date_end: day,
}));
const LONG = { year: '2021', date_start: '2021-01-01', date_end: '2021-03-31', date_prec: '5' };
const PLACES = [
  {},
  { latitude: '41.5', longitude: '70.25', where_prec: '2' },
  { adm_2: '', latitude: '39.9', where_prec: '4' },
  { country: 'Tajikistan', country_id: '702', adm_1: 'Sughd', adm_2: '' },
];
const KINDS = [
  {},
  { type_of_violence: '3' },
  { conflict_new_id: '400', conflict_name: 'Another conflict' },
];

const event = fc
  .record({
    sides: fc.constantFrom(...SIDES),
    days: fc.constantFrom(...DAYS, LONG),
    place: fc.constantFrom(...PLACES),
    kind: fc.constantFrom(...KINDS),
    best: fc.constantFrom('1', '3', '7'),
  })
  .map(({ sides, days, place, kind, best }): Partial<Row> => ({
    ...sides,
    ...days,
    ...place,
    ...kind,
    best,
    high: best,
    low: best,
  }));

const IDS = ['1', '2', '3', '4', '5'];
const release = fc
  .tuple(...IDS.map(() => fc.option(event, { freq: 4 })))
  .map((rows) => rows.flatMap((row, index) => (row ? [{ ...row, id: IDS[index]! }] : [])))
  .filter((rows) => rows.length > 0);
const series = fc.tuple(...VERSIONS.map(() => release));
const order = fc.shuffledSubarray([...VERSIONS.keys()], { minLength: VERSIONS.length });

const FILTERS: EventFilter[] = [
  {},
  { during: { from: '2021-03-15', to: '2021-04-30' } },
  { actors: ['ucdp:actor:140'] },
  { countries: ['TJ'] },
  { violence: ['ONE_SIDED'] },
  { conflicts: ['ucdp:conflict:400'] },
  { dyads: ['ucdp:dyad:15001'] },
  { within: { west: 70, south: 41, east: 71, north: 42 } },
  { locationPrecisions: ['EXACT'] },
  { datasets: ['ucdp:ged@22.1', 'ucdp:ged@22.0.1'] },
  { minDeaths: 3 },
];
const DIMENSIONS = ['ACTOR', 'COUNTRY', 'MONTH', 'VIOLENCE', 'CONFLICT'] as const;
const SLICE = { size: 3, forward: true, cursor: null };

/** Everything of events that takes asOf, by the resolvers and by a statement for the whole. */
const FIELDS = `query ($asOf: DateTime) { events(first: 100, asOf: $asOf) { totalCount nodes {
  slug name(asOf: $asOf) kind(asOf: $asOf) violence(asOf: $asOf) summary(asOf: $asOf) clarity(asOf: $asOf)
  sourceCount(asOf: $asOf) reviewStatus(asOf: $asOf) qualityFlags(asOf: $asOf) { kind }
  time(asOf: $asOf) { earliest latest precision edtf zone }
  location(asOf: $asOf) { place { slug } country { slug } latitude longitude precision description }
  participants(asOf: $asOf) { role actor { slug } } conflict(asOf: $asOf) { slug } dyad(asOf: $asOf) { slug }
  dataset(asOf: $asOf) { slug } deaths(asOf: $asOf) { low best high } } } }`;
const EDITIONS = `query ($asOf: DateTime) { events(first: 100, asOf: $asOf) { nodes { name(asOf: $asOf)
  participants(asOf: $asOf) { actor { slug } } location(asOf: $asOf) { latitude place { slug } }
  editions(asOf: $asOf) { release { version } name time { edtf } deaths { best } } } } }`;

async function answered(store: Pick<Store, 'db'>, query: string, asOf: string) {
  const document = parse(query);
  const definitions = getOperationAST(document)!.variableDefinitions!;
  const { variableValues } = getVariableValues(schema, definitions, { asOf });
  const { statement, path } = pushdownOf(schema, document, null, variableValues!);
  const brought = await statement!.run(newContext({ store }), variableValues!.coerced);
  const resolve = async (rootValue?: unknown) => {
    const contextValue = newContext({ store });
    const answer = await execute({
      schema,
      document,
      rootValue,
      variableValues: { asOf },
      contextValue,
    });
    expect(answer.errors).toBeUndefined();
    return JSON.stringify(answer.data);
  };
  const data = await resolve();
  expect(path === 'mixed' ? await resolve(JSON.parse(brought!)) : brought).toBe(data);
  return JSON.parse(data) as unknown;
}

/** All that is told of events as of a moment. */
const answersAsOf = async (store: Store, asOf: string) => ({
  lists: await atOneMoment(store, (db) => toldBy({ db, name: store.name }, asOf)),
  fields: await answered(store, FIELDS, asOf),
  editions: await answered(store, EDITIONS, asOf),
});

async function toldBy({ db, name }: Pick<Store, 'db' | 'name'>, asOf: string) {
  const rows: Record<string, string | undefined>[] = [];
  const list = { filter: {}, orderBy: 'EARLIEST_FIRST', asOf } as const;
  for await (const batch of eventRows({ db, name }, list)) {
    for (const row of batch) {
      rows.push(Object.fromEntries(EVENT_CELLS.map((cell, index) => [cell, row[index]])));
    }
  }
  const keys = async (filter: EventFilter, link: Link = () => sql`true`, parent = '') => {
    const listing = eventsListed(filter, 'LATEST_FIRST', asOf);
    const page = (await pagesOf(db, listing, link, [parent], SLICE)).get(parent)!;
    const [next] = page.hasNextPage
      ? [
          await pagesOf(db, listing, link, [parent], {
            ...SLICE,
            cursor: page.edges.at(-1)!.cursor,
          }),
        ]
      : [];
    return {
      total: (await countsOf(db, listing, link, [parent])).get(parent),
      keys: [page, next?.get(parent)].flatMap(
        (each) => each?.edges.map(({ node }) => node.key) ?? [],
      ),
    };
  };
  return {
    rows,
    filtered: await oneByOne(FILTERS, (filter) => keys(filter)),
    hanging: [
      await keys({}, ofActor, 'ucdp:actor:141'),
      await keys({}, ofConflict, 'ucdp:conflict:400'),
      await keys({}, ofDataset, 'ucdp:ged@22.1'),
      await keys({}, ofPlace, 'iso:TJ'),
    ],
    statistics: await oneByOne(DIMENSIONS, (by) =>
      eventStatistics(db, { filter: {}, by: [by], asOf, limit: 99 }),
    ),
    map: await eventMap(db, { filter: {}, zoom: 8, asOf, limit: 999 }),
    selected: (
      await selectedEvents(db, { filter: { violence: ['ONE_SIDED'] }, asOf })
    ).datasets.map(({ key, rows: of }) => [key, of]),
  };
}

/** A transaction's connection takes one statement at a time. */
async function oneByOne<Item, Answer>(
  items: readonly Item[],
  ask: (item: Item) => Promise<Answer>,
) {
  const answers: Answer[] = [];
  for (const item of items) answers.push(await ask(item));
  return answers;
}

const CONFLICTS = ['ucdp:conflict:13324', 'ucdp:conflict:400'];

/** Wherever a conflict's events answer otherwise than before, the conflict has a moment. */
async function expectMoments({ db, name }: Store, conflict: string, then: { moment: string }[]) {
  const order = { name: 'moments', descending: false };
  const slice = { size: 100, forward: true, cursor: null };
  const moments = await momentsOf(db, [conflict], '2030-01-01T00:00:00.000Z', order, slice);
  const known = moments.get(conflict)!.edges.map(({ node: { at } }) => at);
  let before = '[]';
  for (const { moment } of then) {
    const list = {
      filter: { conflicts: [conflict] },
      orderBy: 'EARLIEST_FIRST',
      asOf: moment,
    } as const;
    const rows = await atOneMoment({ db, name }, (at) =>
      Array.fromAsync(eventRows({ db: at, name }, list)),
    );
    if (JSON.stringify(rows) !== before) expect(known).toContain(moment);
    before = JSON.stringify(rows);
  }
}

async function onPostgres() {
  const server = await startPostgres();
  const store = await openStore({ databaseUrl: `${server.url}postgres`, dataDir: '' });
  return { store, stop: server.stop };
}
const onPglite = async () => ({
  store: await openStore({ dataDir: 'memory://' }),
  stop: async () => {},
});

describe.each([
  { engine: 'pglite', open: onPglite },
  { engine: 'postgres', open: onPostgres },
])('a series of releases on $engine', ({ open }) => {
  let store: Store;
  let stop: () => Promise<void>;
  beforeAll(async () => {
    ({ store, stop } = await open());
  });
  afterAll(async () => {
    await store.close();
    await stop();
  });

  const empty = () =>
    store.db.execute(sql`truncate actors, places, conflicts, datasets, external_ids cascade`);
  const run = (index: number, releases: readonly Partial<Row>[][]) => {
    const release = gedRelease([], { version: VERSIONS[index]! });
    return importRelease(store.db, ucdpGed, bytesOf(gedCsv(releases[index]!)), release, {
      extent: 'COMPLETE',
    });
  };

  test('as of any moment, all is as before later ones came out, in whatever order they are imported', async () => {
    await fc.assert(
      fc.asyncProperty(series, order, async (releases, imports) => {
        await empty();
        const then: { moment: string; answer: unknown }[] = [];
        for (const [index, version] of VERSIONS.entries()) {
          await run(index, releases);
          const moment = gedRelease([], { version }).released.latest;
          then.push({ moment, answer: await answersAsOf(store, moment) });
        }
        await empty();
        for (const index of imports) await run(index, releases);
        for (const { moment, answer } of then)
          expect(await answersAsOf(store, moment)).toEqual(answer);
        for (const conflict of CONFLICTS) await expectMoments(store, conflict, then);
      }),
      { numRuns: 3, seed: 20260820, endOnFailure: true },
    );
  });
});
