/** The argument of every field that rests on claims. */
export const asOfArgument = {
  type: 'DateTime',
  description:
    'Answer as of this moment: only with what had certainly been asserted by then and not yet withdrawn. Without it: now.',
} as const;

/** The argument of what releases may describe otherwise, one after the other. */
export const describedByArgument = {
  type: 'DateTime',
  description:
    'As the release described it that had the last word at this moment. Without it: as the latest does.',
} as const;

/** The argument of which release it was. */
export const deliveredByArgument = {
  type: 'DateTime',
  description: 'The one that had last delivered it by this moment. Without it: the latest.',
} as const;

/** The argument of what releases have said. */
export const saidByArgument = {
  type: 'DateTime',
  description: 'Only what releases had said by this moment. Without it: all that they have.',
} as const;

/** The same of a list of agreements, which without it holds those that nobody has announced too. */
export const announcedByArgument = {
  type: 'DateTime',
  description: 'Only agreements that somebody had certainly announced by this moment.',
} as const;

/** The same of reports, which without it are all listed. */
export const publishedByArgument = {
  type: 'DateTime',
  description:
    'Only reports that had certainly been published by this moment; an undated one, if something that stands in it had certainly been said by then.',
} as const;

/** The same of events, which without it are all listed: those too that rest on no claim of their own. */
export const knownByArgument = {
  type: 'DateTime',
  description:
    'Only events that were known by this moment: something had certainly been claimed of them, or of a part of them, or they had been alleged as a breach, and it was not yet withdrawn. Filters and orders go by what they were said to be then, and by the deaths estimated by then. Without it: every event that has not been withdrawn, with its latest estimate.',
} as const;
