import { asc, eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ENGINES } from '../../tests/engines.ts';
import { randomFrom } from '../../tests/random.ts';
import { actor, claim, seedEvents } from '../../tests/seed.ts';
import { rowsOf } from '../engines/database.ts';
import type { Store } from '../open.ts';
import { figuresOf, type Figure } from '../rules/figures.ts';
import { actors } from '../tables/actor.ts';
import { claims } from '../tables/claim.ts';
import { QUANTIFIERS, RANKS, STANCES } from '../vocabulary.ts';
import type { Claim } from './claim.ts';
import { compareClaimants } from './compared-claimants.ts';
import {
  claimsOfFigures,
  figureOrder,
  figuresPage,
  figuresTotal,
  type FigureFilter,
  type FigureOrder,
} from './figure-list.ts';

const CLAIMANTS = ['a:1', 'a:2', 'a:3'];
const MOMENTS = ['2022-09-04T12:00:00.000Z', '2022-10-01T00:00:00.000Z'];
/** Before a withdrawal, after it, and when all that is recorded has been said. */
const ALL_MOMENTS = ['2022-09-03T00:00:00.000Z', ...MOMENTS, '2026-01-01T00:00:00.000Z'];
const ORDERS: FigureOrder[] = ['LATEST_FIRST', 'MOST_CLAIMANTS', 'FURTHEST_APART'];

/** Of its subject's own time, mostly; else of a day or of the year. */
const PERIODS = [
  {},
  {},
  {
    periodEarliest: '2022-09-03T00:00:00.000Z',
    periodLatest: '2022-09-03T23:59:59.999Z',
    periodPrecision: 'DAY' as const,
    periodEdtf: '2022-09-03',
  },
  {
    periodEarliest: '2022-01-01T00:00:00.000Z',
    periodLatest: '2022-12-31T23:59:59.999Z',
    periodPrecision: 'YEAR' as const,
    periodEdtf: '2022',
  },
];

type NewClaim = typeof claims.$inferInsert;

const picking = (random: () => number) => {
  return <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)]!;
};

/** Two hundred figure claims about a few things, which often meet in what they count. */
function randomClaims(random = randomFrom(7), length = 200): NewClaim[] {
  const pick = picking(random);
  const number = () => pick([null, 0, 3, 5, 10, 100, 137_000]);
  return Array.from({ length }, (_, index) => {
    const about = pick(['e:1', 'e:2', 'e:Z', 'e:a']);
    return claim(`k:${String(index).padStart(3, '0')}`, about, 1 + Math.floor(random() * 6), {
      kind: 'FIGURE',
      metric: pick(['DEATHS', 'DEATHS', 'INJURIES']),
      population: pick(['ALL', 'ALL', 'CIVILIANS']),
      low: number(),
      best: number(),
      high: number(),
      quantifier: pick([null, ...QUANTIFIERS]),
      stance: pick(['ASSERTS', 'ASSERTS', ...STANCES]),
      rank: pick(['NORMAL', 'NORMAL', ...RANKS]),
      claimantKey: pick(CLAIMANTS),
      conflictKey: pick(['c:1', 'c:2']),
      supersedesKey: index > 0 && random() < 0.2 ? `k:${String(index - 1).padStart(3, '0')}` : null,
      ...pick(PERIODS),
      withdrawnAt: random() < 0.1 ? '2022-09-20T00:00:00.000Z' : null,
    });
  });
}

/** Does to claims what imports, revisions, withdrawals, their undoing and renaming do, in some order. */
async function change({ db }: Store, random: () => number, round: number): Promise<void> {
  const pick = picking(random);
  const stored = await db.select().from(claims).orderBy(asc(claims.key));
  const described = randomClaims(random, stored.length);
  for (const [index, { key }] of stored.entries()) {
    const is = eq(claims.key, key);
    const chance = random();
    if (chance < 0.05) await db.delete(claims).where(is);
    else if (chance < 0.15) {
      const { key: _, slug: _slug, ...rest } = described[index]!;
      await db
        .update(claims)
        .set({ ...(rest as NewClaim), subjectConflictKey: null })
        .where(is);
    } else if (chance < 0.2) {
      const withdrawnAt = pick([null, '2022-09-20T00:00:00.000Z', '2025-01-01T00:00:00.000Z']);
      await db.update(claims).set({ withdrawnAt }).where(is);
    } else if (chance < 0.25) {
      const subject = pick([
        { subjectEventKey: 'e:1' },
        { subjectConflictKey: 'c:1' },
        { subjectConflictKey: 'c:2' },
      ]);
      const moved = { subjectEventKey: null, subjectConflictKey: null, ...subject };
      await db.update(claims).set(moved).where(is);
    } else if (chance < 0.28) {
      await db.update(claims).set({ kind: 'CONTEXT' }).where(is);
    } else if (chance < 0.31) {
      await db
        .update(claims)
        .set({ key: `${key}-${round}` })
        .where(is);
    }
  }
  const added = randomClaims(random, 25).map((each) => ({
    ...each,
    key: `n:${round}/${each.key}`,
    supersedesKey:
      each.supersedesKey && pick([each.supersedesKey, `n:${round}/${each.supersedesKey}`]),
  }));
  await db.insert(claims).values(added);
}

