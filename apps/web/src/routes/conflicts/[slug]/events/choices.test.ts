import { describe, expect, test } from 'vitest';
import { choicesOf, filterOf } from './choices.ts';

const chosen = (search: string) => choicesOf({ searchParams: new URLSearchParams(search) });

describe('choicesOf', () => {
  test.each([
    ['nothing', '', { from: '', to: '', order: 'LATEST_FIRST' }],
    ['a spell', 'from=2021-04-28&to=', { from: '2021-04-28', to: '', order: 'LATEST_FIRST' }],
    ['an order', 'order=DEADLIEST_FIRST', { from: '', to: '', order: 'DEADLIEST_FIRST' }],
    ['an unknown order', 'order=toString', { from: '', to: '', order: 'LATEST_FIRST' }],
  ])('%s', (_, search, expected) => {
    expect(chosen(search)).toEqual(expected);
  });

  test.each(['april', '2021-02-30', '2021-4-1', '20210401'])('refuses the day %s', (day) => {
    expect(() => chosen(`from=${day}`)).toThrow(
      expect.objectContaining({
        status: 400,
        body: { status: 400, message: expect.stringContaining(day) },
      }),
    );
  });
});

test('filterOf asks for a spell only where one is given', () => {
  expect([filterOf({ from: '', to: '' }), filterOf({ from: '2021-04-28', to: '' })]).toEqual([
    null,
    { during: { from: '2021-04-28', to: null } },
  ]);
});
