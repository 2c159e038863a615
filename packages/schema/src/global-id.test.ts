import { describe, expect, test } from 'vitest';
import { decodeGlobalId, encodeGlobalId, nameOf, namesOf } from './global-id.ts';

describe('a global id', () => {
  test('is made from the natural key alone', () => {
    const id = encodeGlobalId('Event', 'ucdp:ged:412700');
    expect(id).toBe('RXZlbnQ6dWNkcDpnZWQ6NDEyNzAw');
    expect(decodeGlobalId(id)).toEqual({ typename: 'Event', id: 'ucdp:ged:412700' });
  });

  test('holds any key', () => {
    const key = 'ucdp:source:703/“Қирғиз” & co?/x';
    expect(decodeGlobalId(encodeGlobalId('Actor', key)).id).toBe(key);
  });

  test.each([
    '',
    'xx',
    'kyrgyzstan-tajikistan',
    btoa('Nothing:1'),
    btoa('Event:'),
    btoa('Event:a\0b'),
  ])('is refused when it is %j', (text) => {
    expect(() => decodeGlobalId(text)).toThrow(/is not an id of this API/);
  });
});

describe('a name in a filter', () => {
  test('is a slug, a natural key or an id', () => {
    expect(
      namesOf('Conflict', [
        'kyrgyzstan-tajikistan',
        'ucdp:conflict:13324',
        encodeGlobalId('Conflict', 'ucdp:conflict:13324'),
      ]),
    ).toEqual(['kyrgyzstan-tajikistan', 'ucdp:conflict:13324', 'ucdp:conflict:13324']);
    expect(namesOf('Conflict', null)).toBeNull();
  });

  test("of another type's id is told to be one", () => {
    expect(() => nameOf('Conflict', encodeGlobalId('Event', 'e'))).toThrow(
      'is the id of an Event; this filter takes ids of a Conflict.',
    );
  });
});
