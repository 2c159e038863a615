import { describe, expect, test } from 'vitest';
import { momentsOf, stripOf } from './stops.ts';

const at = (day: string, hour = 12) => `${day}T${String(hour).padStart(2, '0')}:00:00.000Z`;
const moment = (day: string, hour?: number) => ({
  at: at(day, hour),
  asserted: 1,
  withdrawn: 0,
});

const MOMENTS = [
  moment('2022-01-31'),
  moment('2022-09-16', 10),
  moment('2022-09-16', 18),
  moment('2022-09-17'),
  moment('2023-12-31'),
];

describe('stripOf', () => {
  test('has nothing to draw for a single moment or none', () => {
    expect(stripOf([], null)).toBeNull();
    expect(stripOf([moment('2022-09-16')], null)).toBeNull();
  });

  test('sets moments equally far apart, now last, and marks the silences', () => {
    const strip = stripOf(MOMENTS, null)!;
    expect(strip.stops.map(({ percent }) => percent)).toEqual([4, 22.4, 40.8, 59.2, 77.6]);
    expect(strip.index).toBe(5);
    expect(strip.knob).toBe(96);
    expect(strip.silences).toEqual([
      { from: 4, to: 22.4 },
      { from: 59.2, to: 77.6 },
    ]);
  });

  test('names a day once, and a year where it is another', () => {
    const { labels } = stripOf(MOMENTS, null)!;
    const wide = labels.filter(({ layout }) => layout === 'wide');
    expect(wide.sort((a, b) => a.percent - b.percent).map(({ text }) => text)).toEqual([
      '31 Jan 2022',
      '16 Sept',
      '17 Sept',
      '31 Dec 2023',
    ]);
  });

  test('leaves labels out that would meet', () => {
    const days = Array.from({ length: 28 }, (_, day) =>
      moment(`2022-09-${String(day + 1).padStart(2, '0')}`),
    );
    const layouts = stripOf(days, null)!.labels.map(({ layout }) => layout);
    expect(layouts.filter((layout) => layout === 'wide')).toHaveLength(9);
    expect(layouts.filter((layout) => layout === 'narrow')).toHaveLength(5);
  });

  test('names the day of which most was said before its neighbours', () => {
    const { labels } = stripOf(
      ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12'].map((day) => ({
        ...moment(`2022-09-${day}`),
        asserted: day === '02' ? 39 : 1,
      })),
      null,
    )!;
    expect(labels.find(({ layout }) => layout === 'narrow')?.text).toBe('2 Sept');
  });

  test.each([
    ['on a stop', at('2022-09-16', 18), 2, 40.8],
    ['between two stops', at('2022-09-16', 12), 1, 22.4],
    ['before the first', at('2020-01-01'), -1, 4],
    ['after the last', at('2030-01-01'), 4, 77.6],
  ])('a moment %s shows what stood then', (_, asOf, index, knob) => {
    const strip = stripOf(MOMENTS, asOf)!;
    expect({ index: strip.index, knob: strip.knob }).toEqual({ index, knob });
  });
});

test('momentsOf counts what was said at one moment, earliest first', () => {
  expect(momentsOf([at('2022-09-17'), at('2022-09-16'), at('2022-09-17')])).toEqual([
    { at: at('2022-09-16'), asserted: 1, withdrawn: 0 },
    { at: at('2022-09-17'), asserted: 2, withdrawn: 0 },
  ]);
});
