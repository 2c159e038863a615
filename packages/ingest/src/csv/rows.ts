import type { Readable } from 'node:stream';
import { FileRefused, type Reading, type Rejection } from '../reader.ts';
import { LineUnreadable } from './cells.ts';
import { readHeader, type Columns, type Layout, type Row } from './layout.ts';
import { linesOf, type Line } from './lines.ts';

/**
 * What `read` makes of each line below the header of a CSV file, as it streams. A line that it throws
 * `LineUnreadable` for is rejected, and so is one whose cells do not fit the header.
 *
 * @throws FileRefused when the file is not of the layout, holds no line, or is cut off.
 */
export async function* readLines<Column extends string, Read = Reading>(
  bytes: Readable,
  layout: Layout<Column>,
  read: (row: Row<Column>, line: number) => Read,
): AsyncGenerator<Read | Rejection> {
  let columns: Columns<Column> | undefined;
  let last: Line | undefined;
  for await (const next of linesOf(bytes)) {
    if (!columns) {
      columns = readHeader(layout, next.cells);
      if (!columns.headerless) continue;
    }
    if (!last && isHxl(next.cells)) continue;
    if (last) yield readOrReject(last, columns, read);
    last = next;
  }
  if (!columns) throw new FileRefused('the file is empty');
  if (!last) throw new FileRefused('nothing in it: only the header line is there');
  // A short line in the middle is one bad line; at the end it is where the file was cut.
  if (last.cells.length < columns.width) {
    throw new FileRefused(
      `cut off: its last line (${last.line}) has ${last.cells.length} of ${columns.width} cells`,
    );
  }
  yield readOrReject(last, columns, read);
}

/** The line of tags that the Humanitarian Data Exchange puts below the header: `#geo+lat`. */
function isHxl(cells: readonly string[]): boolean {
  const tags = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
  return tags.length > 0 && tags.every((tag) => /^#[a-z]/i.test(tag));
}

function readOrReject<Column extends string, Read>(
  { line, cells }: Line,
  columns: Columns<Column>,
  read: (row: Row<Column>, line: number) => Read,
): Read | Rejection {
  try {
    return read(rowOf(cells, columns), line);
  } catch (error) {
    if (!(error instanceof LineUnreadable)) throw error;
    return { outcome: 'rejected', line, reason: error.message };
  }
}

function rowOf<Column extends string>(
  cells: readonly string[],
  { width, row }: Columns<Column>,
): Row<Column> {
  if (cells.length !== width) {
    throw new LineUnreadable(`${cells.length} cells where the header has ${width}`);
  }
  const found = row(cells);
  // PostgreSQL's text cannot hold the character.
  for (const column in found) {
    if (found[column].includes('\0')) throw new LineUnreadable(`${column} holds a NUL character`);
  }
  return found;
}

/**
 * Reads no further than the header line.
 *
 * @throws FileRefused when it is not one of the layout.
 */
export async function checkHeader<Column extends string>(
  bytes: Readable,
  layout: Layout<Column>,
): Promise<void> {
  for await (const { cells } of linesOf(bytes)) {
    readHeader(layout, cells);
    return;
  }
  throw new FileRefused('the file is empty');
}
