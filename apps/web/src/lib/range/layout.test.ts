import { describe, expect, test } from 'vitest';
import {
  axisValues,
  layoutRange,
  niceMax,
  percentOf,
  WIDTHS,
  type RangeFigure,
  type RangeTick,
} from './layout.ts';

const tick = (value: number, label: string, rest: Partial<RangeTick> = {}): RangeTick => ({
  value,
  low: null,
  high: null,
  label,
  tone: 'n',
  preferred: false,
  ...rest,
});

const figure = (ticks: RangeTick[], rest: Partial<RangeFigure> = {}): RangeFigure => ({
  low: Math.min(...ticks.map(({ value }) => value)),
  high: Math.max(...ticks.map(({ value }) => value)),
  openEnded: false,
  contested: false,
  ticks,
  ...rest,
});

/** The span of a label in percent, its text being as wide as the layout fears. */
function spans(ticks: RangeTick[], max: number, size: 'narrow' | 'wide') {
  return layoutRange(figure(ticks), max).ticks.map((placed) => {
    const { row, anchor, lines } = placed[size];
    const text = `${placed.value} ${placed.names}`;
    const width = lines > 1 ? 100 : ((text.length * 0.46) / WIDTHS[size]) * 100;
    const left = placed.x - (anchor / 100) * width;
    return { row, left, right: left + width, x: placed.x, lines };
  });
}

describe('the scale', () => {
  test('one end for the sides it compares, with room to the right', () => {
    expect([
      niceMax([17, 24, null]),
      niceMax([59, 24]),
      niceMax([120_000]),
      niceMax([1]),
      niceMax([]),
      niceMax([100]),
    ]).toMatchInlineSnapshot(`
      [
        30,
        80,
        150000,
        2,
        1,
        120,
      ]
    `);
  });

  test('round values up to the end', () => {
    expect([axisValues(30), axisValues(1), axisValues(150_000)]).toMatchInlineSnapshot(`
      [
        [
          0,
          10,
          20,
          30,
        ],
        [
          0,
          1,
        ],
        [
          0,
          50000,
          100000,
          150000,
        ],
      ]
    `);
  });

  test('never beyond the ends', () => {
    expect([percentOf(-1, 10), percentOf(5, 10), percentOf(11, 10), percentOf(1, 0)]).toEqual([
      0, 50, 100, 0,
    ]);
  });
});

describe('the layout of a figure', () => {
  test('two claimants close together take two rows, no line through a name', () => {
    const ticks = [tick(17, 'unnamed sources'), tick(24, 'Health Ministry', { tone: 'a' })];
    expect(layoutRange(figure(ticks, { contested: true }), 60)).toMatchInlineSnapshot(`
      {
        "axis": [
          {
            "end": true,
            "text": "0",
            "x": 0,
          },
          {
            "end": false,
            "text": "20",
            "x": 33.33,
          },
          {
            "end": false,
            "text": "40",
            "x": 66.67,
          },
          {
            "end": true,
            "text": "60",
            "x": 100,
          },
        ],
        "bar": {
          "from": 28.33,
          "opensLeft": false,
          "opensRight": false,
          "to": 40,
        },
        "rows": {
          "narrow": 2,
          "wide": 2,
        },
        "ticks": [
          {
            "names": "unnamed sources",
            "narrow": {
              "anchor": 28.33,
              "leader": true,
              "lines": 1,
              "row": 1,
            },
            "preferred": false,
            "tone": "n",
            "value": "17",
            "whisker": null,
            "wide": {
              "anchor": 28.33,
              "leader": true,
              "lines": 1,
              "row": 1,
            },
            "x": 28.33,
          },
          {
            "names": "Health Ministry",
            "narrow": {
              "anchor": 0,
              "leader": true,
              "lines": 1,
              "row": 0,
            },
            "preferred": false,
            "tone": "a",
            "value": "24",
            "whisker": null,
            "wide": {
              "anchor": 0,
              "leader": true,
              "lines": 1,
              "row": 0,
            },
            "x": 40,
          },
        ],
      }
    `);
  });

  test('the same number is one tick, the preferred name first', () => {
    const ticks = [
      tick(59, 'Health Ministry', { tone: 'a', low: 55, high: 62 }),
      tick(59, 'ICRC', { preferred: true }),
      tick(59, 'ICRC'),
      tick(59, 'RIA'),
      tick(59, 'AKIpress'),
    ];
    expect(layoutRange(figure(ticks), 80).ticks).toMatchObject([
      {
        value: '59',
        names: 'ICRC; Health Ministry; RIA; 1 more',
        tone: 'n',
        preferred: true,
        whisker: { from: 68.75, to: 77.5 },
      },
    ]);
  });

  test('an open end opens the bar; one figure alone is no bar', () => {
    const one = [tick(10, 'Red Cross')];
    const bars = [
      figure(one),
      figure(one, { openEnded: true }),
      figure(one, { low: null, high: 10 }),
      figure([], { low: null, high: null }),
    ].map((given) => layoutRange(given, 20).bar);
    expect(bars).toEqual([
      null,
      { from: 50, to: 50, opensLeft: false, opensRight: true },
      { from: 50, to: 50, opensLeft: true, opensRight: false },
      null,
    ]);
  });

  test.for([
    [
      'the very ends',
      [tick(0, 'Ministry of Internal Affairs'), tick(100, 'State Committee for National Security')],
    ],
    ['a crowd', [10, 11, 12, 13, 14, 15].map((value) => tick(value, `Claimant number ${value}`))],
    [
      'a crowd at the right',
      [95, 96, 97, 98].map((value) => tick(value, `Claimant number ${value}`)),
    ],
    [
      'a long name',
      [
        tick(40, 'Ministry of Health and Social Development of the Republic; Border Guard Service'),
        tick(42, 'ICRC'),
      ],
    ],
  ] as [string, RangeTick[]][])('labels neither meet nor leave the line: %s', ([, ticks]) => {
    for (const size of ['narrow', 'wide'] as const) {
      const placed = spans(ticks, 100, size);
      for (const one of placed) {
        expect(one.left).toBeGreaterThanOrEqual(-0.1);
        expect(one.right).toBeLessThanOrEqual(100.1);
        for (const other of placed) {
          if (one === other) continue;
          const rowsApart = one.row >= other.row + other.lines || other.row >= one.row + one.lines;
          expect(rowsApart || one.left > other.right || other.left > one.right).toBe(true);
        }
      }
    }
  });
});
