import { expect, test } from 'vitest';
import { eventsMap } from './events-map.server.ts';

const cell = {
  west: 67.5,
  south: 33.75,
  east: 70.3125,
  north: 36.5625,
  events: 2,
  eventsAtExactPlace: 1,
  eventsWithoutFigure: 0,
  deaths: { low: 1, best: 2, high: 3, civilians: 0 },
};

test('a square leads to its events in explore, whichever page it is on', () => {
  const { drawing, located } = eventsMap([cell], { actors: ['taleban'] }, '2022-01-01')!;
  const { pathname, searchParams, hash } = new URL(
    drawing.cells[0]!.href,
    'http://localhost/en/actors/taleban',
  );
  expect(pathname).toBe('/explore');
  expect(Object.fromEntries(searchParams)).toEqual({
    asOf: '2022-01-01',
    actors: 'taleban',
    'within.west': '67.5',
    'within.south': '33.75',
    'within.east': '70.3125',
    'within.north': '36.5625',
  });
  expect(hash).toBe('#where');
  expect(located).toBe(2);
});

test('without a point anywhere there is no map', () => {
  expect(eventsMap([], {}, null)).toBeNull();
});
