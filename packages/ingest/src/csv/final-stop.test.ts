import { expect, test } from 'vitest';
import { withoutFinalStop } from './final-stop.ts';

test.each([
  ['Ministry of Defence', 'Ministry of Defence'],
  ['Ministry of Defence.', 'Ministry of Defence'],
  ['Ministry of Defence . ', 'Ministry of Defence'],
  ['Herald, South,', 'Herald, South'],
  ['U.S. Army, H.Q.', 'U.S. Army, H.Q.'],
  ['Example Press Co.', 'Example Press Co.'],
  ['24.kg', '24.kg'],
  ['.', ''],
])('“%s” is “%s”', (text, name) => {
  expect(withoutFinalStop(text)).toBe(name);
});
