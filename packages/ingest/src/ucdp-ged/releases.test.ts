import type { Database } from '@casus/store/engines/database';
import { eventsWhere } from '@casus/store/entities/event';
import { eventsAt } from '@casus/store/events/described';
import type { Store } from '@casus/store/open';
import { actors } from '@casus/store/tables/actor';
import { search, wantedOf } from '@casus/store/search/search';
import { claims } from '@casus/store/tables/claim';
import { commonNames } from '@casus/store/tables/common-name';
import { datasets } from '@casus/store/tables/dataset';
import { conflictParties, conflicts, dyads } from '@casus/store/tables/conflict';
import { eventEditions, eventParticipants, events } from '@casus/store/tables/event';
import { editionsOfEvents } from '@casus/store/releases/edition-sources';
import { externalIds } from '@casus/store/tables/external-id';
import { releaseIssues } from '@casus/store/tables/issue';
import { places } from '@casus/store/tables/place';
import { asc, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openEmbedded } from '../../../store/tests/embedded-template.ts';
import { saidIn } from '../../../store/tests/said.ts';
import type { EntryGroup } from '../entry.ts';
import { writeRecord } from '../record/write.ts';
import type { Row } from './columns.ts';
import { bytesOf, gedCsv, gedRelease } from './fixture.ts';
import { importRelease, type ImportOptions } from '../import.ts';
import type { Extent } from '../left-out.ts';
import { ucdpGed } from './reader.ts';

/** Three releases of the same events: numbers, names and sides move from one to the next. */
const RELEASES: Record<string, Partial<Row>[]> = {
  '21.01.21.12': [
    { id: '1', best: '3', conflict_name: 'First name' },
    { id: '2', side_b: 'Eastern Army', side_b_new_id: '140', gwnob: '', adm_1: 'Old oblast' },
    { id: '4', latitude: '41.5', side_a: 'Southern Front', side_a_new_id: '141', gwnoa: '' },
  ],
  '22.1': [
    { id: '1', best: '5', high: '5', conflict_name: 'Second name', adm_1: 'Old oblast' },
    { id: '2', side_b: 'Army of the East', side_b_new_id: '140', gwnob: '' },
    { id: '3' },
    { id: '4', date_start: '2021-05-02', date_end: '2021-05-02' },
  ],
  '23.1': [
    { id: '1', best: '4', conflict_name: 'Third name' },
    { id: '3', best: '3' },
    { id: '4', date_start: '2021-05-02', date_end: '2021-05-02' },
  ],
};
const VERSIONS = Object.keys(RELEASES);

let store: Store;
beforeAll(async () => {
  store = await openEmbedded();
});
afterAll(() => store.close());
beforeEach(async () => {
  await store.db.execute(
    sql`truncate actors, places, conflicts, datasets, external_ids, common_names cascade`,
  );
});

const run = (version: string, rows = RELEASES[version]!) =>
  importRelease(store.db, ucdpGed, bytesOf(gedCsv(rows)), gedRelease([], { version }), {
    extent: 'COMPLETE',
  });
const curate = (group: EntryGroup) =>
  store.db.transaction((transaction) => writeRecord(transaction, group));

const chain = async (event: string) => {
  const said = await store.db.select().from(claims).orderBy(asc(claims.assertedLatest));
  const version = (key: string | null) => key?.split('@')[1] ?? null;
  return said
    .filter(({ subjectEventKey }) => subjectEventKey === event)
    .map(({ key, supersedesKey, best }) => [version(key), version(supersedesKey), best]);
};

/** All that releases tell, but for when this installation learned of it. */
async function contents(db: Database) {
  const tables = [actors, conflicts, dyads, places];
  return [
    await db.select(saidIn(claims)).from(claims).orderBy(asc(claims.key)),
    await db.select(saidIn(events)).from(events).orderBy(asc(events.key)),
    ...(await Promise.all(tables.map((table) => db.select().from(table).orderBy(asc(table.key))))),
    await db.select().from(conflictParties).orderBy(asc(conflictParties.actorKey)),
    await db.select().from(externalIds).orderBy(asc(externalIds.entityKey)),
    await db.select().from(commonNames).orderBy(asc(commonNames.entityKey), asc(commonNames.name)),
    await db
      .select()
      .from(eventEditions)
      .orderBy(asc(eventEditions.eventKey), asc(eventEditions.releaseKey)),
    await db
      .select()
      .from(eventParticipants)
      .orderBy(asc(eventParticipants.eventKey), asc(eventParticipants.position)),
  ];
}

