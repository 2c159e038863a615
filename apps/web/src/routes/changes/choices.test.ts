import { describe, expect, test } from 'vitest';
import { choicesOf, daysShown, spanOf, USUAL } from './choices.ts';

const chosen = (search: string) => choicesOf({ searchParams: new URLSearchParams(search) });

test('what is not chosen is usual, and words that are no kind do not count', () => {
  expect(chosen('kind=WAR')).toEqual({
    from: '',
    to: '',
    conflict: '',
    kinds: [...USUAL],
    fault: null,
  });
  expect(chosen('kind=REVISED&kind=RESTATED&conflict=+a+')).toMatchObject({
    kinds: ['REVISED', 'RESTATED'],
    conflict: 'a',
  });
});

test.each([
  ['from=tomorrow', '“tomorrow” is not a day', { from: '', to: '' }],
  ['to=2022-02-30', '“2022-02-30” is not a day', { from: '', to: '' }],
  ['since=abc&to=2022-09-16', '“abc” is not a day', { from: '', to: '2022-09-16' }],
  ['until=2022-09', '“2022-09” is not a day', { from: '', to: '' }],
  ['from=2022-09-17&to=2022-09-16', 'before they start', { from: '2022-09-17', to: '2022-09-16' }],
])('%s is refused, and what else was chosen is kept', (search, why, days) => {
  expect(chosen(`${search}&kind=REVISED&conflict=a`)).toEqual({
    ...days,
    conflict: 'a',
    kinds: ['REVISED'],
    fault: expect.stringContaining(why),
  });
});

test('days are also called as the API calls its bounds', () => {
  expect(chosen('since=2022-09-16&until=2022-09-17')).toMatchObject({
    from: '2022-09-16',
    to: '2022-09-17',
    fault: null,
  });
});

describe('the days shown', () => {
  test.each([
    ['', '2022-09-16T23:59:59Z', { from: '2022-08-18', to: '2022-09-16' }],
    ['from=2022-09-01', '2022-09-16T23:59:59Z', { from: '2022-09-01', to: '2022-09-16' }],
    ['to=2021-05-01', null, { from: '2021-04-02', to: '2021-05-01' }],
    ['from=2023-01-01', '2022-09-16T23:59:59Z', { from: '2023-01-01', to: '2023-01-01' }],
  ])('%j with the record last moved at %j', (search, latest, days) => {
    expect(daysShown(chosen(search), latest)).toEqual(days);
  });

  test('hold the whole of both their ends', () => {
    expect(spanOf({ from: '2022-09-16', to: '2022-09-17' })).toEqual({
      since: '2022-09-15T23:59:59.999Z',
      until: '2022-09-17T23:59:59.999Z',
    });
  });
});
