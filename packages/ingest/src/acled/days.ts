import { LineUnreadable } from '../csv/cells.ts';
import type { Entry } from '../entry.ts';
import { isDay } from '../time.ts';
import type { Row } from './columns.ts';

type EventRow = Extract<Entry, { entity: 'event' }>['row'];

export interface Days extends Pick<EventRow, 'precision'> {
  /** Inclusive; the day of the row and what its precision leaves open. */
  from: string;
  to: string;
  /** As the row has it. */
  given: string;
}

const MONTHS = [
  ...['january', 'february', 'march', 'april', 'may', 'june', 'july'],
  ...['august', 'september', 'october', 'november', 'december'],
];
const DAY = 86_400_000;

/** ACLED dates what it knows by the week or the month to a day within. @throws LineUnreadable */
export function readDays({ event_date, time_precision }: Row): Days {
  const given = dayOf(event_date);
  switch (time_precision) {
    case '1':
      return { given, from: given, to: given, precision: 'DAY' };
    case '2':
      return { given, from: shifted(given, -6), to: shifted(given, 6), precision: 'WEEK' };
    case '3':
      return { given, ...monthOf(given), precision: 'MONTH' };
    default:
      return { given, from: given, to: given, precision: 'UNKNOWN' };
  }
}

/** `2022-09-16`, as the API writes it, or `16 September 2022`, as the export tool does. */
function dayOf(text: string): string {
  const [, day, month, year] = /^(\d{1,2})[ -]([a-z]+)[ -](\d{4})$/i.exec(text) ?? [];
  const number = month === undefined ? 0 : MONTHS.indexOf(month.toLowerCase()) + 1;
  const written = number > 0 ? `${year}-${two(number)}-${two(Number(day))}` : text;
  if (isDay(written)) return written;
  throw new LineUnreadable(
    `event_date is “${text.slice(0, 60)}”, not a date like 2022-09-16 or 16 September 2022`,
  );
}

const two = (number: number) => String(number).padStart(2, '0');

function monthOf(day: string) {
  const [year, month] = day.split('-').map(Number) as [number, number];
  return {
    from: `${day.slice(0, 'YYYY-MM'.length)}-01`,
    to: new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 'YYYY-MM-DD'.length),
  };
}

const shifted = (day: string, by: number) =>
  new Date(Date.parse(day) + by * DAY).toISOString().slice(0, 'YYYY-MM-DD'.length);