function permutations<Item>(items: readonly Item[]): Item[][] {
  if (items.length < 2) return [[...items]];
  return items.flatMap((item) =>
    permutations(items.filter((other) => other !== item)).map((rest) => [item, ...rest]),
  );
}

test('each release supersedes the one before it, and the last one’s numbers are the event’s', async () => {
  for (const version of VERSIONS) await run(version);
  expect(await chain('ucdp:ged:1')).toEqual([
    ['21.01.21.12', null, 3],
    ['22.1', '21.01.21.12', 5],
    ['23.1', '22.1', 4],
  ]);
  expect(await chain('ucdp:ged:3')).toEqual([
    ['22.1', null, 3],
    ['23.1', '22.1', 3],
  ]);
  const deaths = await store.db
    .select({ key: events.key, best: events.deathsBest, dataset: events.datasetKey })
    .from(events)
    .orderBy(events.key);
  expect(deaths).toEqual([
    { key: 'ucdp:ged:1', best: 4, dataset: 'ucdp:ged@23.1' },
    { key: 'ucdp:ged:2', best: null, dataset: 'ucdp:ged@22.1' },
    { key: 'ucdp:ged:3', best: 3, dataset: 'ucdp:ged@23.1' },
    { key: 'ucdp:ged:4', best: 3, dataset: 'ucdp:ged@23.1' },
  ]);
});

test('what a release said of an event’s time, place and sides stays when the next says otherwise', async () => {
  for (const version of VERSIONS) await run(version);
  const editions = (await editionsOfEvents(store.db, ['ucdp:ged:4'])).get('ucdp:ged:4')!;
  expect(
    editions.map(({ releaseKey, edtf, latitude, participants }) => [
      releaseKey,
      edtf,
      latitude,
      participants[0]!.actorKey,
    ]),
  ).toEqual([
    ['ucdp:ged@21.01.21.12', '2021-04-29', 41.5, 'ucdp:actor:141'],
    ['ucdp:ged@22.1', '2021-05-02', 40.10635, 'ucdp:actor:132'],
    ['ucdp:ged@23.1', '2021-05-02', 40.10635, 'ucdp:actor:132'],
  ]);
  const stored = await store.db
    .select()
    .from(eventEditions)
    .where(sql`event_key = 'ucdp:ged:4'`);
  expect(stored).toMatchObject([{ releaseKey: 'ucdp:ged@21.01.21.12', issue: 1 }]);
});

test('what a release calls something stays beside the name that the next gives it, and leads to it', async () => {
  for (const version of ['22.1', '21.01.21.12']) await run(version);
  const [army] = await store.db
    .select({ name: actors.name })
    .from(actors)
    .where(sql`key = 'ucdp:actor:140'`);
  expect(army).toEqual({ name: 'Army of the East' });
  const called = await store.db
    .select({ name: commonNames.name, heldBy: commonNames.heldBy })
    .from(commonNames)
    .where(sql`entity_key = 'ucdp:actor:140'`)
    .orderBy(asc(commonNames.name));
  expect(called).toEqual([
    { name: 'Army of the East', heldBy: 'ucdp:ged' },
    { name: 'Eastern Army', heldBy: 'ucdp:ged' },
  ]);
  const wanted = await wantedOf(store.db, 'eastern army');
  const page = { size: 5, cursor: null, now: new Date().toISOString() };
  const found = await search(store.db, wanted!, ['ACTOR'], page);
  expect(found.edges.map(({ node }) => node.key)).toEqual(['ucdp:actor:140']);
});

test('in whatever order releases come in, the record is the same, and once more changes nothing', async () => {
  for (const version of VERSIONS) await run(version);
  const inOrder = await contents(store.db);
  for (const order of permutations(VERSIONS).slice(1)) {
    await store.db.execute(
      sql`truncate actors, places, conflicts, datasets, external_ids, common_names cascade`,
    );
    for (const version of order) await run(version);
    expect(await contents(store.db), order.join(', ')).toEqual(inOrder);
    for (const version of order) {
      expect(await run(version), version).toMatchObject({ added: 0, updated: 0 });
    }
    expect(await contents(store.db), `${order.join(', ')} twice`).toEqual(inOrder);
  }
});

