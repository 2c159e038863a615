import { expect, test } from 'vitest';
import { axisLabels } from './axis.ts';
import { nextPeriod } from './period-days.ts';

const keysFrom = (first: string, count: number) => {
  const keys = [first];
  while (keys.length < count) keys.push(nextPeriod(keys.at(-1)!));
  return keys;
};
const texts = (keys: string[]) => axisLabels(keys).map(({ text }) => text);

test('months of a year are told by name, the year where it begins', () => {
  expect(texts(keysFrom('2021-01', 12))).toEqual(['2021', 'Mar', 'May', 'Jul', 'Sept', 'Nov']);
  expect(axisLabels(keysFrom('2021-01', 12)).filter(({ onlyWide }) => !onlyWide)).toEqual([
    { index: 0, text: '2021', onlyWide: false },
    { index: 6, text: 'Jul', onlyWide: false },
  ]);
});

test('the first label tells its year, on narrow screens, too', () => {
  expect(texts(keysFrom('2020-11', 5))).toEqual(['Nov 2020', 'Dec', '2021', 'Feb', 'Mar']);
  expect(texts(['2021-02'])).toEqual(['Feb 2021']);
});

test('many months and years are told by round years', () => {
  expect(texts(keysFrom('1989-01', 33 * 12))).toEqual([
    '1990',
    '1995',
    '2000',
    '2005',
    '2010',
    '2015',
    '2020',
  ]);
  expect(texts(keysFrom('2018', 4))).toEqual(['2018', '2019', '2020', '2021']);
  expect(texts(keysFrom('1946', 76))).toEqual([
    '1950',
    '1960',
    '1970',
    '1980',
    '1990',
    '2000',
    '2010',
    '2020',
  ]);
});

test('a week stands for the month in which it is the first to begin', () => {
  const labels = axisLabels(keysFrom('2021-W01', 10));
  expect(labels.map(({ index, text }) => [index, text])).toEqual([
    [0, '2021'],
    [4, 'Feb'],
    [8, 'Mar'],
  ]);
});

test('nothing has no labels', () => {
  expect(axisLabels([])).toEqual([]);
});
