import { describe, expect, test } from 'vitest';
import type { FigureRowFragment } from '../../gql/graphql.ts';
import { groupsOf } from './groups.ts';
import { tonesOf } from './tones.ts';

const figure = (rest: Partial<FigureRowFragment>): FigureRowFragment => ({
  about: {
    __typename: 'Event',
    name: 'Fighting',
    nameTranslation: null,
    slug: 'fighting',
    kind: 'EPISODE',
  },
  metric: 'DEATHS',
  measure: null,
  party: null,
  period: null,
  place: null,
  preferred: null,
  population: 'ALL',
  low: null,
  high: null,
  openEnded: false,
  contested: false,
  claimantCount: 0,
  voices: [],
  claimCount: 0,
  first: [],
  claims: [],
  ...rest,
});

describe('groupsOf', () => {
  test('puts the sides of one metric on one scale, deaths first, yearly figures last', () => {
    const groups = groupsOf([
      figure({ metric: 'EVACUATED', high: 137000 }),
      figure({ low: 59, high: 59, party: { name: 'Kyrgyzstan', slug: 'kg' } }),
      figure({
        high: 64,
        place: { name: 'Kyrgyzstan' },
        period: {
          earliest: '2022-01-01T00:00:00.000Z',
          latest: '2022-12-31T23:59:59.999Z',
          precision: 'YEAR',
          edtf: '2022',
          zone: null,
        },
      }),
      figure({
        low: 41,
        high: 41,
        party: { name: 'Tajikistan', slug: 'tj' },
        population: 'CIVILIANS',
      }),
    ]);
    expect(
      groups.map(({ heading, period, max, rows }) => [
        heading,
        period,
        max,
        rows.map(({ label }) => label),
      ]),
    ).toEqual([
      ['Deaths', null, 59, ['Side of Kyrgyzstan', 'Side of Tajikistan, civilians']],
      ['Evacuated', null, 137000, ['No side named']],
      ['Deaths', '2022', 64, ['In Kyrgyzstan']],
    ]);
  });
});

describe('tonesOf', () => {
  const tone = tonesOf([
    { side: 'A', actor: { slug: 'kg' } },
    { side: 'B', actor: { slug: 'tj' } },
  ]);

  test.each([
    ['a party', { slug: 'kg' }, 'a'],
    ['a body of a party', { slug: 'ministry', partOf: { slug: 'tj' } }, 'b'],
    [
      'a body of a body',
      { slug: 'office', partOf: { slug: 'ministry', partOf: { slug: 'tj' } } },
      'b',
    ],
    ['anybody else', { slug: 'icrc', partOf: null }, 'n'],
  ])('%s', (_, actor, expected) => {
    expect(tone(actor)).toBe(expected);
  });
});
