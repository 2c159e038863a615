import { describe, expect, test } from 'vitest';
import type { ComparedFigureFragment, Quantifier } from '../../gql/graphql.ts';
import { compareClaimants, isComparedInPart } from './compare.ts';

const said = (name: string, best: number | null, quantifier: Quantifier = 'EXACT') => ({
  slug: `${name}-${best}`,
  quantity: best === null ? null : { low: null, best, high: null, quantifier },
  claimant: { name, slug: name },
});

const figure = (voices: ComparedFigureFragment['voices']): ComparedFigureFragment => ({
  figureId: 'one',
  about: { __typename: 'Event', name: 'Fighting', nameTranslation: null, slug: 'fighting' },
  metric: 'DEATHS',
  population: 'CIVILIANS',
  measure: null,
  party: null,
  period: null,
  place: null,
  claimantCount: voices.length,
  voices,
});

const besideOf = (current: ComparedFigureFragment['voices']) =>
  compareClaimants([figure(current)]).map(({ claimant, claims }) => [
    claimant.name,
    claims[0]!.beside,
    claims[0]!.others,
  ]);

describe('compareClaimants', () => {
  test.each([
    [[said('a', 5)], [['a', 'ALONE', null]]],
    [
      [said('a', 5), said('b', 5)],
      [
        ['a', 'SAME', { low: 5, high: 5 }],
        ['b', 'SAME', { low: 5, high: 5 }],
      ],
    ],
    [
      [said('a', 5), said('b', 9)],
      [
        ['a', 'BELOW', { low: 9, high: 9 }],
        ['b', 'ABOVE', { low: 5, high: 5 }],
      ],
    ],
    [
      [said('a', 5, 'AT_LEAST'), said('b', 9), said('c', null)],
      [
        ['a', 'AMONG', { low: 9, high: 9 }],
        ['b', 'AMONG', { low: 5, high: null }],
      ],
    ],
    [
      [said('a', 5, 'UP_TO'), said('b', 3)],
      [
        ['a', 'AMONG', { low: 3, high: 3 }],
        ['b', 'AMONG', { low: 0, high: 5 }],
      ],
    ],
  ])('%j', (current, expected) => {
    expect(besideOf(current)).toEqual(expected);
  });

  test('puts first whose numbers others give too, and names what is counted', () => {
    const numbers = compareClaimants([
      figure([said('alone', 1)]),
      figure([said('a', 5), said('b', 9)]),
      { ...figure([said('b', 2), said('c', 2)]), metric: 'FLED', population: 'ALL' },
    ]);
    expect(
      numbers.map(({ claimant, claims }) => [claimant.name, claims.map(({ label }) => label)]),
    ).toEqual([
      ['b', ['Deaths, no side named, civilians', 'Fled, no side named']],
      ['a', ['Deaths, no side named, civilians']],
      ['c', ['Fled, no side named']],
      ['alone', ['Deaths, no side named, civilians']],
    ]);
  });

  test('says where it is of a part of the claimants', () => {
    const full = { ...figure([said('b', 5), said('c', 6)]), claimantCount: 40 };
    expect(isComparedInPart([full])).toBe(true);
    expect(isComparedInPart([figure([said('b', 5)])])).toBe(false);
  });
});
