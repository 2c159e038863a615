import { asc, eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ENGINES } from '../../tests/engines.ts';
import { randomFrom } from '../../tests/random.ts';
import { actor, claim, dataset, seedEvents } from '../../tests/seed.ts';
import { changedBy } from '../checks/database.ts';
import { DERIVED } from '../checks/derived.ts';
import { rowsOf } from '../engines/database.ts';
import { countMoments, momentsOf } from '../history/moment.ts';
import { countsOf, ofAll, type Link } from '../lists/page.ts';
import { selectedClaims } from '../lists/selected.ts';
import type { Store } from '../open.ts';
import { actors } from '../tables/actor.ts';
import { claims } from '../tables/claim.ts';
import { datasets } from '../tables/dataset.ts';
import { countsOfClaims } from './claim-counts.ts';
import { claimsWhere, ofClaimant, ofConflict, type ClaimFilter } from './claim.ts';

type NewClaim = typeof claims.$inferInsert;

const CLAIMANTS = ['a:1', 'a:2', 'a:3'];
const CONFLICTS = ['c:1', 'c:2'];
const WITHDRAWN = [null, null, '2022-09-04T06:00:00.000Z', '2022-09-20T00:00:00.000Z'];
const MOMENTS = [
  '2022-09-03T12:00:00.000Z',
  '2022-09-05T00:00:00.000Z',
  '2026-01-01T00:00:00.000Z',
];
const ROUNDS = 6;

const FILTERS: ClaimFilter[] = [
  {},
  { kinds: ['FIGURE'] },
  { kinds: ['CONTEXT', 'OCCURRENCE'], withdrawn: null },
  { metrics: ['DEATHS'], claimants: ['a:1', 'a:3'] },
  { conflicts: ['c:2'], assertedBefore: '2022-09-04T12:00:00.000Z' },
  { withdrawn: true },
];

const LINKS: [Link, readonly string[]][] = [
  [ofAll, ['']],
  [ofConflict, CONFLICTS],
  [ofClaimant, CLAIMANTS],
];

function randomClaim(random: () => number, key: string): NewClaim {
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)]!;
  const kind = pick(['FIGURE', 'FIGURE', 'OCCURRENCE', 'CONTEXT'] as const);
  return claim(key, pick(['e:1', 'e:2']), 1 + Math.floor(random() * 4), {
    kind,
    metric: kind === 'FIGURE' ? pick(['DEATHS', 'INJURIES']) : null,
    claimantKey: pick(CLAIMANTS),
    conflictKey: pick([null, ...CONFLICTS]),
    releaseKey: pick([null, 'd:1', 'd:2']),
    withdrawnAt: pick(WITHDRAWN),
  });
}

