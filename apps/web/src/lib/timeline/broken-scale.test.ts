import { describe, expect, test } from 'vitest';
import { placeOf, spellsOf } from './broken-scale.ts';

const time = (text: string) => Date.parse(text);

describe('spellsOf', () => {
  test('nothing has no spells, one moment is a day over the whole line', () => {
    expect(spellsOf([])).toEqual([]);
    expect(spellsOf([time('2022-09-16T10:00Z')])).toEqual([
      { from: time('2022-09-16T00:00Z'), to: time('2022-09-17T00:00Z'), start: 0, end: 100 },
    ]);
  });

  test('breaks at silences, a longer spell is given more', () => {
    const spells = spellsOf(
      ['2021-04-28', '2021-05-01', '2021-07-08', '2022-09-14', '2022-09-22'].map(time),
    );
    expect(spells.map(({ start, end }) => [Math.round(start), Math.round(end)])).toEqual([
      [0, 31],
      [34, 43],
      [46, 100],
    ]);
  });

  test('has no more spells than can be read', () => {
    const yearly = Array.from({ length: 30 }, (_, year) => time(`${1990 + year}-06-01`));
    expect(spellsOf(yearly)).toHaveLength(7);
  });
});

test('placeOf keeps the order of time, in gaps and beyond the ends too', () => {
  const spells = spellsOf(['2021-04-28', '2022-09-14', '2022-09-22'].map(time));
  const places = [
    '2020-01-01',
    '2021-04-28',
    '2021-12-01',
    '2022-09-14',
    '2022-09-18',
    '2023-01-01',
  ]
    .map(time)
    .map((each) => placeOf(each, spells));
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect(places[0]).toBe(0);
  expect(places.at(-1)).toBe(100);
});
