import { rowsOf, type Database } from '@casus/store/engines/database';
import type { Store } from '@casus/store/open';
import { claims } from '@casus/store/tables/claim';
import { conflictParties, conflictPlaces, conflicts } from '@casus/store/tables/conflict';
import { datasets } from '@casus/store/tables/dataset';
import { eventParticipants, events } from '@casus/store/tables/event';
import { releaseIssues } from '@casus/store/tables/issue';
import { reports } from '@casus/store/tables/report';
import { RECORD } from '@casus/store/writing/upsert';
import { asc, eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openEmbedded } from '../../../store/tests/embedded-template.ts';
import { saidIn } from '../../../store/tests/said.ts';
import type { Reading } from '../reader.ts';
import { writeGroups } from '../writer.ts';
import type { Row } from './columns.ts';
import { bytesOf, gedCsv, gedRelease, gedRow } from './fixture.ts';
import { importRelease, type ImportOptions } from '../import.ts';
import { ucdpGed } from './reader.ts';

const FIRST = gedRelease(['GEDEvent_v22_1.csv']);
const NEXT = gedRelease(['GEDEvent_v23_1.csv']);
const ROWS: Partial<Row>[] = [
  { id: '1' },
  { id: '2', best: '9', low: '9', high: '3' },
  { id: '3', side_b_new_id: '140', side_b: 'Eastmark Army', gwnob: '' },
];

let store: Store;
beforeAll(async () => {
  store = await openEmbedded();
}, 60_000);
afterAll(() => store.close());

/** Everything in the store that a release is told by. */
async function contents(db: Database) {
  return {
    events: await db.select(saidIn(events)).from(events).orderBy(asc(events.key)),
    participants: await db
      .select()
      .from(eventParticipants)
      .orderBy(asc(eventParticipants.eventKey), asc(eventParticipants.position)),
    claims: await db.select(saidIn(claims)).from(claims).orderBy(asc(claims.key)),
    conflicts: await db.select().from(conflicts),
    parties: await db.select().from(conflictParties),
    places: await db.select().from(conflictPlaces),
    reports: await db.select().from(reports),
    datasets: await db.select().from(datasets).orderBy(asc(datasets.key)),
  };
}

class Undo extends Error {}

/** Each test has the empty store to itself. */
async function inEmptyStore(test: (db: Database) => Promise<void>): Promise<void> {
  await store.db
    .transaction(async (transaction) => {
      await test(transaction);
      throw new Undo();
    })
    .catch((error: unknown) => {
      if (!(error instanceof Undo)) throw error;
    });
}

