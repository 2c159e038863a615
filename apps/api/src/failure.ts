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
  if (MENDABLE.some((kind) => error instanceof kind)) return (error as Error).message;
  if (process.env['CASUS_LOG_LEVEL'] === 'debug') {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
  // A failed statement's own message is its text; why it failed is in its cause.
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const reason = cause instanceof Error ? cause.message : String(cause);
  return `Unexpected: ${reason.split('\n')[0]}. Nothing was changed. CASUS_LOG_LEVEL=debug shows where.`;
}
