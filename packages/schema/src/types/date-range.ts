import { builder } from '../builder.ts';
import { badUserInput } from '../errors.ts';
import { dayOf } from './scalars.ts';

export const DateRange = builder.inputType('DateRange', {
  description: 'A span of days, both ends inclusive; an end left out is open.',
  fields: (t) => ({
    from: t.field({ type: 'Date', description: 'The first day.' }),
    to: t.field({ type: 'Date', description: 'The last day.' }),
  }),
});

/** The days that a span asks for. */
export function daysOf(
  range: (typeof DateRange)['$inferInput'] | null | undefined,
  argument: string,
): { from: string | null; to: string | null } {
  const from = dayOf(range?.from);
  const to = dayOf(range?.to);
  if (from && to && from > to) {
    throw badUserInput(`The span of days ends (${to}) before it starts (${from}).`, argument);
  }
  return { from, to };
}