test('a release leaves out by the days that were known then, however late one in between is imported', async () => {
  const moved = { date_start: '2022-01-04', date_end: '2022-01-04', year: '2022' };
  const releases: [version: string, rows: Partial<Row>[]][] = [
    ['21.01.21.12', [{ id: '1' }, { id: '2' }]],
    // Into days that 22.1 does not cover, before it came out; the other only after.
    ['22.0.1', [{ id: '1', ...moved }]],
    ['22.1', [{ id: '3' }]],
    ['22.0.12', [{ id: '2', ...moved }]],
  ];
  const standing = async () => {
    const rows = await store.db.select().from(claims).orderBy(asc(claims.key));
    return rows.map(({ key, withdrawnAt }) => [
      key.slice('ucdp:ged:'.length),
      withdrawnAt !== null,
    ]);
  };
  for (const order of [
    [0, 1, 2, 3],
    [3, 2, 0, 1],
    [2, 0, 3, 1],
  ]) {
    await store.db.execute(
      sql`truncate actors, places, conflicts, datasets, external_ids, common_names cascade`,
    );
    for (const index of order) await run(...releases[index]!);
    expect(await standing(), order.join()).toEqual([
      ['1/deaths@21.01.21.12', false],
      ['1/deaths@22.0.1', false],
      ['2/deaths@21.01.21.12', true],
      ['2/deaths@22.0.12', false],
      ['3/deaths@22.1', false],
    ]);
  }
});

test('a small file of an older release is stopped by what stood when it came out, whatever stands now', async () => {
  const rows = Array.from({ length: 40 }, (_, index) => ({ id: String(index + 1) }));
  const few = [...rows.slice(0, 2), { id: '99' }];
  await run('22.1', rows);
  await run('24.1', rows);
  const imported = (options: ImportOptions = {}) =>
    importRelease(
      store.db,
      ucdpGed,
      bytesOf(gedCsv(few)),
      gedRelease([], { version: '23.1' }),
      options,
    );
  const stoodIn = async (asOf: string) => {
    const filter = eventsWhere({}, asOf);
    const [found] = await store.db
      .select({ events: sql<number>`count(*)::int` })
      .from(eventsAt(asOf))
      .where(filter);
    return found!.events;
  };
  const years = [
    '2023-06-01T00:00:00.000Z',
    '2024-06-01T00:00:00.000Z',
    '2025-06-01T00:00:00.000Z',
  ];
  const refusal =
    'it would withdraw 38 of the 40 events that stood as of 2023-12-31 from 1989-01-01 to 2022-12-31, because it leaves them out';
  await expect(imported()).rejects.toThrow(refusal);
  const withdrawals = [
    { by: null, at: '2023-12-31T23:59:59.999Z', count: 38 },
    { by: 'UCDP Georeferenced Event Dataset 24.1', at: '2024-12-31T23:59:59.999Z', count: 1 },
  ];
  expect(await imported({ dryRun: true })).toMatchObject({
    withdrawn: 38,
    withdrawals,
    refusal: expect.stringContaining(refusal),
  });
  expect(await Promise.all(years.map(stoodIn))).toEqual([40, 40, 40]);
  expect(await imported({ extent: 'COMPLETE' })).toMatchObject({ withdrawn: 38, withdrawals });
  expect(await Promise.all(years.map(stoodIn))).toEqual([40, 3, 40]);
  expect(await imported({ extent: 'COMPLETE' })).toMatchObject({ withdrawn: 0, withdrawals: [] });
});

test('what a held release dropped before is not told again of an older one that has it too', async () => {
  const rows = Array.from({ length: 40 }, (_, index) => ({ id: String(index + 1) }));
  await run('22.1', rows);
  await run('24.1', rows.slice(0, 30));
  expect(await run('23.1', rows)).toMatchObject({ withdrawn: 0, withdrawals: [] });
});