/** What stands for a figure: the first key of its current claims. */
const keyOf = ({ current }: Figure<Claim>) => current.map(({ key }) => key).toSorted()[0]!;

const ROUNDS = 6;

const CHECKED: [FigureFilter, (figure: Figure<Claim>) => boolean][] = [
  [{}, () => true],
  [{ contested: true }, ({ contested }) => contested],
  [
    { minClaimants: 2, metrics: ['DEATHS'] },
    ({ current, scope }) => current.length > 1 && scope.metric === 'DEATHS',
  ],
  [
    { conflicts: ['c:1'] },
    ({ current }) => current.some(({ conflictKey }) => conflictKey === 'c:1'),
  ],
];

/** Rows of which what is kept and what its claims give are not the same. */
async function madeAnew({ db }: Store): Promise<unknown[]> {
  const subjects = ['conflict', 'event', 'agreement', 'place'].map(
    (name) =>
      `(select array_agg(distinct subject_${name}_key) from claims where subject_${name}_key is not null)`,
  );
  const anew = `select * from figures_of_subjects(${subjects.join(', ')}, 'infinity')`;
  return rowsOf(
    db,
    sql.raw(`(${anew} except all select * from current_figures)
      union all (select * from current_figures except all ${anew})`),
  );
}

describe.each(ENGINES)('figures on $engine', ({ open }) => {
  let store: Store;
  let all: Claim[];
  beforeAll(async () => {
    store = await open();
    await seedEvents(store.db);
    await store.db.insert(actors).values(CLAIMANTS.slice(1).map((key) => actor(key)));
    await store.db.insert(claims).values(randomClaims());
    all = await store.db.select().from(claims);
  });
  afterAll(() => store.close());

  const byRule = (asOf: string) => figuresOf(all, asOf).filter(({ current }) => current.length > 0);

  async function listed(filter: FigureFilter, asOf: string, order: FigureOrder, forward = true) {
    const keys: string[] = [];
    let cursor: string | null = null;
    for (;;) {
      const slice = { size: 4, forward, cursor };
      const page: Awaited<ReturnType<typeof figuresPage>> = await figuresPage(
        store.db,
        { filter, asOf },
        figureOrder(order),
        slice,
      );
      const found = page.edges.map(({ node }) => node.key);
      if (forward) keys.push(...found);
      else keys.unshift(...found);
      if (!(forward ? page.hasNextPage : page.hasPreviousPage)) return keys;
      cursor = page.edges.at(forward ? -1 : 0)!.cursor;
    }
  }

  test.each(MOMENTS)('are those of the rule, as of %s, each with its claims', async (asOf) => {
    const expected = byRule(asOf);
    const keys = await listed({}, asOf, 'LATEST_FIRST');
    expect(keys.toSorted()).toEqual(expected.map(keyOf).toSorted());
    expect(await figuresTotal(store.db, { filter: {}, asOf })).toBe(keys.length);
    const claimsOf = await claimsOfFigures(store.db, keys, asOf);
    for (const figure of expected) {
      expect(figuresOf(claimsOf.get(keyOf(figure))!, asOf)).toEqual([figure]);
    }
  });

  test.each<[string, FigureFilter, (figure: Figure<Claim>) => boolean]>([
    ['contested', { contested: true }, ({ contested }) => contested],
    ['not contested', { contested: false }, ({ contested }) => !contested],
    ['of two claimants or more', { minClaimants: 2 }, ({ current }) => current.length > 1],
    [
      'that two claimants both count',
      { claimants: ['a:1', 'a:3'] },
      ({ current }) =>
        ['a:1', 'a:3'].every((key) => current.some(({ claimantKey }) => claimantKey === key)),
    ],
    [
      'about an event, by metric and population',
      { events: ['e:1'], metrics: ['DEATHS'], populations: ['ALL'] },
      ({ scope }) =>
        scope.subjectEventKey === 'e:1' && scope.metric === 'DEATHS' && scope.population === 'ALL',
    ],
    [
      'of days, by their own period, else by when their event was',
      { during: { from: '2022-09-02', to: '2022-09-03' } },
      ({ scope: { periodEdtf, subjectEventKey } }) =>
        periodEdtf ? periodEdtf === '2022-09-03' : ['e:2', 'e:Z', 'e:a'].includes(subjectEventKey!),
    ],
    [
      'of days that are open to one side',
      { during: { from: '2022-09-03' } },
      ({ scope: { periodEdtf, subjectEventKey } }) =>
        periodEdtf ? periodEdtf === '2022-09-03' : ['e:Z', 'e:a'].includes(subjectEventKey!),
    ],
  ])('that are %s', async (_, filter, is) => {
    const expected = byRule(MOMENTS[1]!).filter(is).map(keyOf).toSorted();
    expect(expected.length).toBeGreaterThan(0);
    expect((await listed(filter, MOMENTS[1]!, 'MOST_CLAIMANTS')).toSorted()).toEqual(expected);
  });

  test('claimants are compared by what all of them count', async () => {
    const claimants = ['a:1', 'a:3'];
    const numbers = byRule(MOMENTS[1]!).flatMap(({ current }) => {
      const given = claimants.map((key) => {
        const found = current.find(({ claimantKey }) => claimantKey === key);
        return found ? (found.best ?? found.low ?? found.high) : null;
      });
      return given.every((number) => number !== null) ? [given as [number, number]] : [];
    });
    const above = numbers.filter(([one, other]) => one > other).length;
    const below = numbers.filter(([one, other]) => one < other).length;
    expect([above, below].every((count) => count > 0)).toBe(true);
    const same = numbers.length - above - below;
    const compared = numbers.length;
    expect(await compareClaimants(store.db, { claimants, filter: {}, asOf: MOMENTS[1]! })).toEqual([
      { claimant: 'a:1', compared, highest: above, lowest: below, same },
      { claimant: 'a:3', compared, highest: below, lowest: above, same },
    ]);
  });

  test.each(ORDERS)('%s is the same from its end', async (order) => {
    const keys = await listed({}, MOMENTS[1]!, order);
    expect(await listed({}, MOMENTS[1]!, order, false)).toEqual(keys);
    const figures = new Map(byRule(MOMENTS[1]!).map((figure) => [keyOf(figure), figure]));
    const values = keys.map((key) => {
      const { current } = figures.get(key)!;
      if (order === 'MOST_CLAIMANTS') return current.length;
      if (order === 'LATEST_FIRST')
        return Math.max(...current.map((each) => Date.parse(each.assertedLatest)));
      const bounds = current.map(({ low, best, high }) =>
        [low, best, high].filter((each) => each !== null),
      );
      const given = bounds.filter((numbers) => numbers.length > 0);
      if (given.length === 0) return 0;
      return (
        Math.max(...given.map((each) => Math.min(...each))) -
        Math.min(...given.map((each) => Math.max(...each)))
      );
    });
    expect(values).toEqual(values.toSorted((one, other) => other - one));
  });

  test('follow whoever changes claims, at every moment', async () => {
    const random = randomFrom(20220916);
    for (let round = 1; round <= ROUNDS; round++) {
      await store.db.transaction((db) => change({ ...store, db }, random, round));
      all = await store.db.select().from(claims);
      for (const asOf of ALL_MOMENTS) {
        const expected = byRule(asOf);
        expect(await listed({}, asOf, 'LATEST_FIRST')).toHaveLength(expected.length);
        for (const [filter, is] of CHECKED) {
          const keys = await listed(filter, asOf, 'FURTHEST_APART');
          expect(keys.toSorted()).toEqual(expected.filter(is).map(keyOf).toSorted());
        }
      }
      expect(await madeAnew(store)).toEqual([]);
    }
  });

  test('a record without claims has none', async () => {
    await store.db.execute(sql`truncate claims cascade`);
    expect(await figuresTotal(store.db, { filter: {}, asOf: MOMENTS[1]! })).toBe(0);
  });
});
