import { CsvError, parse, type Options } from 'csv-parse';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream';
import type { Entry, EntryGroup } from '../entry.ts';
import { FileRefused, type Reading } from '../reader.ts';
import { readColumns, type Columns } from './columns.ts';
import { datasetGroup, toldBy } from './dataset.ts';
import type { Release } from './release.ts';
import { readRow } from './row.ts';
import { onlyUtf8 } from '../csv/utf8.ts';

/** What a line of the file comes to, or entries that belong to no one line. */
export type GedReading = Reading | { outcome: 'shared'; group: EntryGroup };

interface Line {
  /** Where it begins; a quoted cell may run over several lines. */
  line: number;
  cells: string[];
}

/** Far above the longest line there is (10 kB); a quote left open would take in the whole file. */
const LONGEST_LINE = 1_000_000;
/** Reports are the one kind of entity that grows with the file: met again later, one is given again. */
const REPORTS_REMEMBERED = 20_000;
const CONFLICTS_PER_GROUP = 200;

/**
 * Reads a file of UCDP's Georeferenced Event Dataset or its candidate events, any release since 17.1,
 * as it streams. What many lines share (a conflict, an actor, a place) comes with the first of them
 * alone, so the first line's wording holds; the parties and places of a conflict, which only the
 * whole file tells, come at its end, and beside those of other releases: none covers all years.
 *
 * @throws FileRefused when the file as a whole cannot be taken; forget what was read until then.
 */
export async function* readUcdpGed(bytes: Readable, release: Release): AsyncGenerator<GedReading> {
  yield { outcome: 'shared', group: datasetGroup(release) };
  const met = new Met();
  const ids = new Set<number>();
  const conflicts = new Map<string, ConflictSoFar>();
  let columns: Columns | undefined;
  let last: Line | undefined;
  for await (const next of linesOf(bytes)) {
    if (!columns) {
      columns = readColumns(next.cells);
      continue;
    }
    if (last) yield read(last, columns);
    last = next;
  }
  if (!columns) throw new FileRefused('the file is empty');
  if (!last) throw new FileRefused('no event in it: only the header line is there');
  if (last.cells.length < columns.width) {
    throw new FileRefused(
      `cut off: its last line (${last.line}) has ${last.cells.length} of ${columns.width} cells`,
    );
  }
  yield read(last, columns);
  yield* wholeConflicts(conflicts);

  function read({ line, cells }: Line, { width, row }: Columns): GedReading {
    if (cells.length !== width) {
      const reason = `${cells.length} cells where the header has ${width}`;
      return { outcome: 'rejected', line, reason };
    }
    const reading = readRow(row(cells), release);
    if ('rejected' in reading) return { outcome: 'rejected', line, reason: reading.rejected };
    const { id, event, conflict } = reading;
    if (ids.has(id)) {
      return { outcome: 'rejected', line, reason: `event ${id} stands on an earlier line too` };
    }
    ids.add(id);
    remember(conflicts, toldBy(release, conflict), event);
    const flags = (event.row.qualityFlags ?? []).map(({ kind }) => kind);
    return {
      outcome: 'read',
      line,
      group: reading.group
        .filter((entry) => met.first(entry))
        .map((entry) => toldBy(release, entry)),
      flags,
    };
  }
}

/**
 * Reads no further than the header line.
 *
 * @throws FileRefused when it is not one of GED.
 */
export async function checkHeader(bytes: Readable): Promise<void> {
  for await (const { cells } of linesOf(bytes)) {
    readColumns(cells);
    return;
  }
  throw new FileRefused('the file is empty');
}

/** Which of the entities that lines share have been given already. */
class Met {
  readonly #lasting = new Set<string>();
  readonly #reports = new Set<string>();

  first({ entity, row }: Entry): boolean {
    if (entity === 'event' || entity === 'claim') return true;
    const keys = entity === 'report' ? this.#reports : this.#lasting;
    if (keys.has(row.key)) return false;
    if (keys === this.#reports && keys.size >= REPORTS_REMEMBERED) keys.clear();
    keys.add(row.key);
    return true;
  }
}

interface ConflictSoFar {
  entry: Extract<Entry, { entity: 'conflict' }>;
  parties: Map<string, { actorKey: string; side: 'A' | 'B' }>;
  places: Set<string>;
}

function remember(
  conflicts: Map<string, ConflictSoFar>,
  entry: ConflictSoFar['entry'],
  { row, participants = [] }: Extract<Entry, { entity: 'event' }>,
): void {
  let conflict = conflicts.get(entry.row.key);
  if (!conflict) {
    conflict = { entry, parties: new Map(), places: new Set() };
    conflicts.set(entry.row.key, conflict);
  }
  for (const [index, { actorKey }] of participants.entries()) {
    const side = index === 0 ? 'A' : 'B';
    conflict.parties.set(`${side} ${actorKey}`, { actorKey, side });
  }
  if (row.countryKey) conflict.places.add(row.countryKey);
}

function* wholeConflicts(conflicts: Map<string, ConflictSoFar>): Generator<GedReading> {
  let group: Entry[] = [];
  for (const { entry, parties, places } of conflicts.values()) {
    group.push({
      ...entry,
      alsoParties: [...parties.values()],
      alsoPlaces: [...places].map((placeKey) => ({ placeKey })),
    });
    if (group.length === CONFLICTS_PER_GROUP) {
      yield { outcome: 'shared', group };
      group = [];
    }
  }
  if (group.length > 0) yield { outcome: 'shared', group };
}

async function* linesOf(bytes: Readable): AsyncGenerator<Line> {
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