describe('importRelease', () => {
  let times = 0;
  beforeEach(() => {
    times = 0;
  });
  const now = () => new Date(Date.UTC(2026, 0, 1 + times++));
  const run = (db: Database, rows: Partial<Row>[], release = FIRST, options: ImportOptions = {}) =>
    importRelease(db, ucdpGed, bytesOf(gedCsv(rows)), release, { now, ...options });

  it('takes a page of the API for the extract that it says it is', () =>
    inEmptyStore(async (db) => {
      await run(db, ROWS);
      const page = JSON.stringify({ TotalCount: 3, Result: [gedRow({ id: '1' })] });
      const importPage = (options: ImportOptions) =>
        importRelease(db, ucdpGed, bytesOf(page), NEXT, { now, ...options });
      await expect(importPage({ extent: 'COMPLETE' })).rejects.toThrow(
        'it holds 1 of the 3 events that its pages have, so it is not complete: leave out --complete',
      );
      expect(await importPage({})).toMatchObject({
        read: 1,
        withdrawn: 0,
        refusal: null,
        extract: 'holds 1 of the 3 events that its pages have',
      });
      const [issue] = await db
        .select()
        .from(releaseIssues)
        .where(eq(releaseIssues.releaseKey, NEXT.key));
      expect(issue).toMatchObject({ complete: false, extract: true, declared: false });
    }));

  it('brings the events of a file in and says what it did', () =>
    inEmptyStore(async (db) => {
      const rejected: Reading[] = [];
      const counts = await run(db, [...ROWS, { id: '4', best: 'x' }], FIRST, {
        onRejected: (reading) => rejected.push(reading),
      });
      expect(counts).toEqual({
        issue: { number: 1, released: FIRST.released.edtf },
        read: 4,
        added: 3,
        unchanged: 0,
        updated: 0,
        revised: 0,
        restated: 0,
        written: 3,
        outranked: 0,
        flagged: 1,
        flags: new Map([
          ['LOW_BEST_HIGH_DISORDERED', 1],
          ['BEST_NOT_SUM_OF_PARTS', 1],
        ]),
        rejected: 1,
        withdrawn: 0,
        withdrawals: [],
        extract: null,
        leftOut: new Map(),
        refusal: null,
      });
      expect(rejected).toEqual([
        { outcome: 'rejected', line: 5, reason: 'best is “x”, not a whole number' },
      ]);
      const { datasets: held, parties } = await contents(db);
      expect(held).toMatchInlineSnapshot(`
        [
          {
            "citation": "Sundberg, Ralph, and Erik Melander (2013). Introducing the UCDP Georeferenced Event Dataset. Journal of Peace Research 50(4), 523–532. Version 22.1.",
            "importedAt": "2026-01-01T00:00:00.000Z",
            "key": "ucdp:ged@22.1",
            "licence": "CC BY 4.0",
            "name": "UCDP Georeferenced Event Dataset",
            "providerKey": "ucdp:provider",
            "releasedEarliest": "2022-01-01T00:00:00.000Z",
            "releasedEdtf": "2022",
            "releasedLatest": "2022-12-31T23:59:59.999Z",
            "releasedPrecision": "YEAR",
            "rowsFlagged": 1,
            "rowsKept": 3,
            "rowsRead": 4,
            "rowsRejected": 1,
            "series": "ucdp:ged",
            "source": "ucdp:ged",
            "url": "https://ucdp.uu.se/downloads/",
            "version": "22.1",
          },
        ]
      `);
      expect(parties).toHaveLength(3);
    }));

  it('leaves every index as it was after a file of many rows', () =>
    inEmptyStore(async (db) => {
      const indexes = () =>
        rowsOf(
          db,
          sql`select indexdef from pg_indexes where schemaname = 'public' order by indexname`,
        );
      const before = await indexes();
      const rows = Array.from({ length: 600 }, (_, index) => ({ id: String(index + 1) }));
      expect(await run(db, rows)).toMatchObject({ read: 600, added: 600 });
      expect(await indexes()).toEqual(before);
    }));

  it('does not date a release later because it is imported again', () =>
    inEmptyStore(async (db) => {
      const importedAt = (time: string) =>
        run(db, ROWS, gedRelease(['GEDEvent_v22_1.csv'], {}, new Date(time)));
      await importedAt('2022-11-22T17:00:00Z');
      expect(await importedAt('2022-11-23T17:00:00Z')).toMatchObject({ unchanged: 3 });
      expect(await importedAt('2026-11-22T17:00:00Z')).toMatchObject({ unchanged: 3 });
      const { claims: said, datasets: held } = await contents(db);
      expect(held).toMatchObject([{ releasedLatest: '2022-11-22T17:00:00.000Z' }]);
      expect(new Set(said.map(({ assertedLatest }) => assertedLatest))).toEqual(
        new Set(['2022-11-22T17:00:00.000Z']),
      );
    }));

  it('keeps another file of the release beside the first, as an issue of its own', () =>
    inEmptyStore(async (db) => {
      await run(db, ROWS);
      const again = [...ROWS.slice(0, 2), { ...ROWS[2], best: '4' }, { id: '4' }];
      expect(await run(db, again)).toMatchObject({
        ...{ added: 1, updated: 1, unchanged: 2, revised: 1, restated: 0 },
        written: 4,
      });
      const { datasets: held, claims: said } = await contents(db);
      expect(held).toMatchObject([{ rowsRead: 4, importedAt: '2026-01-02T00:00:00.000Z' }]);
      const third = said.filter(({ subjectEventKey }) => subjectEventKey === 'ucdp:ged:3');
      expect(third.map(({ key, best, supersedesKey }) => [key, best, supersedesKey])).toEqual([
        ['ucdp:ged:3/deaths@22.1', 3, null],
        ['ucdp:ged:3/deaths@22.1/2', 4, 'ucdp:ged:3/deaths@22.1'],
      ]);
    }));

  it('puts a later release beside an earlier one: its claims are new, the earlier stay', () =>
    inEmptyStore(async (db) => {
      await run(db, [{ id: '1' }]);
      expect(await run(db, [{ id: '1', best: '5', high: '5' }], NEXT)).toMatchObject({
        updated: 1,
      });
      const { events: held, claims: said } = await contents(db);
      expect(held).toMatchObject([{ deathsBest: 5, datasetKey: 'ucdp:ged@23.1' }]);
      expect(said.map(({ key, best, assertedEdtf }) => [key, best, assertedEdtf])).toEqual([
        ['ucdp:ged:1/deaths@22.1', 3, '2022'],
        ['ucdp:ged:1/deaths@23.1', 5, '2023'],
      ]);
    }));

  it('tells what a release revises from what it only says from other sources, or again', () =>
    inEmptyStore(async (db) => {
      await run(db, ROWS);
      const next = [
        { id: '1', source_original: 'Another witness' },
        ROWS[1]!,
        { ...ROWS[2], date_end: '2021-04-30 00:00:00.000' },
      ];
      expect(await run(db, next, NEXT, { dryRun: true })).toMatchObject({ updated: 2, revised: 1 });
      expect(await run(db, next, NEXT)).toMatchObject({
        ...{ added: 0, unchanged: 1, updated: 2, revised: 1, restated: 1 },
        written: 3,
      });
      expect(await run(db, next, NEXT)).toMatchObject({ unchanged: 3, updated: 0, written: 0 });
    }));

  it('tells an event by the latest release, in whatever order they come', () =>
    inEmptyStore(async (db) => {
      const older: Partial<Row>[] = [{ id: '1', side_b_new_id: '140', side_b: 'Eastmark Army' }];
      const newer: Partial<Row>[] = [{ id: '1', best: '5', high: '5' }];
      await run(db, newer, NEXT);
      const before = await contents(db);
      expect(await run(db, older)).toMatchObject({ updated: 1 });
      expect(await run(db, older)).toMatchObject({ updated: 0, unchanged: 1 });
      const after = await contents(db);
      // The earlier edition tells since when it is described so.
      const validFrom = NEXT.released.latest;
      expect(after.events).toEqual(before.events.map((event) => ({ ...event, validFrom })));
      expect(after.participants).toEqual(before.participants);
      expect(after.claims.map(({ key, best }) => [key, best])).toEqual([
        ['ucdp:ged:1/deaths@22.1', 3],
        ['ucdp:ged:1/deaths@23.1', 5],
      ]);
    }));

  it('keeps the parties and places that only another release tells', () =>
    inEmptyStore(async (db) => {
      await run(db, ROWS);
      await run(db, [{ id: '4', country: 'Tajikistan', country_id: '702' }], NEXT, {
        extent: 'EXTRACT',
      });
      const { parties, places } = await contents(db);
      expect(parties.map(({ actorKey, side }) => `${side} ${actorKey}`).sort()).toEqual([
        'A ucdp:actor:132',
        'B ucdp:actor:131',
        'B ucdp:actor:140',
      ]);
      expect(places.map(({ placeKey }) => placeKey).sort()).toEqual(['iso:KG', 'iso:TJ']);
    }));

  it('leaves what the curated record holds, but fills in what of the release was imported', () =>
    inEmptyStore(async (db) => {
      const recorded = {
        entity: 'actor' as const,
        row: { key: 'ucdp:provider', name: 'UCDP', kind: 'DATASET_PROVIDER' as const },
      };
      await writeGroups(db, RECORD, [
        [
          recorded,
          {
            entity: 'dataset',
            row: {
              key: 'ucdp:ged@22.1',
              series: 'ucdp:ged',
              name: 'GED',
              version: '22.1',
              providerKey: 'ucdp:provider',
              licence: 'CC BY 4.0',
              citation: 'Cited by a curator.',
              releasedEarliest: FIRST.released.earliest,
              releasedLatest: FIRST.released.latest,
              releasedPrecision: 'YEAR',
              releasedEdtf: '2022',
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
            },
          },
        ],
      ]);
      expect(await run(db, ROWS)).toMatchObject({ added: 2, outranked: 1 });
      const { events: held, datasets: releases } = await contents(db);
      expect(held[0]).toMatchObject({ name: 'Named by a curator', source: 'record' });
      expect(releases).toMatchObject([
        { citation: 'Cited by a curator.', rowsRead: 3, rowsKept: 3 },
      ]);
    }));

  it('takes names as long as there may be, in scripts of three bytes a letter', () =>
    inEmptyStore(async (db) => {
      // No letter twice in a row: PostgreSQL would compress the entry and hide its size.
      const name = (from: number) =>
        String.fromCodePoint(
          ...Array.from({ length: 300 }, (_, n) => 0x4e00 + ((n * 7919 + from) % 20_000)),
        );
      const long = { adm_1: name(1), adm_2: name(2), where_coordinates: name(3) };
      expect(await run(db, [{ id: '1', ...long }])).toMatchObject({ added: 1 });
    }));

  it('changes nothing when the file turns out to be cut off', () =>
    inEmptyStore(async (db) => {
      const rows = Array.from({ length: 1200 }, (_, n) => ({ id: String(n + 1) }));
      const half = gedCsv(rows).slice(0, -20);
      await expect(importRelease(db, ucdpGed, bytesOf(half), FIRST)).rejects.toThrow('cut off');
      expect((await contents(db)).events).toEqual([]);
    }));
});
