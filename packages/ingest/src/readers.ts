import type { Source } from '@casus/store/writing/upsert';
import { claims } from './claims/reader.ts';
import type { Reader } from './reader.ts';
import { ucdpGed } from './ucdp-ged/reader.ts';

/** The formats that can be imported: the commands, their help and the precedence of sources follow. */
export const READERS: readonly Reader[] = [ucdpGed, claims];

/** As whom a reader's rows are written, among the other readers' sources. */
export function sourceOf(reader: Reader, readers = READERS): Source {
  const lower = readers.filter(({ precedence }) => precedence < reader.precedence);
  return { key: reader.source.series, outranks: lower.map(({ source }) => source.series) };
}
