import { expect, test } from 'vitest';
import type { ComparedFigureFragment } from '../../../gql/graphql.ts';
import { numbersOf } from './numbers.ts';

const said = (name: string, best: number) => ({
  slug: `${name}-${best}`,
  quantity: { low: null, best, high: null, quantifier: 'EXACT' as const },
  claimant: { name, slug: name },
});

type Claim = ComparedFigureFragment['voices'][number];

const figure = (figureId: string, voices: Claim[], claimantCount = voices.length) => ({
  figureId,
  about: {
    __typename: 'Event' as const,
    name: 'Fighting',
    nameTranslation: null,
    slug: 'fighting',
  },
  metric: 'DEATHS' as const,
  population: 'ALL' as const,
  measure: null,
  party: null,
  period: null,
  place: null,
  claimantCount,
  voices,
});

const shown = (numbers: ReturnType<typeof numbersOf>) =>
  numbers!.claims.map(({ claim, beside, rivals }) => [claim.slug, beside, rivals]);

test('takes each of the actor’s numbers once, those that others give first', () => {
  const alone = figure('alone', [said('ministry', 3)]);
  const both = figure('both', [said('ministry', 17), said('agency', 24)]);
  const numbers = numbersOf(
    {
      totalCount: 4,
      nodes: [
        { ...said('ministry', 3), figure: alone },
        { ...said('ministry', 17), figure: both },
        // What it said before.
        { ...said('ministry', 12), figure: both },
        { ...said('ministry', 5), figure: null },
      ],
    },
    'ministry',
  );
  expect(shown(numbers)).toEqual([
    ['ministry-17', 'BELOW', 1],
    ['ministry-3', 'ALONE', 0],
  ]);
});

test('of a figure of which others spoke last its own word is taken from its claims, the latest', () => {
  const full = figure('full', [said('agency', 24), said('mayor', 30)], 40);
  const numbers = numbersOf(
    {
      totalCount: 2,
      nodes: [
        { ...said('ministry', 17), figure: full },
        { ...said('ministry', 12), figure: full },
      ],
    },
    'ministry',
  );
  expect(shown(numbers)).toEqual([['ministry-17', 'BELOW', 2]]);
});

test('is nothing of an actor that gives no number', () => {
  expect(numbersOf({ totalCount: 0, nodes: [] }, 'ministry')).toBeNull();
});
