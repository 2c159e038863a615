import { ownCopy, type TextRow } from '@casus/store/lists/stream';
import type { AboutFile } from './about.ts';
import type { Column, FileFacts, FormatName } from './column.ts';

/** What is written of a download: what stands before the rows, each row, what stands after them. */
export interface Written {
  head: string;
  /** Rows as they follow each other; `first` where none came before. */
  rows(rows: readonly TextRow[], first: boolean): Buffer;
  tail(): string | Buffer;
}

/** How rows become a file. */
export interface Format {
  name: FormatName;
  contentType: string;
  write(layout: Layout): Written;
}

/** All of a file, as its rows come. */
export async function* chunksOf(
  { head, rows, tail }: Written,
  batches: AsyncGenerator<TextRow[]>,
): AsyncGenerator<string | Buffer> {
  if (head) yield head;
  let first = true;
  for await (const batch of batches) {
    const bytes = rows(batch, first);
    first = false;
    if (bytes.length > 0) yield bytes;
  }
  const end = tail();
  if (end.length > 0) yield end;
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
  about: AboutFile;
}

/** A column as written: which text of a row it is made of, and how. */
export interface WrittenColumn {
  at: number;
  write(text: string): string;
}

export function writtenColumns(
  { cells, file }: Pick<Layout, 'cells' | 'file'>,
  columns: readonly Column[],
  put: (column: Column) => (text: string) => string,
): WrittenColumn[] {
  return columns.map((column) => {
    const { from, made, recurs } = column;
    const written = put(column);
    const write = made ? (text: string) => written(made(text, file)) : written;
    return { at: cells.indexOf(from), write: recurs ? remembering(write) : write };
  });
}

const REMEMBERED = 2_000;

export function remembering<Made>(make: (text: string) => Made): (text: string) => Made {
  const known = new Map<string, Made>();
  return (text) => {
    let made = known.get(text);
    if (made === undefined) {
      if (known.size === REMEMBERED) known.clear();
      made = make(text);
      known.set(ownCopy(text), made);
    }
    return made;
  };
}

/** PostgreSQL's text of an instant (sessions run in UTC) as ISO 8601 with milliseconds. */
export function isoInstant(text: string): string {
  if (text.endsWith('Z')) return text;
  const fraction = text.slice(20, -3);
  return `${text.slice(0, 10)}T${text.slice(11, 19)}.${fraction.padEnd(3, '0')}Z`;
}
