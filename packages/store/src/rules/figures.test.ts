import { describe, expect, test } from 'vitest';
import { figuresOf, type FigureClaim } from './figures.ts';

const at = (hour: number) => `2022-09-16T${String(hour).padStart(2, '0')}:00:00.000Z`;

/** Later than anything said here. */
const LATER = at(23);

let made = 0;
/** A claim of deaths on one side in one episode, said at `hour`. */
function claim(hour: number, best: number | null, rest: Partial<FigureClaim> = {}): FigureClaim {
  return {
    key: `claim-${String(++made).padStart(3, '0')}`,
    kind: 'FIGURE',
    metric: 'DEATHS',
    population: 'ALL',
    partyKey: 'kg',
    measure: null,
    periodEdtf: null,
    dyadKey: null,
    placeKey: null,
    stance: 'ASSERTS',
    rank: 'NORMAL',
    claimantKey: 'ministry',
    low: null,
    best,
    high: null,
    quantifier: best === null ? null : 'EXACT',
    assertedEarliest: at(hour),
    assertedLatest: at(hour),
    withdrawnAt: null,
    supersedesKey: null,
    subjectConflictKey: null,
    subjectEventKey: 'episode',
    subjectAgreementKey: null,
    subjectPlaceKey: null,
    ...rest,
  };
}

/** The one figure of some claims, told by what their numbers are. */
function figure(claims: FigureClaim[], asOf = LATER) {
  const figures = figuresOf(claims, asOf);
  expect(figures).toHaveLength(1);
  const { low, high, openEnded, contested, preferred, current, claims: all } = figures[0]!;
  return {
    low,
    high,
    openEnded,
    contested,
    preferred: preferred?.best ?? null,
    current: current.map(({ best }) => best),
    claims: all.map(({ best }) => best),
  };
}

