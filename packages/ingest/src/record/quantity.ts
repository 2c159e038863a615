import type { Quantifier } from '@casus/store/vocabulary';
import { z } from 'zod';
import { NO_FIGURE, quantified, type Quantity } from '../quantity.ts';
import { count, strict } from './fields.ts';

const QUANTIFIERS = {
  exact: 'EXACT',
  about: 'ABOUT',
  atLeast: 'AT_LEAST',
  moreThan: 'MORE_THAN',
  upTo: 'UP_TO',
} as const satisfies Record<string, Quantifier>;
const WORDS = Object.keys(QUANTIFIERS) as (keyof typeof QUANTIFIERS)[];

/**
 * `120000`, `{ about: 137000 }`, `{ low: 88, best: 88, high: 94 }`, or `none` for a claimant that
 * says there were some and gives no number. A bare number is one told without such a word.
 */
export const quantity = z
  .preprocess(
    (value) =>
      typeof value === 'number' ? { exact: value } : value === 'none' ? { none: true } : value,
    strict(
      {
        none: z.literal(true).optional(),
        exact: count.optional(),
        about: count.optional(),
        atLeast: count.optional(),
        moreThan: count.optional(),
        upTo: count.optional(),
        low: count.optional(),
        best: count.optional(),
        high: count.optional(),
      },
      `a number, none, or one of ${WORDS.join(', ')} with a number`,
    ),
  )
  .transform((written, ctx): Quantity => {
    const { low = null, best = null, high = null } = written;
    const words = WORDS.filter((word) => written[word] !== undefined);
    const ranged = low !== null || best !== null || high !== null;
    if (words.length > 1 || (words.length === 1 && ranged)) {
      ctx.addIssue({
        code: 'custom',
        message: `says the number in several ways: keep one of ${WORDS.join(', ')}, or low, best and high`,
      });
      return z.NEVER;
    }
    if (ranged) return { low, best, high, quantifier: 'EXACT' };
    const [word] = words;
    const value = word && written[word];
    if (word !== undefined && value !== undefined) return quantified(QUANTIFIERS[word], value);
    if (written.none) return NO_FIGURE;
    ctx.addIssue({ code: 'custom', message: 'says no number: write it, or none if none is given' });
    return z.NEVER;
  });
