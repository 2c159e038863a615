import { itemsOf } from '@casus/store/stream';
import type { Column } from './column.ts';
import { isoInstant, written, type Format } from './format.ts';

/**
 * RFC 4180: a header row, CRLF, quotes where needed; nothing before or after, so that every reader takes it as it is.
 * What the file tells of itself therefore stands in its last columns.
 */
export const csv: Format = {
  name: 'csv',
  contentType: 'text/csv; charset=utf-8; header=present',
  write: (layout) => {
    const cells = written(layout, cellOf);
    return {
      head: `${layout.columns.map(({ name }) => name).join(',')}\r\n`,
      rows: (rows) => {
        const texts = new Array<string>(cells.length);
        let lines = '';
        for (const row of rows) {
          for (let index = 0; index < cells.length; index++) texts[index] = cells[index]!(row);
          lines += `${texts.join(',')}\r\n`;
        }
        return lines;
      },
      tail: '',
    };
  },
};

function cellOf({ type }: Column): (text: string) => string {
  switch (type) {
    case 'code':
    case 'number':
      return (text) => text;
    case 'instant':
      return (text) => text && isoInstant(text);
    case 'text':
      return textCell;
    case 'list':
      return (text) => (text ? textCell(itemsOf(text).join('; ')) : '');
  }
}

/**
 * A spreadsheet takes a cell that starts so for a formula and runs it. An apostrophe before it, which spreadsheets
 * hide, makes it a text; numbers are written by the database and stay as they are.
 */
const FORMULA = /^[=+\-@\t\r]/;
const QUOTED = /[",\r\n]/;

export function textCell(text: string): string {
  // A letter, with which most begin, comes after all of these.
  const safe = text.charCodeAt(0) <= 0x40 && FORMULA.test(text) ? `'${text}` : text;
  return QUOTED.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
