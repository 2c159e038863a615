import { CsvError, parse, type Options } from 'csv-parse';
import { pipeline, type Readable } from 'node:stream';
import { FileRefused } from '../reader.ts';
import { onlyUtf8 } from './utf8.ts';

export interface Line {
  /** Where it begins; a quoted cell may run over several lines. */
  line: number;
  cells: string[];
}

/** Far above the longest line there is (10 kB); a quote left open would take in the whole file. */
const LONGEST_LINE = 1_000_000;

/** @throws FileRefused when the bytes are not CSV in UTF-8, or end within a quoted cell. */
export async function* linesOf(bytes: Readable): AsyncGenerator<Line> {
  // Counted as the parser goes: on an error it drops the lines that nobody has taken yet.
  let ended = 0;
  let empty = 0;
  const options: Options<Line, string[]> = {
    bom: true,
    relax_column_count: true,
    // A quote within an unquoted cell, as some releases write them, is a letter like any other.
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_LINE,
    on_record: (cells, { lines, empty_lines }) => {
      const line = ended + 1 + empty_lines - empty;
      ended = lines;
      empty = empty_lines;
      return { line, cells };
    },
  };
  // The library's types know records of strings or of columns, not what `on_record` makes of them.
  const parser = parse(options as unknown as Options);
  // Errors of the bytes reach the loop below through the parser, which the pipeline ends with them.
  pipeline(bytes, onlyUtf8, parser, () => {});
  try {
    yield* parser as AsyncIterable<Line>;
  } catch (error) {
    throw error instanceof CsvError ? refusedFor(error, ended + 1) : error;
  }
}

function refusedFor(error: CsvError, line: number): FileRefused {
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') {
    return new FileRefused(`cut off: the quote opened on line ${line} is never closed`, {
      cause: error,
    });
  }
  if (error.code === 'CSV_MAX_RECORD_SIZE') {
    return new FileRefused(
      `not a CSV file, or a quote on line ${line} is never closed: the line runs over ${LONGEST_LINE / 1_000_000} MB`,
      { cause: error },
    );
  }
  return new FileRefused(`not readable as CSV at line ${line}: ${error.message}`, { cause: error });
}
