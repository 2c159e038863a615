import { isWebAddress } from '@casus/store/web-address';
import { readInstant, readTime, TimeUnreadable, type TimeBounds } from '../time.ts';
import { written, type Column, type Row } from './columns.ts';

const MOST_PERSONS = 8_000_000_000;
const LONGEST_NAME = 300;

/**
 * The cells of one line, with what is wrong with each in the words of somebody who sees a
 * spreadsheet: all that is wrong is gathered, so that a line is corrected in one go.
 */
export class Cells {
  readonly problems: string[] = [];
  readonly #row: Row;

  constructor(row: Row) {
    this.#row = row;
  }

  problem(column: Column, message: string): void {
    this.problems.push(`column “${column}”: ${message}`);
  }

  /** On one line; null where the cell is empty. */
  text(column: Column, longest = Infinity): string | null {
    const text = this.#row[column].replace(/\s+/g, ' ');
    if (text.length <= longest) return text || null;
    this.problem(column, `${text.length} characters are too many; write ${longest} at most`);
    return null;
  }

  name(column: Column): string | null {
    return this.text(column, LONGEST_NAME);
  }

  /** A word of a closed list, in any case, with spaces or underscores. */
  word<Word extends string>(column: Column, words: readonly Word[]): Word | null {
    const text = this.text(column);
    if (text === null) return null;
    const asked = text.toUpperCase().replace(/[ -]/g, '_');
    const found = words.find((word) => word === asked);
    if (found === undefined) {
      this.problem(
        column,
        `${quoted(text)} is not allowed; write one of ${words.map(written).join(', ')}`,
      );
    }
    return found ?? null;
  }

  /** How many persons. */
  persons(column: Column): number | null {
    const text = this.text(column);
    if (text === null) return null;
    if (/^\d+$/.test(text) && Number(text) <= MOST_PERSONS) return Number(text);
    const digits = text.replace(/[\s.,'’]/g, '');
    const example = /^\d{1,10}$/.test(digits) ? String(Number(digits)) : '1200';
    this.problem(
      column,
      `${quoted(text)} is not a whole number of persons; write digits alone, like ${example}`,
    );
    return null;
  }

  /** A day, month, year or two of them; or a moment. */
  time(column: Column): TimeBounds | null {
    const text = this.text(column);
    if (text === null) return null;
    try {
      if (!text.includes('T')) return readTime({ date: text });
      const moment = readInstant(text);
      return readTime({ earliest: moment, latest: moment, precision: 'MINUTE' });
    } catch (error) {
      if (!(error instanceof TimeUnreadable)) throw error;
      this.problem(
        column,
        `${quoted(text)} is not a date; write year, month and day like 2022-09-16 (format the column as text, else Excel turns them round), 2022-09, 2022, or two of them like 2022-09-14/2022-09-16`,
      );
      return null;
    }
  }

  address(column: Column): string | null {
    const text = this.text(column);
    if (text === null || isWebAddress(text)) return text;
    this.problem(column, `${quoted(text)} is not an address; begin it with https:// or http://`);
    return null;
  }
}

export const quoted = (text: string) => `“${text.slice(0, 60)}${text.length > 60 ? '…' : ''}”`;
