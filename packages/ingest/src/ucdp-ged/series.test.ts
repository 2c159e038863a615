import { eventStatistics } from '@casus/store/events/statistics';
import { eventsAt } from '@casus/store/events/described';
import { eventsWhere } from '@casus/store/entities/event';
import type { Store } from '@casus/store/open';
import { RELEASE_DIFF_DIMENSIONS, RELEASE_DIFF_KINDS } from '@casus/store/vocabulary';
import type { Page, Slice } from '@casus/store/lists/page';
import { diffGroups, diffPage, diffTotals, type EventDiff } from '@casus/store/releases/diff';
import { multirange, type DiffRequest } from '@casus/store/releases/differing';
import { renumberings } from '@casus/store/releases/renumbering';
import { claims } from '@casus/store/tables/claim';
import { eventEditions, events } from '@casus/store/tables/event';
import { releaseIssues } from '@casus/store/tables/issue';
import { asc, getTableColumns, sql } from 'drizzle-orm';
import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { gedRelease } from './fixture.ts';
import { importRelease } from '../import.ts';
import type { Extent } from '../left-out.ts';
import { ucdpGed } from './reader.ts';
import { openEmbedded } from '../../../store/tests/embedded-template.ts';
import { saidIn } from '../../../store/tests/said.ts';

const CASES = join(import.meta.dirname, '../../../../../shared/data/cases');

const SERIES: Record<string, { version: string; released: string; extent?: Extent }> = {
  'series_1_GEDEvent_v26_01_26_06.csv': { version: '26.01.26.06', released: '2026-07-20' },
  'series_2_GEDEvent_v26_0_7.csv': { version: '26.0.7', released: '2026-08-20' },
  'series_3_GEDEvent_v26_0_7_reissued.csv': { version: '26.0.7', released: '2026-08-28' },
  'series_4_GEDEvent_v27_1.csv': { version: '27.1', released: '2027-06-01', extent: 'COMPLETE' },
};
const FILES = Object.keys(SERIES);

/** When all of them have come out. */
const NOW = new Date('2028-01-01T00:00:00.000Z');

/** What stands at the end of a day, and its deaths. */
const STANDING: Record<string, [events: number, deaths: number]> = {
  '2026-07-21': [3, 22],
  '2026-08-22': [5, 38],
  '2026-09-01': [6, 42],
  '2027-07-01': [4, 41],
};

function permutations<Item>(items: readonly Item[]): Item[][] {
  if (items.length < 2) return [[...items]];
  return items.flatMap((item) =>
    permutations(items.filter((other) => other !== item)).map((rest) => [item, ...rest]),
  );
}

