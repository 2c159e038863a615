import { expect, test } from 'vitest';
import type { FigureRowFragment } from '../../gql/graphql.ts';
import { widestText } from './widest.ts';

const said = (name: string, best: number | null, quantifier = 'EXACT') => ({
  slug: name,
  quantity: best === null ? null : { low: best, best, high: null, quantifier },
  claimant: { name, slug: name },
});
const figure = (voices: object[], rest: object = {}) =>
  ({
    about: { __typename: 'Event', slug: 'e', name: 'Fighting', nameTranslation: null },
    metric: 'DEATHS',
    population: 'ALL',
    measure: null,
    party: null,
    place: null,
    period: null,
    voices,
    ...rest,
  }) as unknown as FigureRowFragment;

test('the ends of what claimants say, each with whose it is; nothing is added up', () => {
  const mild = figure([said('A', 5), said('B', 6)]);
  const wide = figure([said('HRW', 100, 'MORE_THAN'), said('Mayor', null), said('Sources', 17)]);
  expect(widestText([mild, wide])).toMatchInlineSnapshot(
    `"Deaths claimed of “Fighting”: lowest 17 (Sources), highest more than 100 (HRW). Claims are not added up."`,
  );
});

test.each([
  ['one claimant alone', figure([said('A', 5), said('B', null)])],
  ['claimants who agree', figure([said('A', 5), said('B', 5)])],
  ['one side’s people', figure([said('A', 5), said('B', 9)], { party: { name: 'P', slug: 'p' } })],
  ['civilians', figure([said('A', 5), said('B', 9)], { population: 'CIVILIANS' })],
  ['a year', figure([said('A', 5), said('B', 9)], { period: { edtf: '2021' } })],
  ['the displaced', figure([said('A', 5), said('B', 9)], { metric: 'DISPLACED' })],
])('nothing is told of %s', (_, one) => {
  expect(widestText([one])).toBeNull();
});
