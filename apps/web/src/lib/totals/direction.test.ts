import { expect, test } from 'vitest';
import { directionText } from './direction.ts';

const row = (year: number, best: number, rest = {}) => ({
  year,
  events: 3,
  eventsWithoutFigure: 0,
  deaths: { low: best, best, high: best },
  deathsSpanning: null,
  dataset: { slug: 'ged@25.1', name: 'GED', provider: { slug: 'ucdp', name: 'UCDP' } },
  ...rest,
});
const loaded = (
  from: string,
  to: string,
  kind: 'COMPLETE' | 'ADDITIONS' | 'EXTRACT' = 'COMPLETE',
) => [{ dataset: { slug: 'ged@25.1', name: 'GED' }, days: [{ from, to, kind }] }];
const ALL = loaded('1989-01-01', '2024-12-31');

test('the latest year is compared with the one before, the events of which may be none', () => {
  expect(directionText([row(2020, 8), row(2021, 20)], ALL)).toMatchInlineSnapshot(
    `"In 2021 the best estimates sum to 20, which is 12 more than in 2020 (8)."`,
  );
  expect(directionText([row(2020, 8), row(2021, 3)], ALL)).toMatchInlineSnapshot(
    `"In 2021 the best estimates sum to 3, which is 5 less than in 2020 (8)."`,
  );
  expect(directionText([row(2020, 8), row(2021, 8)], ALL)).toMatchInlineSnapshot(
    `"In 2021 the best estimates sum to 8, the same as in 2020."`,
  );
  expect(directionText([row(2019, 8), row(2021, 4)], ALL)).toMatchInlineSnapshot(
    `"In 2021 the best estimates sum to 4, which is 4 more than in 2020 (0)."`,
  );
});

test('of a year that is not over, or only added to, none is made', () => {
  const days = loaded('1989-01-01', '2021-06-30');
  expect(directionText([row(2019, 2), row(2020, 8), row(2021, 20)], days)).toMatchInlineSnapshot(
    `"In 2020 the best estimates sum to 8, which is 6 more than in 2019 (2)."`,
  );
  const none = directionText([row(2021, 20)], loaded('2021-01-01', '2021-12-31'));
  expect(none).toMatchInlineSnapshot(
    `"Years are not compared: nothing loaded here speaks of every day of two years in a row."`,
  );
  for (const coverage of [
    loaded('1989-01-01', '2024-12-31', 'ADDITIONS'),
    loaded('1989-01-01', '2024-12-31', 'EXTRACT'),
    [],
  ]) {
    expect(directionText([row(2020, 8), row(2021, 20)], coverage)).toBe(none);
  }
});

test('nor where an estimate is missing, a year is not certain, or two datasets count', () => {
  const missing = row(2021, 20, { eventsWithoutFigure: 2 });
  expect(directionText([row(2020, 8), missing], ALL)).toMatchInlineSnapshot(
    `"2021 is not compared with 2020: without an estimate in the two years: 2 events."`,
  );
  const nobodys = row(2020, 0, { deaths: null, dataset: null, eventsWithoutFigure: 1 });
  expect(directionText([row(2020, 8), nobodys, row(2021, 9)], ALL)).toContain('1 event');
  const long = row(2018, 8, { deathsSpanning: { best: 5 } });
  expect(directionText([long, row(2020, 8), row(2021, 20)], ALL)).toMatchInlineSnapshot(
    `"2021 is not compared with 2020: some deaths may belong to one year or to another."`,
  );
  const other = { slug: 'acled@1', name: 'ACLED', provider: { slug: 'acled', name: 'ACLED' } };
  expect(
    directionText([row(2020, 8), row(2021, 20), row(2021, 30, { dataset: other })], ALL),
  ).toMatchInlineSnapshot(`"Years are not compared: more than one dataset counts here."`);
  expect(directionText([row(2021, 0, { deaths: null })], ALL)).toBeNull();
  expect(directionText([row(2020, 0), row(2021, 0)], ALL)).toBeNull();
});
