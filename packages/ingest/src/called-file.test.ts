import { expect, test } from 'vitest';
import { calledFile } from './called-file.ts';

test.each([
  ['ACLED', 'an ACLED file'],
  ['IDMC GIDD', 'an IDMC GIDD file'],
  ['UCDP GED', 'a UCDP GED file'],
  ['claims sheet', 'a claims sheet'],
])('a file of %s is called %s', (title, called) => {
  expect(calledFile(title)).toBe(called);
});
