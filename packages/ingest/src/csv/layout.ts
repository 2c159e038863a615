import { FileRefused } from '../reader.ts';

/** The columns of a CSV format, by the names that its header line gives them, in small letters. */
export interface Layout<Column extends string> {
  /** What messages call such a file: “not a UCDP GED file”. */
  title: string;
  /** Without one of these a line cannot be read. */
  required: readonly Column[];
  /** Read where a file has them. */
  optional: readonly Column[];
  /** Other spellings of a column. */
  aliases?: Readonly<Record<string, Column>>;
}

/** One line of a file by column, trimmed; a column that the file lacks is an empty string. */
export type Row<Column extends string> = Readonly<Record<Column, string>>;

export interface Columns<Column extends string> {
  /** How many cells a whole line has. */
  width: number;
  row: (cells: readonly string[]) => Row<Column>;
}

/** @throws FileRefused when the header line is not one of the format. */
export function readHeader<Column extends string>(
  layout: Layout<Column>,
  header: readonly string[],
): Columns<Column> {
  const { required, optional, aliases = {} } = layout;
  const names = header.map((name) => name.trim().toLowerCase());
  const places = new Map(names.map((name, index) => [aliases[name] ?? name, index] as const));
  const missing = required.filter((column) => !places.has(column));
  if (missing.length > 0) {
    throw new FileRefused(`not a ${layout.title} file: ${explain(layout, missing, names)}`);
  }
  const read = [...required, ...optional].map((column) => [column, places.get(column)] as const);
  return {
    width: header.length,
    row: (cells) =>
      Object.fromEntries(
        read.map(([column, place]) => [column, place === undefined ? '' : cells[place]!.trim()]),
      ) as Row<Column>,
  };
}

function explain<Column extends string>(
  { title, required }: Layout<Column>,
  missing: readonly Column[],
  names: readonly string[],
): string {
  const first = names.slice(0, 4).join(', ').slice(0, 80);
  if (missing.length === required.length) {
    return `its first line names none of the columns of ${title} (it begins “${first}”)`;
  }
  return missing.length === 1
    ? `column ${missing[0]} is missing`
    : `${missing.length} columns are missing: ${missing.join(', ')}`;
}
