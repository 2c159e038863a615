import { expect, test } from 'vitest';
import { firstDayOfYearTo } from './latest-year.ts';

test('a year ends with its day, and begins after the same day of the year before', () => {
  expect(firstDayOfYearTo('2022-09-16')).toBe('2021-09-17');
  expect(firstDayOfYearTo('2021-12-31')).toBe('2021-01-01');
  expect(firstDayOfYearTo('2024-02-29')).toBe('2023-03-01');
  expect(firstDayOfYearTo('2025-02-28')).toBe('2024-03-01');
});
