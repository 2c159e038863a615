import { expect, test } from 'vitest';
import { sharpestDisputes } from './disputes.ts';

type Conflicts = Parameters<typeof sharpestDisputes>[0];

const figure = (metric: string, low: number | null, high: number | null, contested = true) => ({
  about: { __typename: 'Conflict', name: 'C', slug: 'c' },
  metric,
  population: 'ALL',
  measure: null,
  party: null,
  period: null,
  place: null,
  low,
  high,
  contested,
  current: [],
  claims: [],
});
const conflict = (slug: string, figures: object[]) => ({ slug, name: slug, parties: [], figures });

test('the sharpest come first, whatever their conflict, and no more than are asked for', () => {
  const conflicts = [
    conflict('a', [figure('DEATHS', 30, 39), figure('EVACUATED', 5000, 137_000)]),
    conflict('b', [
      figure('DEATHS', 17, 100),
      figure('INJURIES', 1, 90, false),
      figure('MISSING', null, null),
    ]),
    conflict('c', [figure('DEATHS', 0, 12), figure('FLED', 10, 120)]),
  ] as unknown as Conflicts;
  expect(
    sharpestDisputes(conflicts, 4).map(({ conflict: { slug }, group, times }) => [
      slug,
      group.heading,
      Math.round(times * 10) / 10,
    ]),
  ).toEqual([
    ['a', 'Evacuated', 27.4],
    ['c', 'Fled', 12],
    ['c', 'Deaths', 12],
    ['b', 'Deaths', 5.9],
  ]);
});
