import { expect, test } from 'vitest';
import { cellName, describeCells, tierOf, tiersFrom, tierTexts, type Cell } from './cells.ts';

const cell = (given: Partial<Cell>): Cell => ({
  west: 69.609375,
  south: -1.40625,
  east: 71.015625,
  north: 0,
  events: 1,
  eventsAtExactPlace: 0,
  eventsWithoutFigure: 0,
  deaths: null,
  ...given,
});

test.each([
  [1, [1], ['1']],
  [6, [1, 2, 4], ['1', '2–3', '4–6']],
  // A tier from 300 on would have no square.
  [280, [1, 3, 9, 30, 90], ['1–2', '3–8', '9–29', '30–89', '90–280']],
  [300, [1, 3, 9, 30, 90, 300], ['1–2', '3–8', '9–29', '30–89', '90–299', '300 or more']],
  [400, [1, 3, 9, 30, 90, 300], ['1–2', '3–8', '9–29', '30–89', '90–299', '300–400']],
])('up to %i the tiers start at %j', (most, from, texts) => {
  expect(tiersFrom(most)).toEqual(from);
  expect(tierTexts(from, most)).toEqual(texts);
});

test('no more tiers than there are colours, however many died', () => {
  for (const most of [10, 99, 5000, 80_000, 2_000_000]) {
    const from = tiersFrom(most);
    expect(from.length).toBeLessThanOrEqual(6);
    expect(from.at(-1)!).toBeLessThanOrEqual(most);
    expect(from.toSorted((a, b) => a - b)).toEqual(from);
  }
});

test('a square is of the tier whose least it reaches; one that nobody estimates is of none', () => {
  const from = [1, 10, 100];
  expect([0, 1, 9, 10, 5000].map((quantity) => tierOf(quantity, from))).toEqual([1, 1, 1, 2, 3]);
  expect(tierOf(null, from)).toBeNull();
});

test('a square says what lies in it, with the range, and where it is', () => {
  const deaths = { low: 30, best: 34, high: 40 };
  expect(cellName(cell({ events: 12, deaths, eventsWithoutFigure: 2 }))).toBe(
    '12 events, 34 deaths (30–40), 2 of them not estimated, 1.4° S to 0° N, 69.6° E to 71° E',
  );
  expect(cellName(cell({}))).toContain('1 event, deaths not estimated');
});

test('the map in words', () => {
  expect(describeCells([])).toBe('No event with a known point lies here.');
  expect(describeCells([cell({ events: 3, eventsAtExactPlace: 2 }), cell({})])).toMatch(
    /^4 events in 2 squares, 2 of them at an exactly known place\. Most in one square: 3 events/,
  );
});
