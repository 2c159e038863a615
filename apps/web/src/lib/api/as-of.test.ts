import { expect, test } from 'vitest';
import { asOfOf, begunFilter, begunAmong } from './as-of.ts';

const read = (text: string) => asOfOf(new URL(`http://x/?asOf=${encodeURIComponent(text)}`));

test.each([
  ['', null],
  ['  ', null],
  ['2022-09-16T23:59:59Z', '2022-09-16T23:59:59.000Z'],
  ['2022-09-16T16:00+06:00', '2022-09-16T10:00:00.000Z'],
  // What a browser's own field gives, and what people write.
  ['2022-09-16T23:59', '2022-09-16T23:59:00.000Z'],
  ['2022-09-16', '2022-09-16T23:59:59.999Z'],
])('%j is %j', (text, expected) => {
  expect(read(text)).toBe(expected);
});

test('now leads to the same page at a moment that stays', () => {
  const url = new URL('http://x/ru/conflicts/y?asOf=now&q=z');
  expect(() => asOfOf(url)).toThrow(
    expect.objectContaining({
      status: 302,
      location: expect.stringMatching(/^\/ru\/conflicts\/y\?asOf=20\d\d-\d\d-\d\dT[\d:]+Z&q=z$/),
    }),
  );
});

test.each([
  'yesterday',
  '2022-13-01',
  '2022-02-30',
  '2022-02-30T10:00Z',
  '16.9.2022',
  '<script>',
  '1663286400',
])('%j is refused, and it is told how to write a moment', (text) => {
  expect(() => read(text)).toThrow(
    expect.objectContaining({
      status: 400,
      body: expect.objectContaining({ message: expect.stringContaining('Write it as 2022-09-16') }),
    }),
  );
});

test('begunFilter asks for the days up to the moment, and for all of them now', () => {
  expect([begunFilter('2022-09-16T23:59:59.000Z'), begunFilter(null)]).toEqual([
    { during: { to: '2022-09-16' } },
    null,
  ]);
});

test('begunAmong leaves out what begins on a later day, and counts no more than it leaves', () => {
  const of = (day: number) => ({ time: { earliest: `2022-09-${day}T12:00:00.000Z` } });
  const asOf = '2022-09-16T09:00:00.000Z';
  expect(begunAmong({ totalCount: 120, nodes: [of(14), of(16), of(17)] }, asOf)).toEqual({
    totalCount: 2,
    nodes: [of(14), of(16)],
  });
  expect(begunAmong({ totalCount: 120, nodes: [of(14)] }, asOf).totalCount).toBe(120);
});
