import { BackupRefused } from '@casus/store/backup/format';
import { FileRefused } from '@casus/ingest/reader';
import { RecordInvalid } from '@casus/ingest/record/record-invalid';
import { StoreError } from '@casus/store/store-error';
import { constants } from 'node:os';
import { ConfigInvalid } from '../config.ts';

/** Something that a person did and can mend; its message says how, and needs no stack. */
export class Refusal extends Error {
  override name = 'Refusal';
}

/** A write that failed before any of it was in the database. */
export class NothingChanged extends Error {
  override name = 'NothingChanged';

  constructor(cause: unknown) {
    super('Nothing was changed', { cause });
  }
}

/** Someone stopped a command before it was done. */
export class Interrupted extends Error {
  override name = 'Interrupted';
  readonly signal: NodeJS.Signals;

  constructor(signal: NodeJS.Signals) {
    super(`Stopped by ${signal}.`);
    this.signal = signal;
  }
}

const MENDABLE = [
  BackupRefused,
  ConfigInvalid,
  FileRefused,
  RecordInvalid,
  Refusal,
  StoreError,
  Interrupted,
];

/** PostgreSQL's disk_full: the statement found no room, and the database goes on without it. */
const DISK_FULL = '53100';

/** What to print of an error that ends a command: one line; where it arose only for who asks. */
export function explain(error: unknown): string {
  if (error instanceof NothingChanged) {
    const unchanged = 'Nothing was changed.';
    const reason = explain(error.cause);
    return reason.endsWith(unchanged) ? reason : `${reason} ${unchanged}`;
  }
  const mendable = mendableIn(error);
  if (mendable) return mendable.message;
  if (process.env['CASUS_LOG_LEVEL'] === 'debug') {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
  // A failed statement's own message is its text; why it failed is in its cause.
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const reason = cause instanceof Error ? cause.message : String(cause);
  if (codeOf(cause) === DISK_FULL) {
    return `The database's disk is full: ${reason}. Make room, and run it again.`;
  }
  return `Unexpected: ${reason.split('\n')[0]}. CASUS_LOG_LEVEL=debug shows where.`;
}

/** What a command ends with: as shells have it for one that was stopped by a signal, else 1. */
export function exitCodeOf(error: unknown): number {
  const cause = error instanceof NothingChanged ? error.cause : error;
  return cause instanceof Interrupted ? 128 + constants.signals[cause.signal] : 1;
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

/** A failed statement's error is its own; that the database has stopped is its cause. */
function mendableIn(error: unknown): Error | null {
  if (!(error instanceof Error)) return null;
  return MENDABLE.some((kind) => error instanceof kind) ? error : mendableIn(error.cause);
}
