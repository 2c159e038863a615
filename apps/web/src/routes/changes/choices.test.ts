import { describe, expect, test } from 'vitest';
import { choicesOf, daysShown, spanOf, USUAL } from './choices.ts';

const chosen = (search: string) => choicesOf({ searchParams: new URLSearchParams(search) });

test('what is not chosen is usual, and words that are no kind do not count', () => {
  expect(chosen('kind=WAR')).toEqual({ from: '', to: '', conflict: '', kinds: [...USUAL] });
  expect(chosen('kind=REVISED&kind=RESTATED&conflict=+a+')).toMatchObject({
    kinds: ['REVISED', 'RESTATED'],
    conflict: 'a',
  });
});

test.each(['from=tomorrow', 'to=2022-02-30', 'from=2022-09-17&to=2022-09-16'])(
  '%s is refused',
  (search) => {
    expect(() => chosen(search)).toThrow(expect.objectContaining({ status: 400 }));
  },
);

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
