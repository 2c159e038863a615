import type { TimePrecision } from '../../gql/graphql.ts';

/** How closely an event's time is known, where a chart by month may count it in a month it was not in. */
export const WIDE: TimePrecision[] = ['MONTH', 'YEAR', 'UNKNOWN'];

/** How many of such events a page asks for, the deadliest first. */
export const WIDE_ASKED = 100;
