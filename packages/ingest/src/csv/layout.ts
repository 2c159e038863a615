import { calledFile } from '../called-file.ts';
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
  /** All the columns of a file in their order, where some are published without a header line. */
  headerless?: readonly string[];
}

/** One line of a file by column, trimmed; a column that the file lacks is an empty string. */
export type Row<Column extends string> = Readonly<Record<Column, string>>;

export interface Columns<Column extends string> {
  /** How many cells a whole line has. */
  width: number;
  row: (cells: readonly string[]) => Row<Column>;
  /** The first line is no header but holds data. */
  headerless: boolean;
}

/** @throws FileRefused when the first line is not one of the format. */
export function readHeader<Column extends string>(
  layout: Layout<Column>,
  firstLine: readonly string[],
): Columns<Column> {
  const { required, optional, aliases = {} } = layout;
  const headerless = isData(layout, firstLine);
  const header = headerless ? layout.headerless! : firstLine;
  const names = header.map((name) => name.trim().toLowerCase());
  const places = new Map(names.map((name, index) => [aliases[name] ?? name, index] as const));
  const missing = required.filter((column) => !places.has(column));
  if (missing.length > 0) throw refusal(layout, missing, names);
  const read = [...required, ...optional].map((column) => [column, places.get(column)] as const);
  return {
    width: header.length,
    headerless,
    row: (cells) => {
      const row: Partial<Record<Column, string>> = {};
      for (const [column, place] of read)
        row[column] = place === undefined ? '' : cells[place]!.trim();
      return row as Row<Column>;
    },
  };
}

/** As many cells as all columns, none of them a column's name, the first a number. */
function isData<Column extends string>(
  { required, headerless }: Layout<Column>,
  cells: readonly string[],
): boolean {
  if (cells.length !== headerless?.length || !/^\d+$/.test(cells[0]!.trim())) return false;
  const found = new Set(cells.map((cell) => cell.trim().toLowerCase()));
  return !required.some((column) => found.has(column));
}

function refusal<Column extends string>(
  { title, required }: Layout<Column>,
  missing: readonly Column[],
  names: readonly string[],
): FileRefused {
  const refused = (reason: string, nearly = false) =>
    new FileRefused(`not ${calledFile(title)}: ${reason}`, { nearly });
  // People write a sheet themselves: nobody has published it.
  const remedy = title.endsWith('sheet')
    ? 'save it'
    : 'take the file as it was published, or save it';
  for (const [separator, name] of SEPARATORS) {
    const split = new Set(names.join(separator).replaceAll('"', '').split(separator));
    if (!required.every((column) => split.has(column))) continue;
    return refused(
      `its cells are parted by ${name}: ${remedy} with commas between cells and points in numbers`,
      true,
    );
  }
  const cut = missing.filter(
    (column) => column.length > CUT_LENGTH && names.includes(cutName(column)),
  );
  if (cut.length > 0) {
    return refused(
      `its columns' names were cut to ${CUT_LENGTH} letters, as a shapefile does (` +
        `${cut.map((column) => `${cutName(column)} for ${column}`).join(', ')}): take the CSV as it was published`,
      true,
    );
  }
  if (missing.length === required.length) {
    const first = names.slice(0, 4).join(', ').slice(0, 80);
    return refused(`its first line names none of the columns of ${title} (it begins “${first}”)`);
  }
  const nearly = missing.length < required.length / 2;
  return missing.length === 1
    ? refused(`column ${missing[0]} is missing`, nearly)
    : refused(`${missing.length} columns are missing: ${missing.join(', ')}`, nearly);
}

const SEPARATORS = [
  [';', 'semicolons, as Excel saves CSV where numbers have decimal commas'],
  ['\t', 'tabs'],
] as const;

/** dBASE, whose tables shapefiles have, allows no longer names. */
const CUT_LENGTH = 10;

const cutName = (column: string) => column.slice(0, CUT_LENGTH);
