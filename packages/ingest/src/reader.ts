import type { QualityFlagKind } from '@casus/store/vocabulary';
import type { EntryGroup } from './entry.ts';

/** What a reader makes of one row of its file: entries to write, or the reason it could not be read. */
export type Reading =
  | { outcome: 'read'; line: number; group: EntryGroup; flags: readonly QualityFlagKind[] }
  | { outcome: 'rejected'; line: number; reason: string };

/**
 * The whole file cannot be taken: it is not what it should be, is cut off, is in another encoding.
 * The message is one line for a person: what is wrong, where, and what to do. Nothing was written.
 */
export class FileRefused extends Error {
  override name = 'FileRefused';
}
