import { FileRefused } from '../reader.ts';

/** Without one of these an event of GED cannot be read. */
const REQUIRED = [
  'id',
  'type_of_violence',
  'conflict_new_id',
  'conflict_name',
  'dyad_new_id',
  'dyad_name',
  'side_a_new_id',
  'side_a',
  'side_b_new_id',
  'side_b',
  'where_prec',
  'latitude',
  'longitude',
  'country',
  'country_id',
  'date_prec',
  'date_start',
  'date_end',
  'deaths_a',
  'deaths_b',
  'deaths_civilians',
  'deaths_unknown',
  'best',
  'high',
  'low',
] as const;

/** Read where a release has them; releases differ in these. */
const OPTIONAL = [
  'year',
  'code_status',
  'number_of_sources',
  'source_article',
  'source_office',
  'source_date',
  'source_headline',
  'source_original',
  'where_coordinates',
  'where_description',
  'adm_1',
  'adm_2',
  'event_clarity',
  'gwnoa',
  'gwnob',
] as const;

/** The codebook itself spells one column in two ways. */
const ALIASES: Readonly<Record<string, string>> = { where_decription: 'where_description' };

export type Column = (typeof REQUIRED)[number] | (typeof OPTIONAL)[number];

/** One line of the file by column, trimmed; a column the release lacks is an empty string. */
export type Row = Readonly<Record<Column, string>>;

export interface Columns {
  /** How many cells a whole line has. */
  width: number;
  row: (cells: readonly string[]) => Row;
}

/** @throws FileRefused when the header line is not one of GED. */
export function readColumns(header: readonly string[]): Columns {
  const names = header.map((name) => name.trim().toLowerCase());
  const places = new Map(names.map((name, index) => [ALIASES[name] ?? name, index] as const));
  const missing = REQUIRED.filter((column) => !places.has(column));
  if (missing.length > 0) throw new FileRefused(`not a UCDP GED file: ${describe(missing, names)}`);
  const read = [...REQUIRED, ...OPTIONAL].map((column) => [column, places.get(column)] as const);
  return {
    width: header.length,
    row: (cells) =>
      Object.fromEntries(
        read.map(([column, place]) => [column, place === undefined ? '' : cells[place]!.trim()]),
      ) as Row,
  };
}

function describe(missing: readonly string[], names: readonly string[]): string {
  const first = names.slice(0, 4).join(', ').slice(0, 80);
  if (missing.length === REQUIRED.length) {
    return `its first line names none of GED's columns (it begins “${first}”)`;
  }
  return missing.length === 1
    ? `column ${missing[0]} is missing`
    : `${missing.length} columns are missing: ${missing.join(', ')}`;
}
