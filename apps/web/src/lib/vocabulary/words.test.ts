import { expect, test } from 'vitest';
import { wordOf } from './words.ts';

const claim = {
  kind: 'FIGURE',
  stance: 'ASSERTS',
  claimant: { name: 'Kyrgyz authorities' },
} as const;

test.each([
  [{}, 'According to Kyrgyz authorities'],
  [{ kind: 'VIOLATION' }, 'Allegation by Kyrgyz authorities'],
  [{ kind: 'RESPONSIBILITY' }, 'Allegation by Kyrgyz authorities'],
  [{ kind: 'WARNING' }, 'Warning by Kyrgyz authorities'],
  [{ kind: 'COMMITMENT' }, 'Announced by Kyrgyz authorities'],
  [{ kind: 'DENIAL' }, 'Denial by Kyrgyz authorities'],
  [{ stance: 'CONFIRMS' }, 'Confirmed by Kyrgyz authorities'],
  [{ stance: 'CANNOT_CONFIRM' }, 'Not confirmed by Kyrgyz authorities'],
  [{ stance: 'DENIES', kind: 'VIOLATION' }, 'Denial by Kyrgyz authorities'],
] as const)('a claim with %o is told without a verb', (rest, word) => {
  expect(wordOf({ ...claim, ...rest })).toBe(word);
});
