import { Readable } from 'node:stream';
import { linesOf } from './csv/lines.ts';
import { isJson, valuesOf } from './json/values.ts';
import { FileRefused } from './reader.ts';

/** Tables that people have and no reader takes, by columns that they alone have. */
const KNOWN: readonly (readonly [columns: readonly string[], what: string])[] = [
  [
    ['dataset_hdx_id', 'reference_period_start', 'event_type'],
    'a table of HDX HAPI: aggregates, sums of events by month and area, not events',
  ],
];

/** What a file is, by its header line; null where that is not known. */
export async function knownFormat(beginning: Buffer): Promise<string | null> {
  const names = new Set(await columnsOf(beginning));
  return KNOWN.find(([columns]) => columns.every((column) => names.has(column)))?.[1] ?? null;
}

/** Where APIs have their entries. */
const ENTRIES = ['$.*', '$.Result.*', '$.data.*'];

async function columnsOf(beginning: Buffer): Promise<string[]> {
  const bytes = Readable.from([beginning], { objectMode: false });
  try {
    if (isJson(beginning)) {
      for await (const { key, value } of valuesOf(bytes, ENTRIES)) {
        if (typeof key === 'number' && value) return Object.keys(value);
      }
      return [];
    }
    for await (const { cells } of linesOf(bytes)) {
      return cells.map((cell) => cell.trim().toLowerCase());
    }
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
  }
  return [];
}
