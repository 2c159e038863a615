import { expect, test } from 'vitest';
import type { ComparedFigureFragment } from '../../../gql/graphql.ts';
import { numbersOf } from './numbers.ts';

const said = (name: string, best: number) => ({
  slug: `${name}-${best}`,
  quantity: { low: null, best, high: null, quantifier: 'EXACT' as const },
  claimant: { name, slug: name },
});

const figure = (current: ComparedFigureFragment['current']): ComparedFigureFragment => ({
  about: { __typename: 'Event', name: 'Fighting', nameTranslation: null, slug: 'fighting' },
  metric: 'DEATHS',
  population: 'ALL',
  measure: null,
  party: null,
  period: null,
  place: null,
  current,
});

test('takes each of the actor’s numbers once, those that others give first', () => {
  const fighting = {
    __typename: 'Event' as const,
    figures: [
      figure([said('ministry', 3)]),
      figure([said('ministry', 17), said('agency', 24)]),
      figure([said('agency', 5)]),
    ],
  };
  const numbers = numbersOf(
    {
      totalCount: 3,
      nodes: [
        { slug: 'ministry-3', subject: fighting },
        { slug: 'ministry-17', subject: fighting },
        { slug: 'kept', subject: { __typename: 'Agreement' } },
      ],
    },
    'ministry',
  )!;
  expect(numbers.claims.map(({ claim, beside, rivals }) => [claim.slug, beside, rivals])).toEqual([
    ['ministry-17', 'BELOW', 1],
    ['ministry-3', 'ALONE', 0],
  ]);
});

test('is nothing of an actor that gives no number', () => {
  expect(numbersOf({ totalCount: 0, nodes: [] }, 'ministry')).toBeNull();
});
