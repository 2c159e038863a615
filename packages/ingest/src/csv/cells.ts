import { isDay } from '../time.ts';
import type { Row } from './layout.ts';

/** A line that cannot be read; the message is the reason it is rejected with. */
export class LineUnreadable extends Error {
  override name = 'LineUnreadable';
}

const INTEGER = 2_147_483_647;
/** Names are indexed, and PostgreSQL refuses index entries of more than 2.7 kB. */
const LONGEST_NAME = 300;

/** Some releases passed through tools that write whole numbers as `703.0`. */
export function integer<Column extends string>(
  row: Row<Column>,
  column: Column,
  highest = INTEGER,
): number {
  const number = optionalInteger(row, column, highest);
  if (number === null) throw new LineUnreadable(`${column} is empty`);
  return number;
}

export function optionalInteger<Column extends string>(
  row: Row<Column>,
  column: Column,
  highest = INTEGER,
): number | null {
  const text = row[column];
  if (text === '') return null;
  const number = /^-?\d+(\.0*)?$/.test(text) ? Number(text) : NaN;
  if (Number.isNaN(number)) throw unreadable(row, column, 'a whole number');
  if (Math.abs(number) > highest) throw unreadable(row, column, 'a number of a plausible size');
  return number;
}

export function count<Column extends string>(row: Row<Column>, column: Column): number {
  const number = integer(row, column);
  if (number < 0) throw unreadable(row, column, 'a count');
  return number;
}

/** Decimal degrees within the globe, of a column by either name; null where the cell is empty. */
export function degrees<Column extends 'latitude' | 'longitude'>(
  row: Row<Column>,
  column: Column,
): number | null {
  const text = row[column];
  if (text === '') return null;
  const number = /^-?\d+(\.\d*)?$/.test(text) ? Number(text) : NaN;
  const most = column === 'latitude' ? 90 : 180;
  if (Number.isNaN(number)) throw unreadable(row, column, 'in decimal degrees');
  if (Math.abs(number) > most) throw unreadable(row, column, `between -${most} and ${most}`);
  return number;
}

/** The calendar day of `2013-01-03`, `2013-01-03T00:00:00` or `2013-01-03 00:00:00.000`. */
export function day<Column extends string>(row: Row<Column>, column: Column): string {
  const [text] = row[column].split(/[ T]/);
  if (text === undefined || !isDay(text)) throw unreadable(row, column, 'a date like 2021-12-31');
  return text;
}

export function name<Column extends string>(row: Row<Column>, column: Column): string {
  const text = optionalName(row, column);
  if (text === null) throw new LineUnreadable(`${column} is empty`);
  return text;
}

export function optionalName<Column extends string>(
  row: Row<Column>,
  column: Column,
): string | null {
  const text = oneLine(row[column]);
  if (text.length > LONGEST_NAME) {
    throw new LineUnreadable(`${column} is ${text.length} characters long, too long for a name`);
  }
  return text || null;
}

/** Single spaces, of which there is one between any two words, are left alone: replacing those as well takes three times as long. */
export function oneLine(text: string): string {
  return text.replace(/[^\S ]\s*| \s+/g, ' ').trim();
}

function unreadable<Column extends string>(
  row: Row<Column>,
  column: Column,
  expected: string,
): LineUnreadable {
  return new LineUnreadable(`${column} is “${row[column].slice(0, 60)}”, not ${expected}`);
}
