import type { TimePrecision } from '../../gql/graphql.ts';

/** How closely an event's time is known, where it may reach beyond the month that counts it. */
export const WIDE: TimePrecision[] = ['MONTH', 'YEAR', 'UNKNOWN'];