describe.skipIf(!existsSync(CASES))(
  'a series of releases, re-issued (skipped where ../shared/data/cases is absent)',
  () => {
    let store: Store;
    beforeAll(async () => {
      store = await openEmbedded();
    });
    afterAll(() => store.close());
    beforeEach(() => empty());

    const empty = () =>
      store.db.execute(sql`truncate actors, places, conflicts, datasets, external_ids cascade`);

    const run = (file: string, options = {}) => {
      const { extent, ...written } = SERIES[file]!;
      const bytes = createReadStream(join(CASES, file));
      return importRelease(store.db, ucdpGed, bytes, gedRelease([], written, NOW), {
        extent,
        ...options,
      });
    };

    const standing = async (asOf: string | null) => {
      const rows = await eventStatistics(store.db, { filter: {}, by: ['YEAR'], asOf, limit: 9 });
      return rows.map((row) => [row.events, row.best]);
    };

    const editions = () =>
      store.db
        .select()
        .from(eventEditions)
        .orderBy(
          asc(eventEditions.eventKey),
          asc(eventEditions.releaseKey),
          asc(eventEditions.issue),
        );

    async function contents() {
      const { firstSeenAt: __, importedAt: ___, ...issue } = getTableColumns(releaseIssues);
      return [
        await store.db.select(saidIn(claims)).from(claims).orderBy(asc(claims.key)),
        await store.db.select(saidIn(events)).from(events).orderBy(asc(events.key)),
        await editions(),
        await store.db
          .select(issue)
          .from(releaseIssues)
          .orderBy(asc(releaseIssues.releaseKey), asc(releaseIssues.number)),
      ];
    }

    it('stands the same in whatever order the files come in, at every moment', async () => {
      for (const file of FILES) await run(file);
      const inOrder = await contents();
      for (const order of permutations(FILES)) {
        await empty();
        for (const file of order) await run(file);
        for (const [day, expected] of Object.entries(STANDING)) {
          expect(await standing(`${day}T00:00:00.000Z`), `${day}: ${order.join()}`).toEqual([
            expected,
          ]);
        }
        expect(await standing(null)).toEqual([[4, 41]]);
        expect(await contents(), order.join()).toEqual(inOrder);
      }
      for (const file of FILES) {
        expect(await run(file)).toMatchObject({ added: 0, updated: 0, withdrawn: 0 });
      }
      expect(await contents(), 'once more').toEqual(inOrder);
    }, 600_000);

    it('withdraws what a complete release leaves out, with the reason', async () => {
      for (const file of FILES) await run(file);
      const withdrawn = await store.db
        .select()
        .from(claims)
        .where(sql`withdrawn_at is not null`)
        .orderBy(asc(claims.key));
      expect(
        withdrawn.map(({ key, withdrawnAt, withdrawnReason }) => [
          key,
          withdrawnAt,
          withdrawnReason,
        ]),
      ).toMatchInlineSnapshot(`
        [
          [
            "ucdp:ged:700003/deaths@26.01.26.06",
            "2027-06-01T23:59:59.999Z",
            "Left out of UCDP Georeferenced Event Dataset 27.1, which is complete for 1989-01-01 to 2026-12-31.",
          ],
          [
            "ucdp:ged:700005/deaths@26.0.7",
            "2027-06-01T23:59:59.999Z",
            "Left out of UCDP Georeferenced Event Dataset 27.1, which is complete for 1989-01-01 to 2026-12-31.",
          ],
          [
            "ucdp:ged:700005/deaths@26.0.7/2",
            "2027-06-01T23:59:59.999Z",
            "Left out of UCDP Georeferenced Event Dataset 27.1, which is complete for 1989-01-01 to 2026-12-31.",
          ],
          [
            "ucdp:ged:700006/deaths@26.0.7/2",
            "2027-06-01T23:59:59.999Z",
            "Left out of UCDP Georeferenced Event Dataset 27.1, which is complete for 1989-01-01 to 2026-12-31.",
          ],
        ]
      `);
      const keys = async (filter: object, asOf: string | null) =>
        (
          await store.db
            .select({ key: sql<string>`${events.key}` })
            .from(eventsAt(asOf))
            .where(eventsWhere(filter, asOf))
            .orderBy(asc(events.key))
        ).map(({ key }) => key);
      for (const asOf of [null, '2027-07-01T00:00:00.000Z']) {
        expect(await keys({ standing: 'WITHDRAWN' }, asOf)).toEqual([
          'ucdp:ged:700003',
          'ucdp:ged:700005',
          'ucdp:ged:700006',
        ]);
        expect(await keys({ standing: 'ANY' }, asOf)).toHaveLength(7);
      }
      expect(await keys({ standing: 'ANY' }, '2026-08-22T00:00:00.000Z')).toHaveLength(5);
      expect(await keys({ standing: 'WITHDRAWN' }, '2026-08-22T00:00:00.000Z')).toEqual([]);
    });

    it('keeps what each release said of an event where the next one says something else', async () => {
      for (const file of FILES) await run(file);
      expect(
        (await editions()).map((each) => [
          each.eventKey,
          each.releaseKey,
          each.issue,
          each.reviewStatus,
        ]),
      ).toEqual([
        ['ucdp:ged:700001', 'ucdp:ged@26.01.26.06', 1, 'Check deaths'],
        ['ucdp:ged:700005', 'ucdp:ged@26.0.7', 1, 'Check geography'],
      ]);
    });

    it('tells event by event how two releases differ', async () => {
      for (const file of FILES) await run(file);
      const request: DiffRequest = {
        series: 'ucdp:ged',
        from: '2026-08-28T23:59:59.999Z',
        to: '2027-06-01T23:59:59.999Z',
        days: multirange([{ from: '2026-01-01', to: '2026-07-31' }]),
        filter: {},
        kinds: RELEASE_DIFF_KINDS,
      };
      const page = (slice: Partial<Slice>, asked = request) =>
        diffPage(store.db, asked, { size: 9, forward: true, cursor: null, ...slice });
      const all = await page({});
      expect(all.edges.map(({ node: { key, kinds, best } }) => [key, kinds, best])).toEqual([
        ['ucdp:ged:710000', ['ADDED'], 4],
        ['ucdp:ged:700003', ['DROPPED'], -4],
        ['ucdp:ged:700005', ['DROPPED'], -2],
        ['ucdp:ged:700002', ['FIGURES_REVISED'], 2],
        ['ucdp:ged:700006', ['DROPPED'], -1],
      ]);
      expect(all.edges[3]!.node).toMatchObject({
        ...{ beforeRelease: 'ucdp:ged@26.01.26.06', beforeIssue: 1 },
        ...{ afterRelease: 'ucdp:ged@27.1', afterIssue: 1 },
      });
      // Page by page, forwards and backwards.
      for (const forward of [true, false]) {
        const read: string[] = [];
        let cursor: string | null = null;
        for (let more = true; more;) {
          const next: Page<EventDiff> = await page({ size: 2, forward, cursor });
          const keys = next.edges.map(({ node }) => node.key);
          read.splice(forward ? read.length : 0, 0, ...keys);
          more = forward ? next.hasNextPage : next.hasPreviousPage;
          cursor = (forward ? next.edges.at(-1) : next.edges[0])!.cursor;
        }
        expect(read).toEqual(all.edges.map(({ node }) => node.key));
      }
      expect(
        (await diffTotals(store.db, request)).map((row) => [row.kind, row.events, row.best]),
      ).toEqual([
        [null, 5, -1],
        ['ADDED', 1, 4],
        ['DROPPED', 3, -7],
        ['FIGURES_REVISED', 1, 2],
      ]);
      expect(
        (await page({}, { ...request, kinds: ['ADDED'] })).edges.map(({ node }) => node.key),
      ).toEqual(['ucdp:ged:710000']);
      for (const by of RELEASE_DIFF_DIMENSIONS) {
        const groups = await diffGroups(store.db, request, [by], 9);
        expect(groups.map(({ events: count, best }) => [count, best])).toEqual(
          by === 'ACTOR'
            ? [
                [5, -1],
                [5, -1],
              ]
            : [[5, -1]],
        );
      }
      const july = { ...request, days: multirange([{ from: '2026-07-01', to: '2026-07-31' }]) };
      expect((await page({}, july)).edges.map(({ node }) => node.key)).toEqual(['ucdp:ged:700006']);
    });

    it('counts what a file revises as a comparison with the release before it does', async () => {
      const released = (file: string) => `${SERIES[file]!.released}T23:59:59.999Z`;
      const told: unknown[] = [];
      for (const [index, file] of FILES.entries()) {
        const tried = await run(file, { dryRun: true });
        const counts = await run(file);
        expect(tried).toEqual(counts);
        const { read, added, unchanged, updated, revised, withdrawn } = counts;
        expect(added + unchanged + updated).toBe(read);
        told.push({ added, unchanged, updated, revised, withdrawn });
        if (index === 0) continue;
        const totals = await diffTotals(store.db, {
          series: 'ucdp:ged',
          from: released(FILES[index - 1]!),
          to: released(file),
          days: multirange([{ from: '1989-01-01', to: '2026-12-31' }]),
          filter: {},
          kinds: RELEASE_DIFF_KINDS,
        });
        const differing = (...kinds: (string | null)[]) =>
          totals.reduce((all, row) => all + (kinds.includes(row.kind) ? row.events : 0), 0);
        expect(added).toBe(differing('ADDED'));
        expect(withdrawn).toBe(differing('DROPPED'));
        expect(revised).toBe(differing(null) - differing('ADDED', 'DROPPED'));
      }
      expect(told).toMatchInlineSnapshot(`
        [
          {
            "added": 3,
            "revised": 0,
            "unchanged": 0,
            "updated": 0,
            "withdrawn": 0,
          },
          {
            "added": 2,
            "revised": 1,
            "unchanged": 0,
            "updated": 1,
            "withdrawn": 0,
          },
          {
            "added": 1,
            "revised": 1,
            "unchanged": 1,
            "updated": 2,
            "withdrawn": 0,
          },
          {
            "added": 1,
            "revised": 1,
            "unchanged": 2,
            "updated": 1,
            "withdrawn": 3,
          },
        ]
      `);
    });

    it('offers an event under a new number as probably the same, and merges nothing', async () => {
      for (const file of FILES) await run(file);
      const keys = ['ucdp:ged:700003', 'ucdp:ged:710000', 'ucdp:ged:700004', 'ucdp:ged:700005'];
      const found = await renumberings(store.db, keys, '2027-07-01T00:00:00.000Z');
      const reasons = ['SAME_DAYS', 'SAME_SIDES', 'SAME_PLACE', 'SAME_DEATHS'];
      expect([...found.values()].flat()).toEqual([
        { key: 'ucdp:ged:700003', event: 'ucdp:ged:710000', reasons },
        { key: 'ucdp:ged:710000', event: 'ucdp:ged:700003', reasons },
      ]);
      expect((await renumberings(store.db, keys, '2027-05-31T00:00:00.000Z')).size).toBe(0);
      expect(await standing(null)).toEqual([[4, 41]]);
    });

    it('stops at a file that leaves out much of what stands, and tells on a dry run', async () => {
      for (const file of FILES.slice(0, 3)) await run(file);
      const before = await contents();
      const last = FILES[3]!;
      await expect(run(last, { extent: undefined })).rejects.toThrow(
        'it would withdraw 3 of the 6 events that stand from 1989-01-01 to 2026-12-31, because it leaves them out: ' +
          'import it with --extract if it is a part of that release',
      );
      expect(await run(last, { extent: undefined, dryRun: true })).toMatchObject({
        added: 1,
        updated: 1,
        unchanged: 2,
        withdrawn: 3,
        refusal: expect.stringContaining('3 of the 6'),
      });
      expect(await contents()).toEqual(before);
      await run(last, { extent: 'EXTRACT' });
      expect(await standing(null)).toEqual([[7, 48]]);
      await run(last, { extent: 'COMPLETE' });
      expect(await standing(null)).toEqual([[4, 41]]);
    });

    it('announces no withdrawal again when a release gets another date', async () => {
      for (const file of FILES) await run(file);
      const { version } = SERIES[FILES[0]!]!;
      const bytes = createReadStream(join(CASES, FILES[0]!));
      const redated = gedRelease([], { version, released: '2026-07-21' }, NOW);
      await importRelease(store.db, ucdpGed, bytes, redated);
      const { rows } = (await store.db.execute(sql`
        select change, count(*)::int as claims from claims
        where commit_id = (select id from commits order by position desc limit 1) group by 1`)) as {
        rows?: unknown[];
      };
      // The three that it makes, which are of another date now.
      expect(rows).toEqual([{ change: 'CORRECTED', claims: 3 }]);
      expect(await standing(null)).toEqual([[4, 41]]);
    });

    it('stops where one that is held would leave out much of an older one', async () => {
      const last = FILES[3]!;
      await run(last, { extent: undefined });
      await expect(run(FILES[0]!)).rejects.toThrow(
        'UCDP Georeferenced Event Dataset 27.1, which is held, leaves out 1 of its 3 events',
      );
      await run(last);
      expect(await run(FILES[0]!)).toMatchObject({ added: 1, updated: 2 });
    });
  },
);
