import type { Source } from '@casus/store/writing/upsert';
import { acled } from './acled/reader.ts';
import { claims } from './claims/reader.ts';
import { idmcGidd } from './idmc-gidd/reader.ts';
import { idmcIdu } from './idmc-idu/reader.ts';
import type { Reader } from './reader.ts';
import { ucdpActor } from './ucdp-actor/reader.ts';
import { ucdpBrd } from './ucdp-brd/reader.ts';
import { ucdpGed } from './ucdp-ged/reader.ts';
import { ucdpNonstate } from './ucdp-nonstate/reader.ts';
import { ucdpOnesided } from './ucdp-onesided/reader.ts';
import { ucdpPrio } from './ucdp-prio/reader.ts';

/** The formats that can be imported: the commands, their help and the precedence of sources follow. */
export const READERS: readonly Reader[] = [
  ucdpGed,
  ucdpActor,
  ucdpPrio,
  ucdpBrd,
  ucdpNonstate,
  ucdpOnesided,
  idmcGidd,
  idmcIdu,
  acled,
  claims,
];

/** As whom a reader's rows are written, among the other readers' sources. */
export function sourceOf(reader: Reader, readers = READERS): Source {
  const lower = readers.filter(({ precedence }) => precedence < reader.precedence);
  return { key: reader.source.series, outranks: lower.map(({ source }) => source.series) };
}
