/** The argument of every field that rests on claims. */
export const asOfArgument = {
  type: 'DateTime',
  description:
    'Answer as of this moment: only with what had certainly been asserted by then and not yet withdrawn. Without it: now.',
} as const;

/** The same of a list of agreements, which without it holds those that nobody has announced too. */
export const announcedByArgument = {
  type: 'DateTime',
  description: 'Only agreements that somebody had certainly announced by this moment.',
} as const;
