import { expect, test } from 'vitest';
import { firstDayOfYearTo, lastDayOf } from './latest-year.ts';

test('a year ends with its day, and begins after the same day of the year before', () => {
  expect(firstDayOfYearTo('2022-09-16')).toBe('2021-09-17');
  expect(firstDayOfYearTo('2021-12-31')).toBe('2021-01-01');
  expect(firstDayOfYearTo('2024-02-29')).toBe('2023-03-01');
  expect(firstDayOfYearTo('2025-02-28')).toBe('2024-03-01');
});

test('the latest year ends with what datasets cover, not with an event after it', () => {
  const coverage = [
    { days: [{ to: '2021-12-31' }, { to: '2020-06-30' }] },
    { days: [{ to: '2021-05-31' }] },
  ];
  expect(lastDayOf(coverage, '2022-09-16T09:00:00Z')).toEqual({
    until: '2021-12-31',
    isCovered: true,
  });
  expect(lastDayOf([], '2022-09-16T09:00:00Z')).toEqual({ until: '2022-09-16', isCovered: false });
});
