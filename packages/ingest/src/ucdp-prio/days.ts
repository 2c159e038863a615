import type { TimePrecision } from '@casus/store/vocabulary';
import { day, LineUnreadable } from '../csv/cells.ts';
import { readTime, type TimeBounds } from '../time.ts';
import type { Row } from './columns.ts';

/** What the codebook's precision of a day says of it: how it was coded, and how long the truth may be off. */
const PRECISIONS: readonly { precision: TimePrecision; known: 'day' | 'month' | 'year' }[] = [
  { precision: 'DAY', known: 'day' },
  { precision: 'DAYS', known: 'month' },
  { precision: 'MONTH', known: 'month' },
  { precision: 'YEAR', known: 'year' },
  { precision: 'YEAR', known: 'year' },
  { precision: 'UNKNOWN', known: 'year' },
  { precision: 'UNKNOWN', known: 'year' },
];
const LENGTH = { day: 10, month: 7, year: 4 };

/** A day as it is coded, and the time within which the truth lies by its precision. */
export interface CodedDay extends TimeBounds {
  day: string;
}

/** @throws LineUnreadable */
export function codedDay(
  row: Row,
  column: 'start_date' | 'start_date2' | 'ep_end_date',
  code: string,
): CodedDay {
  const coded = day(row, column);
  // Ends have no precision in most releases.
  const known = PRECISIONS[Number(code === '' ? 1 : code) - 1];
  if (!known) throw new LineUnreadable(`the precision of ${column} is “${code}”, not 1 to 7`);
  const bounds = readTime({ date: coded.slice(0, LENGTH[known.known]) });
  return { ...bounds, precision: known.precision, day: coded };
}

/** In words: `2021-05-01`, `April 2014` … */
export function dayText({ day: coded, edtf, precision }: CodedDay): string {
  if (precision === 'DAY') return coded;
  if (precision === 'DAYS') return `about ${coded}`;
  return precision === 'UNKNOWN' ? `an unknown day coded as ${coded}` : edtf;
}
