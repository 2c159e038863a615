import type { Selected } from '@casus/store/lists/selected';

export const FORMATS = ['csv', 'geojson', 'ndjson', 'parquet'] as const;
/** Of tables, which have no points. */
export const TABLE_FORMATS = ['csv', 'parquet'] as const;
export type FormatName = (typeof FORMATS)[number];

/**
 * What a value is, and so how it is written: `code` holds letters, digits and the like only; `text` may hold anything;
 * `list` is several texts.
 */
export type ColumnType = 'text' | 'code' | 'number' | 'instant' | 'list';

/** A column of a download; the same name and value in every format that has it. */
export interface Column<Cell extends string = string> {
  name: string;
  type: ColumnType;
  /** Which of the row's texts it is made of. */
  from: Cell;
  /** What it means, in which unit, when it is empty. */
  description: string;
  /** How it is made of that text, where it is not the text itself. */
  made?: (text: string, file: FileFacts) => string;
  /** Made of one of few texts, which thousands of rows share: each is written once and remembered. */
  recurs?: true;
  /** Closes a table's rows, made of the same text as all that do: together they are written once. */
  closing?: true;
  /** Formats without it, because they tell it another way. */
  notIn?: readonly FormatName[];
}

type Rest = Pick<Column, 'made' | 'notIn' | 'recurs'>;

/** For columns that need nothing else. */
export const RECURS: Rest = { recurs: true };
export const IN_THE_GEOMETRY: Rest = { notIn: ['geojson'] };

/** Makes the columns of a table whose rows have such texts. */
export function columnsOf<Cell extends string>() {
  return (
    name: string,
    type: ColumnType,
    from: Cell,
    description: string,
    rest: Rest = {},
  ): Column<Cell> => ({ name, type, from, description, ...rest });
}

/** What is the same for all rows of one download. */
export interface FileFacts {
  /** Address of this server, without a slash at the end. */
  base: string;
  selected: Selected;
  /** "34 of 512 events; filters: countries=KG". */
  selection: string;
  asOf: string;
}
