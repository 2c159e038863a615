import { expect, test } from 'vitest';
import { addPlaceNames, type PlaceName } from './labels.ts';

const panel = { width: 1000, height: 500, pixels: 0.5 };
const region = (name: string, x: number, y: number): PlaceName => ({ name, kind: 'region', x, y });
const city = (name: string, x: number, y: number): PlaceName => ({ name, kind: 'city', x, y });

test('a region is named over its point, a settlement beside it', () => {
  expect(addPlaceNames([], [region('Balkh', 500, 100), city('Mazar', 500, 300)], panel)).toEqual([
    { kind: 'region', lines: ['Balkh'], x: 50, y: 20, dx: 0, dy: 0, anchor: 'middle' },
    { kind: 'city', lines: ['Mazar'], x: 50, y: 60, dx: 6, dy: 0, anchor: 'start' },
  ]);
});

test('what comes first is written, and what would meet it moves to another side or is left out', () => {
  const names = [region('Balkh', 500, 100), region('Samangan', 510, 104), city('Mazar', 575, 100)];
  expect(addPlaceNames([], names, panel).map(({ lines, anchor }) => [lines[0], anchor])).toEqual([
    ['Balkh', 'middle'],
    ['Mazar', 'start'],
  ]);
  const [label] = addPlaceNames([], [city('Kunduz', 600, 200)], panel);
  const both = addPlaceNames([label!], [city('Baghlan', 590, 200)], panel);
  expect(both).toMatchObject([{ lines: ['Baghlan'], anchor: 'end' }]);
});

test('nothing is written beyond the edge or over the scale', () => {
  const names = [city('Faraway', 2000, 100), region('Corner', 60, 490), city('Edge', 985, 250)];
  expect(addPlaceNames([], names, panel)).toMatchObject([{ lines: ['Edge'], anchor: 'end' }]);
});
