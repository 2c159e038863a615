import { asc, eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ENGINES } from '../../tests/engines.ts';
import { conflict } from '../../tests/seed.ts';
import { agreementsTouched, claimsNew, claimsWithdrawn, NOVELTIES, noveltyOf } from './change.ts';
import type { Store } from '../open.ts';
import { actors } from '../tables/actor.ts';
import { agreementDeclarations, agreements } from '../tables/agreement.ts';
import { claims } from '../tables/claim.ts';
import { conflicts } from '../tables/conflict.ts';

type ClaimRow = typeof claims.$inferInsert;

const SPAN = { since: '2022-09-01T00:00:00.000Z', until: '2022-09-30T00:00:00.000Z' };

const claim = (key: string, day: string, rest: Partial<ClaimRow> = {}): ClaimRow => ({
  key,
  kind: 'FIGURE',
  metric: 'DEATHS',
  best: 1,
  stance: 'ASSERTS',
  rank: 'NORMAL',
  summary: key,
  assertedEarliest: `${day}T00:00:00.000Z`,
  assertedLatest: `${day}T00:00:00.000Z`,
  assertedPrecision: 'DAY',
  assertedEdtf: day,
  claimantKey: 'a:1',
  subjectConflictKey: 'c:1',
  conflictKey: 'c:1',
  source: 'test',
  ...rest,
});
const word = { kind: 'COMMITMENT', metric: null, best: null, summary: 'It holds.' } as const;

const CLAIMS = [
  claim('0 before', '2022-09-01'),
  claim('0 word', '2022-08-01', word),
  claim('asserted', '2022-09-30'),
  claim('asserted: supersedes nobody knows what', '2022-09-02', { supersedesKey: 'gone' }),
  claim('restated', '2022-09-02', { supersedesKey: '0 before' }),
  claim('restated word', '2022-09-02', { ...word, supersedesKey: '0 word' }),
  claim('revised: best', '2022-09-02', { best: 2, supersedesKey: '0 before' }),
  claim('revised: high', '2022-09-02', { high: 2, supersedesKey: '0 before' }),
  claim('revised: no number', '2022-09-02', { best: null, supersedesKey: '0 before' }),
  claim('revised: quantifier', '2022-09-02', { quantifier: 'ABOUT', supersedesKey: '0 before' }),
  claim('revised: stance', '2022-09-02', { stance: 'DENIES', supersedesKey: '0 before' }),
  claim('revised: word', '2022-09-02', { ...word, summary: 'No.', supersedesKey: '0 word' }),
  claim('withdrawn', '2022-08-01', { withdrawnAt: '2022-09-30T00:00:00.000Z' }),
  claim('withdrawn before', '2022-08-01', { withdrawnAt: '2022-09-01T00:00:00.000Z' }),
  claim('withdrawn unsaid', '2022-10-01', { withdrawnAt: '2022-09-15T00:00:00.000Z' }),
  claim('withdrawn within, unsaid', '2022-09-20', { withdrawnAt: '2022-09-15T00:00:00.000Z' }),
  // Its last word and the one before it go together; one whose successor went first is the last word again.
  claim('replaced, then withdrawn', '2022-08-01', { withdrawnAt: '2022-09-30T00:00:00.000Z' }),
  claim('withdrawn: the last word', '2022-08-02', {
    supersedesKey: 'replaced, then withdrawn',
    withdrawnAt: '2022-09-30T00:00:00.000Z',
  }),
  claim('withdrawn: the last word again', '2022-08-01', {
    withdrawnAt: '2022-09-30T00:00:00.000Z',
  }),
  claim('withdrawn: sooner', '2022-08-02', {
    supersedesKey: 'withdrawn: the last word again',
    withdrawnAt: '2022-09-20T00:00:00.000Z',
  }),
  claim('z after', '2022-10-01'),
];

describe.each(ENGINES)('what moved, on $engine', ({ open }) => {
  let store: Store;
  beforeAll(async () => {
    store = await open();
    await store.db.insert(actors).values({ key: 'a:1', name: 'A', kind: 'STATE', source: 'test' });
    await store.db.insert(conflicts).values(conflict('c:1', 'One'));
    await store.db.insert(claims).values(CLAIMS);
  });
  afterAll(() => store.close());

  const keysWhere = async (where: ReturnType<typeof claimsNew>) => {
    const rows = await store.db.select().from(claims).where(where).orderBy(asc(claims.key));
    return rows.map(({ key }) => key);
  };

  test.each(NOVELTIES)(
    'new claims that are %s, by the database and by the rule',
    async (novelty) => {
      const found = await keysWhere(claimsNew(SPAN, [novelty]));
      expect(found.length).toBeGreaterThan(1);
      expect(found.every((key) => key.startsWith(novelty.toLowerCase()))).toBe(true);
      for (const key of found) {
        const [row] = await store.db.select().from(claims).where(eq(claims.key, key));
        const [previous] = await store.db
          .select()
          .from(claims)
          .where(sql`${claims.key} = ${row!.supersedesKey}`);
        expect(noveltyOf(row!, previous ?? null)).toBe(novelty);
      }
    },
  );

  test('every new claim is one of them', async () => {
    const each = await Promise.all(NOVELTIES.map((word) => keysWhere(claimsNew(SPAN, [word]))));
    expect(each.flat().sort()).toEqual(await keysWhere(claimsNew(SPAN, NOVELTIES)));
  });

  test('claims that stopped standing', async () => {
    expect(await keysWhere(claimsWithdrawn(SPAN))).toEqual([
      'withdrawn',
      'withdrawn: sooner',
      'withdrawn: the last word',
      'withdrawn: the last word again',
    ]);
  });

  test('agreements whose ledger may have grown', async () => {
    const agreement = (key: string, rest: Partial<typeof agreements.$inferInsert> = {}) => ({
      key,
      name: key,
      kind: 'CEASEFIRE' as const,
      conflictKey: 'c:1',
      source: 'test',
      ...rest,
    });
    await store.db
      .insert(agreements)
      .values([
        agreement('by its hour', { effectiveAt: SPAN.until }),
        agreement('by the claim of its hour', { effectiveClaimKey: 'asserted' }),
        agreement('by its end', { endedClaimKey: 'restated' }),
        agreement('by its declaration'),
        agreement('by its renewal'),
        agreement('renewing', { renewsKey: 'by its renewal' }),
        agreement('not at all', { effectiveAt: SPAN.since, endedClaimKey: '0 before' }),
      ]);
    await store.db.insert(agreementDeclarations).values([
      { agreementKey: 'by its declaration', position: 1, actorKey: 'a:1', claimKey: 'asserted' },
      { agreementKey: 'renewing', position: 1, actorKey: 'a:1', claimKey: 'asserted' },
      { agreementKey: 'not at all', position: 1, actorKey: 'a:1', claimKey: 'z after' },
    ]);
    const touched = [
      'by its declaration',
      'by its end',
      'by its hour',
      'by its renewal',
      'by the claim of its hour',
      'renewing',
    ];
    expect((await agreementsTouched(store.db, SPAN, null)).sort()).toEqual(touched);
    expect((await agreementsTouched(store.db, SPAN, 'c:1')).sort()).toEqual(touched);
    expect(await agreementsTouched(store.db, SPAN, 'c:2')).toEqual([]);
  });
});