describe('figuresOf', () => {
  test('one claim is its own range', () => {
    expect(figure([claim(9, 24)])).toEqual({
      low: 24,
      high: 24,
      openEnded: false,
      contested: false,
      preferred: null,
      current: [24],
      claims: [24],
    });
  });

  test("a claimant's latest word counts, its earlier ones stay on record", () => {
    expect(figure([claim(12, 36), claim(9, 24), claim(15, 59)])).toMatchObject({
      low: 59,
      high: 59,
      contested: false,
      current: [59],
      claims: [24, 36, 59],
    });
  });

  test('claimants who name different numbers are set side by side and contested', () => {
    expect(figure([claim(9, 17, { claimantKey: 'unnamed' }), claim(12, 24)])).toMatchObject({
      low: 17,
      high: 24,
      contested: true,
      current: [17, 24],
    });
  });

  test('the same number from two claimants is not contested, and not added up', () => {
    expect(figure([claim(9, 59, { claimantKey: 'icrc' }), claim(12, 59)])).toMatchObject({
      low: 59,
      high: 59,
      contested: false,
    });
  });

  test('"at least" leaves the top open and meets any higher number', () => {
    expect(
      figure([claim(9, 37, { claimantKey: 'hrw', quantifier: 'AT_LEAST' }), claim(12, 59)]),
    ).toMatchObject({ low: 37, high: 59, openEnded: true, contested: false });
  });

  test("an adjudicator's low and high widen the range", () => {
    expect(figure([claim(9, 88, { low: 88, high: 94 })])).toMatchObject({ low: 88, high: 94 });
  });

  test('dead without a number give a figure without a range', () => {
    expect(figure([claim(9, null)])).toMatchObject({ low: null, high: null, contested: false });
  });

  test('a deprecated claim is on record and counts for nothing', () => {
    expect(
      figure([claim(9, 5000, { rank: 'DEPRECATED', claimantKey: 'typo' }), claim(12, 137000)]),
    ).toMatchObject({ low: 137000, high: 137000, contested: false, claims: [5000, 137000] });
  });

  test('a deprecated later word leaves the earlier one current', () => {
    expect(figure([claim(9, 24), claim(12, 3600, { rank: 'DEPRECATED' })])).toMatchObject({
      current: [24],
    });
  });

  test('a deprecated correction supersedes nothing', () => {
    const first = claim(9, 24);
    const typo = claim(12, 3600, { rank: 'DEPRECATED', supersedesKey: first.key });
    expect(figure([first, typo])).toMatchObject({ low: 24, current: [24] });
  });

  test('a number dated ahead does not count yet', () => {
    expect(figuresOf([claim(15, 64)], at(14))).toEqual([]);
  });

  test.each(['DENIES', 'CANNOT_CONFIRM'] as const)(
    'a number its claimant %s is not its word',
    (stance) => {
      expect(figure([claim(9, 59), claim(12, 59, { claimantKey: 'tj', stance })])).toMatchObject({
        current: [59],
        claims: [59, 59],
      });
    },
  );

  test('a confirmation is a word of its own', () => {
    expect(
      figure([claim(9, 59), claim(12, 59, { claimantKey: 'icrc', stance: 'CONFIRMS' })]),
    ).toMatchObject({ current: [59, 59] });
  });

  test('a claim that another has superseded is past, whoever superseded it', () => {
    const first = claim(9, 24);
    const corrected = claim(12, 36, { claimantKey: 'government', supersedesKey: first.key });
    expect(figure([first, corrected])).toMatchObject({ current: [36], claims: [24, 36] });
  });

  test('said at the same moment, what supersedes is later', () => {
    const second = claim(9, 59);
    const first = claim(9, 46);
    second.supersedesKey = first.key;
    expect(figure([second, first])).toMatchObject({ current: [59], claims: [46, 59] });
    expect(figure([first, second])).toMatchObject({ current: [59], claims: [46, 59] });
  });

  test('the preferred claim is told, if it is current', () => {
    const preferred = claim(9, 64, { claimantKey: 'ucdp', rank: 'PREFERRED' });
    expect(figure([preferred, claim(12, 59)])).toMatchObject({ preferred: 64, low: 59, high: 64 });
    expect(
      figure([preferred, claim(12, 63, { claimantKey: 'ucdp', supersedesKey: preferred.key })]),
    ).toMatchObject({ preferred: null });
  });

  test('as of a moment, only what had certainly been said by then', () => {
    const claims = [claim(9, 24), claim(12, 36), claim(15, 59)];
    expect(figure(claims, at(9))).toMatchObject({ low: 24, claims: [24] });
    expect(figure(claims, at(14))).toMatchObject({ low: 36, claims: [24, 36] });
    expect(figuresOf(claims, at(8))).toEqual([]);
  });

  test('a later claim does not supersede before it was made', () => {
    const first = claim(9, 24);
    const later = claim(15, 36, { supersedesKey: first.key });
    expect(figure([first, later], at(10))).toMatchObject({ current: [24] });
  });

  test('a withdrawn claim counts until it was withdrawn', () => {
    const claims = [claim(9, 24, { withdrawnAt: at(12) })];
    expect(figure(claims, at(11))).toMatchObject({ low: 24 });
    expect(figuresOf(claims, at(12))).toEqual([]);
    expect(figuresOf(claims, LATER)).toEqual([]);
  });

  test('claims that are no figures give none', () => {
    expect(figuresOf([claim(9, null, { kind: 'OCCURRENCE' })], LATER)).toEqual([]);
  });

  test.each<[string, Partial<FigureClaim>]>([
    ['metric', { metric: 'EVACUATED' }],
    ['population', { population: 'CIVILIANS' }],
    ['party', { partyKey: 'tj' }],
    ['measure', { measure: 'STOCK' }],
    ['period', { periodEdtf: '2022' }],
    ['place', { placeKey: 'iso:KG' }],
    ['event', { subjectEventKey: 'other' }],
    ['conflict', { subjectEventKey: null, subjectConflictKey: 'conflict' }],
    ['agreement', { subjectEventKey: null, subjectAgreementKey: 'ceasefire' }],
    ['place', { subjectEventKey: null, subjectPlaceKey: 'batken' }],
  ])('claims of another %s do not compete', (_, other) => {
    const figures = figuresOf([claim(9, 24), claim(12, 59, other)], LATER);
    expect(figures.map(({ low, contested }) => [low, contested])).toEqual([
      [24, false],
      [59, false],
    ]);
  });
});
