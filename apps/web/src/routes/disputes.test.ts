import { expect, test } from 'vitest';
import { sharpestDisputes } from './disputes.ts';

type Figures = Parameters<typeof sharpestDisputes>[0];

const fought = (slug: string) => ({ slug, name: slug, parties: [] });
const figure = (subject: object, metric: string, low: number | null, high: number | null) => ({
  about: { __typename: 'Conflict', name: 'C', slug: 'c' },
  subject,
  metric,
  population: 'ALL',
  measure: null,
  party: null,
  period: null,
  place: null,
  low,
  high,
  contested: true,
  current: [],
  claims: [],
});

test('the sharpest come first, whatever their conflict, and no more than are asked for', () => {
  const figures = [
    figure(fought('a'), 'DEATHS', 30, 39),
    figure({ conflict: fought('a') }, 'EVACUATED', 5000, 137_000),
    figure({ conflict: fought('b') }, 'DEATHS', 17, 100),
    figure(fought('b'), 'MISSING', null, null),
    figure({}, 'DEATHS', 0, 12),
    figure({ conflict: null }, 'FLED', 10, 120),
  ] as unknown as Figures;
  expect(
    sharpestDisputes(figures, 4).map(({ conflict, group, times }) => [
      conflict?.slug ?? null,
      group.heading,
      Math.round(times * 10) / 10,
    ]),
  ).toEqual([
    ['a', 'Evacuated', 27.4],
    [null, 'Fled', 12],
    [null, 'Deaths', 12],
    ['b', 'Deaths', 5.9],
  ]);
});
