import type { Readable } from 'node:stream';
import { checkHeader, readLines } from '../csv/rows.ts';
import { peek } from '../input/peek.ts';
import { checkFirstEntry, readEntries } from '../json/rows.ts';
import { isJson } from '../json/values.ts';
import type { Reading } from '../reader.ts';
import { GED_LAYOUT, type Row } from './columns.ts';

/** A page of UCDP's API; `TotalCount` is of all its pages together. */
const PAGE = { entries: '$.Result.*', about: ['$.TotalCount'] };

/** @throws FileRefused when it is neither a table nor a page of GED */
export async function recognise(bytes: Readable): Promise<void> {
  const file = await peek(bytes, 1);
  if (isJson(file.beginning)) await checkFirstEntry(file.bytes, GED_LAYOUT, PAGE);
  else await checkHeader(file.bytes, GED_LAYOUT);
}

/** What `read` makes of the rows of a table, or of the events of pages one after another. */
export async function* readRows(
  bytes: Readable,
  read: (row: Row, line: number) => Reading,
): AsyncGenerator<Reading> {
  const file = await peek(bytes, 1);
  if (!isJson(file.beginning)) return yield* readLines(file.bytes, GED_LAYOUT, read);
  let [events, total] = [0, 0];
  const onAbout = (_: string, value: unknown) => (total = Number(value));
  for await (const reading of readEntries(file.bytes, GED_LAYOUT, PAGE, read, onAbout)) {
    events += 1;
    yield reading;
  }
  if (events >= total) return;
  const [some, all] = [events, total].map((number) => number.toLocaleString('en'));
  yield { outcome: 'extract', reason: `holds ${some} of the ${all} events that its pages have` };
}
