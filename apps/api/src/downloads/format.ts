import type { TextRow } from '@casus/store/stream';
import type { Column, FileFacts, FormatName } from './column.ts';

/** What is written of a download: what stands before the rows, each row, what stands after them. */
export interface Written {
  head: string;
  /** Rows as they follow each other; `first` where none came before. */
  rows(rows: readonly TextRow[], first: boolean): string;
  tail: string;
}

/** How rows become a file. */
export interface Format {
  name: FormatName;
  contentType: string;
  write(layout: Layout): Written;
}

/** What a format needs to know of a download. */
export interface Layout {
  /** Those that the format has. */
  columns: readonly Column[];
  /** The texts of a row, in their order. */
  cells: readonly string[];
  /** Which of them are a row's point, in degrees. */
  point: { latitude: string; longitude: string };
  file: FileFacts;
  /** What a file tells of itself. */
  about: object;
}

/** The columns, each as a function of a row to the text as written. */
export function written(
  { columns, cells, file }: Layout,
  write: (column: Column) => (text: string) => string,
): ((row: TextRow) => string)[] {
  return columns.map((column) => {
    const at = cells.indexOf(column.from);
    const put = write(column);
    const { made, steady } = column;
    if (!made) return (row) => put(row[at]!);
    const make = (text: string) => put(made(text, file));
    const remade = steady ? rememberingLast(make) : make;
    return (row) => remade(row[at]!);
  });
}

function rememberingLast(make: (text: string) => string): (text: string) => string {
  let last: { text: string; made: string } | undefined;
  return (text) => {
    if (last?.text !== text) last = { text, made: make(text) };
    return last.made;
  };
}

/** PostgreSQL's text of an instant (sessions run in UTC) as ISO 8601 with milliseconds. */
export function isoInstant(text: string): string {
  if (text.endsWith('Z')) return text;
  const fraction = text.slice(20, -3);
  return `${text.slice(0, 10)}T${text.slice(11, 19)}.${fraction.padEnd(3, '0')}Z`;
}
