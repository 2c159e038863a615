import { itemsOf } from '@casus/store/lists/stream';
import { bytePage } from './byte-page.ts';
import type { Column } from './column.ts';
import { isoInstant, remembering, writtenColumns, type Format } from './format.ts';

/**
 * RFC 4180: a header row, CRLF, quotes where needed; nothing before or after, so that every reader takes it as it is.
 * What the file tells of itself therefore stands in its last columns.
 */
export const csv: Format = {
  name: 'csv',
  contentType: 'text/csv; charset=utf-8; header=present',
  write: (layout) => {
    const open = layout.columns.filter(({ closing }) => !closing);
    const closing = layout.columns.filter(({ closing }) => closing);
    const [first, ...others] = writtenColumns(layout, open, cellOf);
    const end = writtenColumns(layout, closing, cellOf);
    const endOf = remembering((text) =>
      Buffer.from(`${end.map(({ write }) => `,${write(text)}`).join('')}\r\n`),
    );
    const closedBy = end[0]!.at;
    const page = bytePage();
    return {
      head: `${layout.columns.map(({ name }) => name).join(',')}\r\n`,
      rows: (rows) => {
        for (const row of rows) {
          let line = first!.write(row[first!.at]!);
          for (const { at, write } of others) line += `,${write(row[at]!)}`;
          page.put(line);
          page.putBytes(endOf(row[closedBy]!));
        }
        return page.take();
      },
      tail: () => '',
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
