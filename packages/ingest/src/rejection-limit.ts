import { FileRefused, placeOf, type Rejection } from './reader.ts';

/** Rows that are rejected one by one before the file as a whole is judged. */
const ALWAYS_ALLOWED = 1_000;
/** Of the rows read; a published file has a few in a thousand at most. */
const ALLOWED_PART = 0.5;
const LINES_SHOWN = 3;

/**
 * Gives up a file of which more rows are rejected than are read: it is not what it should be, and
 * there may be millions of them.
 *
 * @returns what is called at each rejected row, and throws FileRefused with the first of them
 */
export function createRejectionLimit(): (
  rejected: Rejection,
  counts: { read: number; rejected: number },
) => void {
  const first: Rejection[] = [];
  return (rejected, counts) => {
    if (first.length < LINES_SHOWN) first.push(rejected);
    if (counts.rejected <= ALWAYS_ALLOWED) return;
    if (counts.rejected <= counts.read * ALLOWED_PART) return;
    const lines = first.map((each) => `${placeOf(each)}: ${each.reason}`).join('; ');
    throw new FileRefused(
      `given up at ${placeOf(rejected)}: of ${grouped(counts.read)} rows ${grouped(counts.rejected)} ` +
        `cannot be read (${lines} …)`,
    );
  };
}

const grouped = (rows: number) => rows.toLocaleString('en');
