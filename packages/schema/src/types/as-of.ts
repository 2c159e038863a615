/** The argument of every field that rests on claims. */
export const asOfArgument = {
  type: 'DateTime',
  description:
    'Answer as of this moment: only with what had certainly been asserted by then and not yet withdrawn. Without it: now.',
} as const;
