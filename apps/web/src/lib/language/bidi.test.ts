import { expect, test } from 'vitest';
import { isolate, withoutControls } from './bidi.ts';

test.each([
  ['Government of Kyrgyzstan', 'Government of Kyrgyzstan'],
  ['Исфара – Ворух', 'Исфара – Ворух'],
  // Overrides are not obeyed, closed or not.
  ['line sep \u2028 and \u202ERTL\u202C', 'line sep \u2028 and RTL'],
  ['\u202Eevil', 'evil'],
  ['a \u2067b', 'a b'],
  ['آسفي مَرَّاكُش', '\u2068آسفي مَرَّاكُش\u2069'],
  ['Ḩimş / حمص / al-Qā’im', '\u2068Ḩimş / حمص / al-Qā’im\u2069'],
  // No text ends the isolate that it is in.
  ['حمص\u2069 \u202E12', '\u2068حمص 12\u2069'],
  // An isolate ends with its paragraph.
  ['حمص\nحلب', '\u2068حمص\u2069\n\u2068حلب\u2069'],
  ['mark \u200F only', '\u2068mark \u200F only\u2069'],
])('%j', (text, expected) => {
  expect(isolate(text)).toBe(expected);
  // Isolated twice is isolated once.
  expect(isolate(expected)).toBe(expected);
});

test('a program is given the text alone', () => {
  expect(withoutControls(isolate('Ḩimş / حمص'))).toBe('Ḩimş / حمص');
});
