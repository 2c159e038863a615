import { expect, test } from 'vitest';
import { alsoNamed } from './also-named.ts';

type Hit = Parameters<typeof alsoNamed>[0][number];

const taleban: Hit = {
  match: 'WHOLE',
  matchedText: 'Taliban',
  node: { __typename: 'Actor', slug: 'taleban', name: 'Taleban' },
};
const war: Hit = {
  match: 'WORDS',
  matchedText: 'Afghanistan: Taliban',
  node: { __typename: 'Conflict', slug: 'afghanistan', name: 'Afghanistan: Taliban' },
};

test('words that name a party lead to its events, in the place of the words', () => {
  expect(alsoNamed([taleban], { text: 'taliban', countries: ['AF'] })).toEqual([
    {
      name: 'Taleban',
      called: 'Taliban',
      filter: { countries: ['AF'], actors: ['taleban'] },
    },
  ]);
});

test('a thing that is called just so is not told twice', () => {
  expect(alsoNamed([war], { text: 'taliban' })).toEqual([
    { name: 'Afghanistan: Taliban', called: null, filter: { conflicts: ['afghanistan'] } },
  ]);
});

test('what stands beside the words stays', () => {
  expect(alsoNamed([taleban], { text: 'taliban', actors: ['nrf'] })[0]!.filter).toEqual({
    actors: ['nrf', 'taleban'],
  });
});

test('what is asked for already, only alike, or no such thing is left out', () => {
  expect(
    alsoNamed(
      [
        taleban,
        { ...war, match: 'ALIKE' },
        { match: 'WHOLE', matchedText: 'Taliban', node: { __typename: 'Claim' } },
        {
          match: 'WHOLE',
          matchedText: 'Taliban',
          node: { __typename: 'Event', slug: 'e', name: 'Taliban' },
        },
      ],
      { text: 'taliban', actors: ['taleban'] },
    ),
  ).toEqual([]);
});

test('no more than three', () => {
  const many = [1, 2, 3, 4].map((n): Hit => ({
    match: 'START',
    matchedText: `Tal ${n}`,
    node: { __typename: 'Place', slug: `tal-${n}`, name: `Tal ${n}` },
  }));
  expect(alsoNamed(many, { text: 'tal' }).map(({ name }) => name)).toEqual([
    'Tal 1',
    'Tal 2',
    'Tal 3',
  ]);
});
