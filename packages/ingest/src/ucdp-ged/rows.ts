import type { Readable } from 'node:stream';
import { checkHeader, readLines } from '../csv/rows.ts';
import { peek } from '../input/peek.ts';
import { checkFirstEntry, readEntries } from '../json/rows.ts';
import { isJson } from '../json/values.ts';
import type { Reading } from '../reader.ts';
import { GED_LAYOUT, type Row } from './columns.ts';

/** A page of UCDP's API; `TotalCount` is of all its pages together. */
const PAGE = {
  entries: '$.Result.*',
  about: ['$.TotalCount', '$.PreviousPageUrl', '$.NextPageUrl'],
};
/** What an address asks for besides a part of what there is: which page. */
const OF_PAGES = new Set(['pagesize', 'page']);

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
  let events = 0;
  let total = 0;
  const filters = new Set<string>();
  const onAbout = (name: string, value: unknown) => {
    if (name === 'TotalCount') total = Number(value);
    else for (const filter of filtersIn(value)) filters.add(filter);
  };
  for await (const reading of readEntries(file.bytes, GED_LAYOUT, PAGE, read, onAbout)) {
    events += 1;
    yield reading;
  }
  if (events < total) {
    const [some, all] = [events, total].map((number) => number.toLocaleString('en'));
    yield { outcome: 'extract', reason: `holds ${some} of the ${all} events that its pages have` };
  } else if (filters.size > 0) {
    const reason = `holds the events that were asked for by ${[...filters].join(', ')}`;
    yield { outcome: 'extract', reason };
  }
}

/** The address of the page after the one that is given; null after the last. */
export function nextPage(page: string): string | null {
  try {
    const { NextPageUrl: next } = JSON.parse(page) as { NextPageUrl?: unknown };
    return typeof next === 'string' && next !== '' ? next : null;
  } catch {
    // Whoever reads the events says what is wrong with the page.
    return null;
  }
}

function filtersIn(address: unknown): string[] {
  const { searchParams } = (typeof address === 'string' && URL.parse(address)) || {};
  return [...(searchParams?.keys() ?? [])].filter((name) => !OF_PAGES.has(name.toLowerCase()));
}
