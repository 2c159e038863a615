import { expect, test } from 'vitest';
import { actorEntries } from './actors.ts';

const side = (year: number, ids: string, names: string, states: number[] = []) => ({
  year,
  ids: ids.split(', '),
  names: names.split(', '),
  states,
});
const named = (...sides: Parameters<typeof actorEntries>[0][number][]) =>
  Object.fromEntries(
    [...actorEntries(sides)].map(([id, entries]) => {
      const actor = entries.find(({ entity }) => entity === 'actor')!;
      return [id, (actor.row as { name: string }).name];
    }),
  );

test('numbers and names of a side are in no common order: who is known alone tells who the other is', () => {
  expect(named(side(2020, '303', 'Taleban'), side(2021, '303, 8114', 'NRF, Taleban'))).toEqual({
    '303': 'Taleban',
    '8114': 'NRF',
  });
});

test('one that is found out tells the next, whatever the order of lines', () => {
  expect(
    named(
      side(1990, '2, 3', 'Beta, Alpha'),
      side(1991, '1, 2', 'Alpha, Gamma'),
      side(1992, '1', 'Gamma'),
    ),
  ).toEqual({ '1': 'Gamma', '2': 'Alpha', '3': 'Beta' });
});

test('who is never told apart bears all names that may be meant, and a name with a comma stays whole', () => {
  expect(named(side(2000, '1, 2', 'Alpha, Beta'), side(2000, '9', 'Front, United'))).toEqual({
    '1': 'Alpha, Beta',
    '2': 'Alpha, Beta',
    '9': 'Front, United',
  });
});

test('a government has its country where both stand alone', () => {
  const entries = actorEntries([side(2000, '130', 'Government of Afghanistan', [700])]);
  expect(entries.get('130')!.map(({ entity }) => entity)).toEqual(['place', 'actor']);
});
