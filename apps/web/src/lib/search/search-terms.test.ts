import { expect, test } from 'vitest';
import { searchTermsIn } from './search-terms.ts';

test.each([
  ['/conflicts/kyrgyzstan-tadjikistan', 'kyrgyzstan tadjikistan'],
  ['/ru/places/%D0%92%D0%BE%D1%80%D1%83%D1%85/', 'Ворух'],
  ['/events/ucdp:ged:0', 'ucdp ged 0'],
  ['/claims/100%-sure', '100 sure'],
  ['/claims/-', null],
  ['/', null],
])('%s may have meant %j', (pathname, words) => {
  expect(searchTermsIn(pathname)).toBe(words);
});