describe.each(ENGINES)('counts of claims on $engine', ({ open }) => {
  let store: Store;
  const random = randomFrom(20261128);

  beforeAll(async () => {
    store = await open();
    await seedEvents(store.db);
    await store.db.insert(actors).values(['a:2', 'a:3'].map((key) => actor(key)));
    await store.db.insert(datasets).values(['d:1', 'd:2'].map((key) => dataset(key, 'a:1')));
  });
  afterAll(() => store.close());

  /** Each list counted by the kept counts, and claim by claim. */
  async function expectCounted(): Promise<void> {
    for (const asOf of MOMENTS) {
      for (const filter of FILTERS) {
        const listing = { table: claims, where: claimsWhere(filter, asOf) };
        const counts = countsOfClaims(filter);
        expect(counts).toBeDefined();
        for (const [link, parents] of LINKS) {
          expect(await countsOf(store.db, { ...listing, counts }, link, parents)).toEqual(
            await countsOf(store.db, listing, link, parents),
          );
        }
        const { matched, total, datasets, recordRows } = await selectedClaims(store.db, {
          filter,
          asOf,
        });
        const rows = await store.db.select().from(claims).where(claimsWhere(filter, asOf));
        const byRelease = (release: string | null) =>
          rows.filter(({ releaseKey }) => releaseKey === release).length;
        expect([matched, recordRows]).toEqual([rows.length, byRelease(null)]);
        expect(datasets.map(({ key, rows }) => [key, rows])).toEqual(
          ['d:1', 'd:2'].map((key) => [key, byRelease(key)]).filter(([, number]) => number !== 0),
        );
        const all = claimsWhere({ withdrawn: filter.withdrawn ?? null }, asOf);
        expect(total).toBe((await store.db.select().from(claims).where(all)).length);
      }
    }
  }

  async function expectMoments(): Promise<void> {
    const stored = await store.db.select().from(claims);
    const until = MOMENTS.at(-1)!;
    const order = { name: 'moments', descending: false };
    const slice = { size: 100, forward: true, cursor: null };
    const pages = await momentsOf(store.db, CONFLICTS, until, order, slice);
    const totals = await countMoments(store.db, CONFLICTS, until);
    for (const conflict of CONFLICTS) {
      const ever = stored.filter(
        ({ conflictKey, assertedLatest, withdrawnAt }) =>
          conflictKey === conflict && (withdrawnAt === null || withdrawnAt > assertedLatest),
      );
      const moments = pages.get(conflict)!.edges.map(({ node }) => node);
      const times = ever.flatMap((each) => [each.assertedLatest, each.withdrawnAt ?? []].flat());
      expect(moments).toEqual(
        [...new Set(times)].sort().map((at) => ({
          at,
          asserted: ever.filter(({ assertedLatest }) => assertedLatest === at).length,
          withdrawn: ever.filter(({ withdrawnAt }) => withdrawnAt === at).length,
        })),
      );
      expect(totals.get(conflict)).toBe(moments.length);
    }
  }

  test('follow whoever adds, changes, withdraws, moves and deletes claims', async () => {
    const { db } = store;
    for (let round = 0; round < ROUNDS; round++) {
      const stored = await db.select().from(claims).orderBy(asc(claims.key));
      await db.transaction(async (transaction) => {
        const added = Array.from({ length: 25 }, (_, at) =>
          randomClaim(random, `k:${round}-${at}`),
        );
        await transaction.insert(claims).values(added);
        for (const { key } of stored) {
          const is = eq(claims.key, key);
          const chance = random();
          if (chance < 0.15) await transaction.delete(claims).where(is);
          else if (chance < 0.5) {
            await transaction.update(claims).set(randomClaim(random, key)).where(is);
          }
        }
        // The same again, and what no claim is: neither changes a count.
        await transaction.insert(claims).values(added).onConflictDoNothing();
        await transaction.delete(claims).where(eq(claims.key, 'k:none'));
      });
      await expectCounted();
      await expectMoments();
    }
    await expect(
      db.transaction(async (transaction) => {
        await transaction.delete(claims);
        transaction.rollback();
      }),
    ).rejects.toThrow();
    await expectCounted();
    expect(await rowsOf(db, sql`select * from claim_count_changes`)).toEqual([]);
    expect(await rowsOf(db, sql`select * from claim_counts where claims <= 0`)).toEqual([]);
    const kept = DERIVED.find(({ name }) => name === 'counts of claims')!;
    expect(await changedBy(db, kept)).toMatchObject([{ table: 'claim_counts', rows: 0 }]);
  });

  test('two writers at once both count, in whatever order they write', async () => {
    const { db } = store;
    const written = ['c:1', 'c:2', 'c:1', 'c:2'];
    await Promise.all(
      [1, 2, 3, 4].map((writer) =>
        db.transaction(async (transaction) => {
          for (const [at, conflictKey] of (writer % 2 ? written : written.toReversed()).entries()) {
            await transaction
              .insert(claims)
              .values(claim(`k:writer-${writer}-${at}`, 'e:1', 1, { conflictKey }));
          }
        }),
      ),
    );
    await expectCounted();
  });

  test('tell nothing of conditions that they are not kept by', () => {
    expect(countsOfClaims({ text: 'shelling' })).toBeUndefined();
    expect(countsOfClaims({ kinds: ['FIGURE'], superseded: false })).toBeUndefined();
  });

  test('a record without claims has none', async () => {
    await store.db.execute(sql`truncate claims cascade`);
    expect(await rowsOf(store.db, sql`select * from claim_counts`)).toEqual([]);
  });
});