test('extracts of one version add to each other from its date on, until one revises another', async () => {
  const extract = (rows: Partial<Row>[]) =>
    importRelease(store.db, ucdpGed, bytesOf(gedCsv(rows)), gedRelease([], { version: '22.1' }), {
      extent: 'EXTRACT',
      now: () => new Date('2026-03-04T05:06:07.000Z'),
    });
  const issues = () =>
    store.db
      .select({ number: releaseIssues.number, date: releaseIssues.releasedEdtf })
      .from(releaseIssues)
      .orderBy(asc(releaseIssues.number));
  const standing = async (asOf: string) => {
    const found = await store.db
      .select({ events: sql<number>`count(*)::int` })
      .from(eventsAt(asOf))
      .where(eventsWhere({}, asOf));
    return found[0]!.events;
  };
  const [one, other] = [
    [{ id: '1' }, { id: '2' }],
    [{ id: '2' }, { id: '3' }],
  ];
  await extract(one);
  expect(await extract(other)).toMatchObject({ issue: { number: 2, released: '2022' } });
  expect(await issues()).toEqual([
    { number: 1, date: '2022' },
    { number: 2, date: '2022' },
  ]);
  expect(await standing('2023-06-01T00:00:00.000Z')).toBe(3);
  for (const rows of [one, other]) {
    expect(await extract(rows)).toMatchObject({ added: 0, updated: 0 });
  }
  const revisions = [{ id: '3', best: '9' }, { id: '4' }];
  const moved = [{ id: '1', adm_1: 'Osh oblast', latitude: '41.5' }, { id: '5' }];
  expect(await extract(revisions)).toMatchObject({ issue: { number: 3, released: '2026-03-04' } });
  expect(await standing('2023-06-01T00:00:00.000Z')).toBe(3);
  expect(await standing('2026-06-01T00:00:00.000Z')).toBe(4);
  await store.db.execute(
    sql`truncate actors, places, conflicts, datasets, external_ids, common_names cascade`,
  );
  await extract(one);
  expect(await extract(moved)).toMatchObject({ issue: { number: 2, released: '2026-03-04' } });
});

test('a complete file and extracts of it have the date of their release, whichever comes first', async () => {
  const all = [{ id: '1' }, { id: '2' }, { id: '3' }];
  const part = all.slice(0, 2);
  const imported = (rows: Partial<Row>[], extent?: Extent) =>
    importRelease(store.db, ucdpGed, bytesOf(gedCsv(rows)), gedRelease([], { version: '22.1' }), {
      extent,
      now: () => new Date('2026-03-04T05:06:07.000Z'),
    });
  const standing = async () => {
    const asOf = '2023-06-01T00:00:00.000Z';
    const found = await store.db
      .select({ events: sql<number>`count(*)::int` })
      .from(eventsAt(asOf))
      .where(eventsWhere({}, asOf));
    return found[0]!.events;
  };
  const asReleased = { issue: { number: 2, released: '2022' }, updated: 0, withdrawn: 0 };
  const asSeen = { issue: { number: 2, released: '2026-03-04' } };
  const orders: [() => Promise<unknown>, () => Promise<unknown>, object][] = [
    [() => imported(part, 'EXTRACT'), () => imported(all), { ...asReleased, added: 1 }],
    [() => imported(all), () => imported(part, 'EXTRACT'), { ...asReleased, unchanged: 2 }],
    // Not of the same file: one event is not in it, is another, or is in no complete one.
    [() => imported(part, 'EXTRACT'), () => imported(all.slice(1), 'COMPLETE'), asSeen],
    [
      () => imported(part, 'EXTRACT'),
      () => imported([{ id: '1', best: '9' }, ...all.slice(1)]),
      asSeen,
    ],
    [() => imported(all), () => imported([{ id: '4' }], 'EXTRACT'), asSeen],
  ];
  for (const [first, second, expected] of orders) {
    await store.db.execute(
      sql`truncate actors, places, conflicts, datasets, external_ids, common_names cascade`,
    );
    await first();
    expect(await second()).toMatchObject(expected);
    if (expected === asSeen) continue;
    expect(await standing()).toBe(3);
    // A part has fewer rows than the release, however late it comes in.
    const described = await store.db.select().from(datasets);
    expect(described).toMatchObject([{ rowsRead: 3, rowsKept: 3 }]);
  }
});

