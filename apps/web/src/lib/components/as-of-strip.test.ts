import { describe, expect, test } from 'vitest';
import { stripOf } from './as-of-strip.ts';

const september = (day: number, hour = 12) =>
  `2022-09-${String(day).padStart(2, '0')}T${String(hour).padStart(2, '0')}:00:00.000Z`;

describe('stripOf', () => {
  test('has nothing to draw for a single moment or none', () => {
    expect(stripOf([], null)).toBeNull();
    expect(stripOf([september(16)], null)).toBeNull();
    expect(stripOf([september(16), september(16)], null)).toBeNull();
  });

  test('runs over the densest spell and leaves a later year out', () => {
    const strip = stripOf(
      [
        '2021-06-01T00:00:00.000Z',
        september(16),
        september(16),
        september(18),
        '2023-06-01T00:00:00.000Z',
      ],
      null,
    )!;
    expect(strip.marks.map(({ at, claims }) => [at, claims])).toEqual([
      [september(16), 2],
      [september(18), 1],
    ]);
    expect(strip.marks.map(({ percent }) => percent)).toEqual([3, 97]);
  });

  test('tells what lies after the moment, and where the moment is', () => {
    const strip = stripOf(
      [september(16, 0), september(17, 0), september(18, 0)],
      september(17, 0),
    )!;
    expect(strip.marks.map(({ later }) => later)).toEqual([false, false, true]);
    expect(strip.knob).toBe(50);
  });

  test('a moment outside the spell sits at its end', () => {
    const moments = [september(16), september(18)];
    expect(stripOf(moments, '2030-01-01T00:00:00.000Z')!.knob).toBe(97);
    expect(stripOf(moments, '2000-01-01T00:00:00.000Z')!.knob).toBe(3);
  });

  test('names the month once and at most seven days', () => {
    const strip = stripOf(
      Array.from({ length: 28 }, (_, day) => september(day + 1)),
      null,
    )!;
    expect(strip.days[0]!.label).toBe('2 Sept');
    expect(strip.days.length).toBeLessThanOrEqual(7);
    expect(strip.days.slice(1).every(({ label }) => /^\d+$/.test(label))).toBe(true);
  });
});
