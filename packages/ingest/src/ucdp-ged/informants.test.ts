import { describe, expect, it } from 'vitest';
import { readInformants } from './informants.ts';

const names = (cell: string) => readInformants(cell).map(({ name }) => name);

it('parts the sources of an event as coders part them', () => {
  expect(names('MoD; police ;\n;a hospital /// UN\nRed Cross')).toEqual([
    'MoD',
    'police',
    'a hospital',
    'UN',
    'Red Cross',
  ]);
});

it('takes a source named twice for one', () => {
  expect(names('Police; police')).toHaveLength(1);
});

it('takes a full stop at the end for none of the name', () => {
  expect(names('Ministry of Defence.; Ministry of Defence')).toEqual(['Ministry of Defence']);
  expect(names('a U.S. officer; Army H.Q.')).toEqual(['a U.S. officer', 'Army H.Q.']);
});

it.each([
  ['police', true],
  ['two local residents', true],
  ['Senior security officials', true],
  ['the army', true],
  ['MoD', false],
  ['Ministry of Defence', false],
  ['Kabul police', false],
  ['Free Rangers', false],
])('knows whether “%s” names nobody: %s', (phrase, unnamed) => {
  expect(readInformants(phrase)).toEqual([{ name: phrase, unnamed }]);
});

describe('private people', () => {
  it.each([
    ['witness Anna Berg', 'witness'],
    ['Anna Berg, a resident of Southtown', 'resident'],
    ['Farmer Berg', 'farmer'],
    ["Anna's brother Carl", 'brother'],
    ['Anna Berg, aunt of Carl Berg', 'aunt'],
    ['relative (Carl Berg, the uncle)', 'relative'],
  ])('“%s” goes by the role alone', (phrase, role) => {
    expect(readInformants(phrase)).toEqual([{ name: role, unnamed: true }]);
  });

  it.each([
    'a resident of Southtown',
    'a Southtown resident',
    'Southtown resident',
    'HumAngle (eyewitness)',
    'PDF and a villager',
    'Another resident',
  ])('“%s” names no person', (phrase) => {
    expect(names(phrase)).toEqual([phrase]);
  });

  it('leaves those in public roles their names', () => {
    expect(names('police spokesman Carl Berg; Anna Berg, member of the council')).toEqual([
      'police spokesman Carl Berg',
      'Anna Berg, member of the council',
    ]);
  });
});
