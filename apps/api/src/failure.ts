import { FileRefused } from '@casus/ingest/reader';
import { RecordInvalid } from '@casus/ingest/record/record-invalid';
import { StoreError } from '@casus/store/store-error';
import { ConfigInvalid } from './config.ts';

/** Something that a person did and can mend; its message says how, and needs no stack. */
export class Refusal extends Error {
  override name = 'Refusal';
}

const MENDABLE = [ConfigInvalid, FileRefused, RecordInvalid, Refusal, StoreError];

/** What to print of an error that ends a command: one line; where it arose only for who asks. */
export function explain(error: unknown): string {
  const mendable = mendableIn(error);
  if (mendable) return mendable.message;
  if (process.env['CASUS_LOG_LEVEL'] === 'debug') {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
  // A failed statement's own message is its text; why it failed is in its cause.
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const reason = cause instanceof Error ? cause.message : String(cause);
  return `Unexpected: ${reason.split('\n')[0]}. Nothing was changed. CASUS_LOG_LEVEL=debug shows where.`;
}

/** A failed statement's error is its own; that the database has stopped is its cause. */
function mendableIn(error: unknown): Error | null {
  if (!(error instanceof Error)) return null;
  return MENDABLE.some((kind) => error instanceof kind) ? error : mendableIn(error.cause);
}
