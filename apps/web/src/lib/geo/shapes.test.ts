import { expect, test } from 'vitest';
import { pathOf, raster, type Stroke } from './shapes.ts';

const square: Stroke = {
  closed: true,
  points: [
    [10, 10],
    [30.04, 10],
    [30.1, 10],
    [30, 29.96],
    [10, 30],
  ],
};
const hole: Stroke = {
  closed: true,
  points: [
    [16, 16],
    [24, 16],
    [24, 24],
    [16, 24],
  ],
};

test('a path goes from point to point in tenths, without those too near', () => {
  expect(pathOf([square], 0.4)).toBe('M10,10l20,0 0,20-20,0Z');
  expect(
    pathOf(
      [
        {
          closed: false,
          points: [
            [0, 0],
            [0.5, -0.5],
          ],
        },
      ],
      0,
    ),
  ).toBe('M0,0l.5-.5');
  expect(
    pathOf(
      [
        {
          closed: true,
          points: [
            [0, 0],
            [9, 9],
          ],
        },
      ],
      0,
    ),
  ).toBe('');
});

test('a raster leaves holes out', () => {
  const cells = raster([square, hole], { columns: 4, rows: 4, cell: 10 });
  expect(cells.map((row) => row.map((cell) => (cell ? '#' : '.')).join(''))).toEqual([
    '....',
    '.##.',
    '.##.',
    '....',
  ]);
  expect(raster([square, hole], { columns: 1, rows: 1, cell: 40 })).toEqual([[false]]);
});
