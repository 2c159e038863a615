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

describe('filterOf', () => {
  const evening = '2022-09-16T23:59:59.000Z';

  test.each([
    ['nothing', '', '', null, null],
    ['a first day', '2021-04-28', '', null, { from: '2021-04-28', to: null }],
    ['nothing, rewound', '', '', evening, { from: null, to: '2022-09-16' }],
    ['an earlier last day, rewound', '', '2021-05-01', evening, { from: null, to: '2021-05-01' }],
    ['a later last day, rewound', '', '2023-01-01', evening, { from: null, to: '2022-09-16' }],
    ['the day itself', '2022-09-16', '', evening, { from: '2022-09-16', to: '2022-09-16' }],
  ])('%s', (_, from, to, asOf, during) => {
    expect(filterOf({ from, to }, asOf)).toEqual(during && { during });
  });

  test('refuses days that had not come by the moment', () => {
    expect(() => filterOf({ from: '2022-09-20', to: '' }, evening)).toThrow(
      expect.objectContaining({
        status: 400,
        body: { status: 400, message: expect.stringContaining('rewound to 2022-09-16') },
      }),
    );
  });
});
