import { calledFile } from '../called-file.ts';
import type { Readable } from 'node:stream';
import { LineUnreadable } from '../csv/cells.ts';
import type { Layout, Row } from '../csv/layout.ts';
import { FileRefused, type Reading } from '../reader.ts';
import { valuesOf, type JsonValue } from './values.ts';

/** Where the entries of a format stand in its JSON, and what else is to be read there. */
export interface JsonForm {
  /** A path: `$.Result.*`. */
  entries: string;
  /** Paths of properties that tell of the entries: `$.TotalCount`. */
  about?: readonly string[];
}

/**
 * What `read` makes of each entry of a JSON file, which has the columns of a layout for properties.
 * An entry that it throws `LineUnreadable` for is rejected by its place in the file.
 *
 * @param onAbout is given the properties that the form names, by name
 * @throws FileRefused when the file holds no entry, is not JSON, or is cut off
 */
export async function* readEntries<Column extends string>(
  bytes: Readable,
  layout: Layout<Column>,
  { entries, about = [] }: JsonForm,
  read: (row: Row<Column>, entry: number) => Reading,
  onAbout: (name: string, value: unknown) => void = () => {},
): AsyncGenerator<Reading> {
  let entry = 0;
  for await (const found of valuesOf(bytes, [entries, ...about])) {
    if (!isEntry(found)) {
      onAbout(String(found.key), found.value);
      continue;
    }
    if (entry === 0) checkEntry(found.value, layout);
    entry += 1;
    yield readOrReject(found.value, entry, layout, read);
  }
  if (entry === 0) throw new FileRefused('nothing in it: its JSON has no entries');
}

/**
 * Reads no further than the first entry.
 *
 * @throws FileRefused when it is not one of the layout
 */
export async function checkFirstEntry<Column extends string>(
  bytes: Readable,
  layout: Layout<Column>,
  { entries }: JsonForm,
): Promise<void> {
  try {
    for await (const { value } of valuesOf(bytes, [entries])) {
      checkEntry(value, layout);
      return;
    }
  } catch (error) {
    if (!(error instanceof FileRefused) || /^not an? /.test(error.message)) throw error;
  }
  throw new FileRefused(`not ${calledFile(layout.title)}: JSON without “${entries}” in it`);
}

const isEntry = ({ key }: JsonValue) => typeof key === 'number';

function checkEntry<Column extends string>(value: unknown, { title, required }: Layout<Column>) {
  const missing = required.filter((column) => !isObject(value) || !(column in value));
  if (missing.length === 0) return;
  const nearly = missing.length < required.length / 2;
  throw new FileRefused(
    missing.length === required.length
      ? `not ${calledFile(title)}: the entries of its JSON have none of the columns of ${title}`
      : `not ${calledFile(title)}: the entries of its JSON have no ${missing.join(', ')}`,
    { nearly },
  );
}

function readOrReject<Column extends string>(
  value: unknown,
  entry: number,
  layout: Layout<Column>,
  read: (row: Row<Column>, entry: number) => Reading,
): Reading {
  try {
    return read(rowOf(value, layout), entry);
  } catch (error) {
    if (!(error instanceof LineUnreadable)) throw error;
    return { outcome: 'rejected', line: entry, unit: 'entry', reason: error.message };
  }
}

function rowOf<Column extends string>(
  value: unknown,
  { required, optional, aliases = {} }: Layout<Column>,
): Row<Column> {
  if (!isObject(value)) throw new LineUnreadable('not an object of columns');
  const row = Object.fromEntries([...required, ...optional].map((column) => [column, '']));
  for (const [name, cell] of Object.entries(value)) {
    const column = aliases[name] ?? name;
    if (Object.hasOwn(row, column)) row[column] = cellOf(column, cell);
  }
  return row as Row<Column>;
}

function cellOf(column: string, value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'object') throw new LineUnreadable(`${column} is not a plain value`);
  const cell = String(value as string | number | boolean).trim();
  // PostgreSQL's text cannot hold the character.
  if (cell.includes('\0')) throw new LineUnreadable(`${column} holds a NUL character`);
  return cell;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
