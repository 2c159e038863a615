import { expect, test } from 'vitest';
import { boundsText, localText, momentText } from './times.ts';

const day = (date: string, clock = '00:00:00.000') => `${date}T${clock}Z`;

test.each([
  [
    'a minute',
    {
      earliest: day('2022-09-16', '10:00:00.000'),
      latest: day('2022-09-16', '10:00:00.000'),
      precision: 'MINUTE',
      zone: 'Asia/Bishkek',
    },
    '16 September 2022, 10:00 UTC (16 September, 16:00 in Bishkek)',
  ],
  [
    'a day',
    { earliest: day('2022-09-16'), latest: day('2022-09-16', '23:59:59.999'), precision: 'DAY' },
    '16 September 2022',
  ],
  [
    "a day in the source's zone",
    {
      earliest: day('2022-09-15', '18:00:00.000'),
      latest: day('2022-09-16', '17:59:59.999'),
      precision: 'DAY',
      zone: 'Asia/Bishkek',
    },
    '16 September 2022',
  ],
  [
    'some days',
    { earliest: day('2021-04-28'), latest: day('2021-05-01', '23:59:59.999'), precision: 'DAYS' },
    '28 April – 1 May 2021',
  ],
  [
    'a month',
    { earliest: day('2022-01-01'), latest: day('2022-01-31', '23:59:59.999'), precision: 'MONTH' },
    'January 2022',
  ],
  [
    'thirty days that are no month',
    { earliest: day('2022-01-10'), latest: day('2022-02-08', '23:59:59.999'), precision: 'MONTH' },
    '10 January – 8 February 2022',
  ],
  [
    'days within a month',
    { earliest: day('2021-04-12'), latest: day('2021-04-20', '23:59:59.999'), precision: 'MONTH' },
    '12 – 20 April 2021',
  ],
  [
    'days of two years',
    { earliest: day('2021-12-28'), latest: day('2022-01-03', '23:59:59.999'), precision: 'DAYS' },
    '28 December 2021 – 3 January 2022',
  ],
  [
    'a year',
    { earliest: day('2022-01-01'), latest: day('2022-12-31', '23:59:59.999'), precision: 'YEAR' },
    '2022',
  ],
] as const)('%s', (_, bounds, expected) => {
  expect(boundsText(bounds)).toBe(expected);
});

test('a moment in UTC and where it was', () => {
  expect(momentText('2022-09-16T23:59:59.000Z')).toBe('16 September 2022, 23:59 UTC');
  expect(localText('2022-09-16T23:59:59.000Z', 'Asia/Bishkek')).toBe(
    '17 September, 05:59 in Bishkek',
  );
});

test('the end of a day is a bound, not a time of the day', () => {
  expect(momentText('2023-12-31T23:59:59.999Z')).toBe('31 December 2023, end of day UTC');
  expect(localText('2023-12-31T23:59:59.999Z', 'Asia/Bishkek')).toBe('');
  expect(localText('2022-09-16T17:59:59.999Z', 'Asia/Bishkek')).toBe(
    '16 September, end of day in Bishkek',
  );
});
