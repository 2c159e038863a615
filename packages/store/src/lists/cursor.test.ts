import { describe, expect, test } from 'vitest';
import { CursorRefused, decodeCursor, encodeCursor } from './cursor.ts';

const of = (...parts: unknown[]) => Buffer.from(JSON.stringify(parts)).toString('base64url');

describe('a cursor', () => {
  test('comes back as it was given out', () => {
    const cursor = encodeCursor('LATEST_FIRST', '2022-09-16 10:00:00+00', 'record:kgz-tjk/x');
    expect(decodeCursor(cursor, 'LATEST_FIRST', 'instant')).toEqual([
      '2022-09-16 10:00:00+00',
      'record:kgz-tjk/x',
    ]);
  });

  test.each([
    ['no base64', '%%%'],
    ['empty', ''],
    ['no JSON', Buffer.from('{').toString('base64url')],
    ['no list', Buffer.from('{"a":1}').toString('base64url')],
    ['too short', of('LATEST_FIRST', '2022-09-16 10:00:00+00')],
    ['another order', of('NAME_ASC', '2022-09-16 10:00:00+00', 'k')],
    ['a value that is no text', of('LATEST_FIRST', 5, 'k')],
    ['a value that is no time', of('LATEST_FIRST', "'; drop table events", 'k')],
    ['a day that is none', of('LATEST_FIRST', '2022-13-45 10:00:00+00', 'k')],
    ['a key that is no text', of('LATEST_FIRST', '2022-09-16 10:00:00+00', null)],
    ['a key that PostgreSQL cannot hold', of('LATEST_FIRST', '2022-09-16 10:00:00+00', 'a\0b')],
  ])('is refused when it is %s', (_, cursor) => {
    expect(() => decodeCursor(cursor, 'LATEST_FIRST', 'instant')).toThrow(CursorRefused);
  });

  test.each([
    ['date', '2022-09-16', true],
    ['date', '2022-09-16 10:00:00+00', false],
    ['number', '-12', true],
    ['number', '12.5', false],
    ['number', '99999999999', false],
    ['date', '2022-02-30', false],
    ['date', '0000-01-01', false],
    ['instant', '2022-02-30 00:00:00+00', false],
    ['number', '1e400', false],
    ['text', 'anything “at all”', true],
  ] as const)('holds a %s as such: %s', (shape, value, sound) => {
    const read = () => decodeCursor(of('X', value, 'k'), 'X', shape);
    if (sound) expect(read()).toEqual([value, 'k']);
    else expect(read).toThrow(CursorRefused);
  });
});
