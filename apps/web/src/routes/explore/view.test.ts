import { describe, expect, test } from 'vitest';
import { boxOf, chartOf, gridOf, stepped, viewAround, viewOf, viewText } from './view.ts';
import type { Fault } from './filter-parameters.ts';

const url = (search: string) => ({ searchParams: new URLSearchParams(search) });

function faultsOf(read: (refuse: (fault: Fault) => void) => unknown): string[] {
  const fields: string[] = [];
  read(({ field }) => fields.push(field));
  return fields;
}

describe('chartOf', () => {
  test.each([
    ['', { by: 'COUNTRY', per: null, measure: 'events' }],
    ['by=REGION&per=YEAR', { by: 'REGION', per: 'YEAR', measure: 'events' }],
    ['countries=KG', { by: 'CONFLICT', per: null, measure: 'events' }],
    ['by=YEAR&per=VIOLENCE&measure=deaths', { by: 'YEAR', per: 'VIOLENCE', measure: 'deaths' }],
    ['by=YEAR&per=YEAR', { by: 'YEAR', per: null, measure: 'events' }],
  ])('%j', (search, expected) => {
    expect(chartOf(url(search), () => expect.unreachable())).toEqual(expected);
  });

  test('names each word it does not know', () => {
    expect(faultsOf((refuse) => chartOf(url('by=DAY&per=x&measure=claims'), refuse))).toEqual([
      'by',
      'per',
      'measure',
    ]);
  });
});

test('a view reads as it is written, and nothing else does', () => {
  const view = { longitude: -70.5, latitude: 40, span: 6 };
  expect(viewOf(url(`at=${viewText(view)}`), () => expect.unreachable())).toEqual(view);
  for (const wrong of [
    '1,2',
    '1,2,3,4',
    'a,b,c',
    '181,0,5',
    '0,91,5',
    '0,0,0',
    '0,0,361',
    '0,,5',
  ]) {
    expect(faultsOf((refuse) => viewOf(url(`at=${wrong}`), refuse))).toEqual(['at']);
  }
});

test('the grid grows finer as the map shows less, up to the finest', () => {
  expect([360, 90, 20, 6, 1, 0.25].map((span) => gridOf({ span }))).toEqual([2, 4, 6, 8, 10, 12]);
});

test('the box of a view holds what it shows, wider to the north, across the date line', () => {
  const box = boxOf({ longitude: 179, latitude: 60, span: 10 })!;
  expect(box.west).toBeLessThan(174);
  expect(box.west).toBeGreaterThan(170);
  expect(box.east).toBeGreaterThan(-176);
  expect(box.east).toBeLessThan(-170);
  expect(boxOf({ longitude: 0, latitude: 0, span: 360 })).toBeNull();
});

test('the view around cells has all of them, and is the world when they are far apart', () => {
  const cell = (west: number, south: number) => ({ west, south, east: west + 1, north: south + 1 });
  expect(viewAround([])).toBeNull();
  expect(viewAround([cell(-100, 0), cell(100, 0)])).toBeNull();
  const view = viewAround([cell(60, 30), cell(73, 37)])!;
  expect(view).toMatchObject({ longitude: 67, latitude: 34 });
  expect(view.span).toBeGreaterThan(14);
});

test('steps go in and out and to the sides, and stop at the ends', () => {
  const view = { longitude: 170, latitude: 40, span: 30 };
  expect(stepped(view, 'in')).toEqual({ ...view, span: 15 });
  expect(stepped(view, 'east')).toEqual({ ...view, longitude: -180 });
  expect(stepped(view, 'north')!.latitude).toBe(45);
  expect(stepped(null, 'out')).toBeNull();
  expect(stepped(null, 'in')!.span).toBe(100);
  expect(stepped({ ...view, span: 0.4 }, 'in')).toBeNull();
});
