import { expect, test } from 'vitest';
import { isDay, readInstant, readTime } from './time.ts';

test('a day is the local day of its zone', () => {
  expect(readTime({ date: '2022-09-16', zone: 'Asia/Bishkek' })).toMatchInlineSnapshot(`
    {
      "earliest": "2022-09-15T18:00:00.000Z",
      "edtf": "2022-09-16",
      "latest": "2022-09-16T17:59:59.999Z",
      "precision": "DAY",
      "zone": "Asia/Bishkek",
    }
  `);
});

test('a date without a zone is counted in UTC', () => {
  expect(readTime({ date: '2022-02' })).toMatchInlineSnapshot(`
    {
      "earliest": "2022-02-01T00:00:00.000Z",
      "edtf": "2022-02",
      "latest": "2022-02-28T23:59:59.999Z",
      "precision": "MONTH",
      "zone": null,
    }
  `);
  expect(readTime({ date: '2022' }).latest).toBe('2022-12-31T23:59:59.999Z');
});

test('an interval runs from the first day to the end of the last', () => {
  expect(readTime({ date: '2022-09-14/2022-09-19', zone: 'Asia/Bishkek' })).toMatchInlineSnapshot(`
    {
      "earliest": "2022-09-13T18:00:00.000Z",
      "edtf": "2022-09-14/2022-09-19",
      "latest": "2022-09-19T17:59:59.999Z",
      "precision": "DAYS",
      "zone": "Asia/Bishkek",
    }
  `);
});

test('a local day is as long as the clocks make it', () => {
  const { earliest, latest } = readTime({ date: '2022-10-30', zone: 'Europe/Berlin' });
  expect(Date.parse(latest) - Date.parse(earliest)).toBe(25 * 3_600_000 - 1);
});

test('an instant narrows a day', () => {
  const latest = '2022-09-16T16:00+06:00';
  expect(readTime({ date: '2022-09-16', zone: 'Asia/Bishkek', latest })).toMatchInlineSnapshot(`
    {
      "earliest": "2022-09-15T18:00:00.000Z",
      "edtf": "2022-09-16",
      "latest": "2022-09-16T10:00:00.000Z",
      "precision": "DAY",
      "zone": "Asia/Bishkek",
    }
  `);
});

test('two instants need no date; their days make the EDTF', () => {
  expect(
    readTime({
      earliest: '2022-09-14T00:00+06:00',
      latest: '2022-09-16T21:59:59.999Z',
      precision: 'DAYS',
      zone: 'Asia/Bishkek',
    }),
  ).toMatchInlineSnapshot(`
    {
      "earliest": "2022-09-13T18:00:00.000Z",
      "edtf": "2022-09-14/2022-09-17",
      "latest": "2022-09-16T21:59:59.999Z",
      "precision": "DAYS",
      "zone": "Asia/Bishkek",
    }
  `);
});

test.each([
  [{ date: '2022-13-01' }],
  [{ date: '2022-02-30' }],
  [{ date: 'September' }],
  [{ date: '2022-09-14/2022-09-16/2022-09-19' }],
  [{ date: '2022-09-19/2022-09-14' }],
  [{ date: '2022-09-16', zone: 'Asia/Bischkek' }],
  [{ date: '2022-09-16', latest: '2022-09-17T12:00Z' }],
  [{ earliest: '2022-09-16T10:00Z' }],
  [{ date: '2022-09-16', latest: '2022-09-16 16:00' }],
])('%j is refused with what to write instead', (written) => {
  expect(() => readTime(written)).toThrowErrorMatchingSnapshot();
});

test('an instant needs an offset', () => {
  expect(readInstant('2022-09-16T16:00+06:00')).toBe('2022-09-16T10:00:00.000Z');
  expect(() => readInstant('2022-09-16T16:00')).toThrow('is not a moment');
});

test('a day is one of the calendar', () => {
  const days = ['2020-02-29', '2000-02-29', '2021-04-30', '2021-12-31', '0001-01-01'];
  expect(days.filter((day) => !isDay(day))).toEqual([]);
  const none = ['2021-02-29', '2100-02-29', '2021-04-31', '2021-01-32', '2021-01-00', '2021-13-01'];
  const otherwise = ['2021-00-01', '2021-2-3', '2021-12-31T00:00', '02021-01-01', '', '2021-01-0१'];
  expect([...none, ...otherwise].filter(isDay)).toEqual([]);
});
