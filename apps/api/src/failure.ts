import { FileRefused } from '@casus/ingest/reader';
import { RecordInvalid } from '@casus/ingest/record/record-invalid';
import { StoreError } from '@casus/store/store-error';
import { ConfigInvalid } from './config.ts';

/** Something that a person did and can mend; its message says how, and needs no stack. */
export class Refusal extends Error {
  override name = 'Refusal';
}

const MENDABLE = [ConfigInvalid, FileRefused, RecordInvalid, Refusal, StoreError];

/** What to print of an error that ends a command: people's own mistakes without a stack. */
export function explain(error: unknown): string {
  if (MENDABLE.some((kind) => error instanceof kind)) return (error as Error).message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