test('a part of a whole file has the date of its release where the record holds some of its events', async () => {
  const imported = (rows: Partial<Row>[], extent?: Extent) =>
    importRelease(store.db, ucdpGed, bytesOf(gedCsv(rows)), gedRelease([], { version: '22.1' }), {
      extent,
      now: () => new Date('2026-03-04T05:06:07.000Z'),
    });
  const seven = { low: '7', best: '7', high: '7' };
  const all = [{ id: '1', ...seven }, { id: '2' }, { id: '3' }];
  const part = all.slice(0, 2);
  for (const [rows, released] of [
    [part, '2022'],
    [[{ id: '1', ...seven, best: '6' }, { id: '2' }], '2026-03-04'],
    [[{ id: '1', ...seven }, { id: '4' }], '2026-03-04'],
  ] as const) {
    await store.db.execute(
      sql`truncate actors, places, conflicts, datasets, external_ids, common_names cascade`,
    );
    await curate(recorded('22.1', 7));
    expect(await imported(all)).toMatchObject({ issue: { number: 1, released: '2022' } });
    expect(await imported([...rows], 'EXTRACT')).toMatchObject({ issue: { number: 2, released } });
  }
});

test('what the record holds of a release takes its place in the chain, and keeps it', async () => {
  await run('22.1');
  const record = recorded('21.01.21.12', 7);
  await curate(record);
  expect(await chain('ucdp:ged:1')).toEqual([
    ['21.01.21.12', null, 7],
    ['22.1', '21.01.21.12', 5],
  ]);
  await run('23.1');
  expect(new Set((await curate(record)).values())).toEqual(new Set(['unchanged']));
  expect(await chain('ucdp:ged:1')).toEqual([
    ['21.01.21.12', null, 7],
    ['22.1', '21.01.21.12', 5],
    ['23.1', '22.1', 4],
  ]);
  const [held] = await store.db
    .select()
    .from(events)
    .where(sql`key = 'ucdp:ged:1'`);
  expect(held).toMatchObject({ source: 'record', name: 'Named by a curator', deathsBest: 4 });
});

test('a record that comes with a later release speaks for the event', async () => {
  await run('21.01.21.12');
  await curate(recorded('22.1', 7));
  expect(await run('21.01.21.12')).toMatchObject({ added: 0, updated: 0 });
  expect(await chain('ucdp:ged:1')).toEqual([
    ['21.01.21.12', null, 3],
    ['22.1', '21.01.21.12', 7],
  ]);
  const [held] = await store.db
    .select()
    .from(events)
    .where(sql`key = 'ucdp:ged:1'`);
  expect(held).toMatchObject({ deathsBest: 7 });
});

/** Event 1 and what a release says of it, as curators hold them. */
function recorded(version: string, best: number): EntryGroup {
  const { key, name, citation, released } = gedRelease([], { version });
  const asserted = {
    assertedEarliest: released.earliest,
    assertedLatest: released.latest,
    assertedPrecision: released.precision,
    assertedEdtf: released.edtf,
  };
  return [
    { entity: 'actor', row: { key: 'ucdp:provider', name: 'UCDP', kind: 'DATASET_PROVIDER' } },
    {
      entity: 'dataset',
      row: {
        key,
        series: 'ucdp:ged',
        name,
        version,
        providerKey: 'ucdp:provider',
        licence: 'CC BY 4.0',
        citation,
        releasedEarliest: released.earliest,
        releasedLatest: released.latest,
        releasedPrecision: released.precision,
        releasedEdtf: released.edtf,
      },
    },
    {
      entity: 'event',
      row: {
        key: 'ucdp:ged:1',
        name: 'Named by a curator',
        kind: 'ARMED_CLASH',
        earliest: '2021-04-29T00:00:00.000Z',
        latest: '2021-04-29T23:59:59.999Z',
        precision: 'DAY',
        edtf: '2021-04-29',
        deathsBest: best,
        deathsLow: best,
        deathsHigh: best,
      },
    },
    {
      entity: 'claim',
      row: {
        key: `ucdp:ged:1/deaths@${version}`,
        releaseKey: key,
        kind: 'FIGURE',
        metric: 'DEATHS',
        population: 'ALL',
        best,
        low: best,
        high: best,
        stance: 'ASSERTS',
        rank: 'NORMAL',
        summary: 'Told by a curator.',
        claimantKey: 'ucdp:provider',
        subjectEventKey: 'ucdp:ged:1',
        ...asserted,
      },
      attribution: [{ position: 1, role: 'ADJUDICATOR', actorKey: 'ucdp:provider' }],
    },
  ];
}
