import { StoreError } from '../../store-error.ts';

/** PostgreSQL's log: what ended it is told there, and only there. */
export interface ServerLog {
  /** As PGlite hands over each line. */
  add(line: string): boolean;
  /** What PostgreSQL said when it could not go on, if it said anything. */
  lastWords(): string | undefined;
}

const SEVERE = /(?:PANIC|FATAL):\s+(.+)/;

export function createServerLog(): ServerLog {
  let words: string | undefined;
  return {
    add: (line) => {
      words = SEVERE.exec(line)?.[1] ?? words;
      return false;
    },
    lastWords: () => words,
  };
}

/** PostgreSQL's words for ENOSPC and EDQUOT, and Node's. */
const NO_ROOM = /No space left on device|Disk quota exceeded|ENOSPC|EDQUOT/;

/** Emscripten's number for ENOSPC, which is all that its own errors tell. */
const EMSCRIPTEN_ENOSPC = 51;

const KEPT = 'All that was acknowledged is kept.';

export const WAY_BACK =
  'Put a copy of that folder in its place, or move it away to begin with an empty database, ' +
  'into which the record is loaded and datasets can be imported again.';

/** Why the database could not be opened; what PostgreSQL said of it counts more than the error. */
export function failedToOpen(folder: string, error: unknown, words?: string): StoreError {
  if (error instanceof StoreError) return error;
  const reason = reasonOf(error, words);
  if (isFull(error, reason)) {
    return new StoreError(
      'FULL',
      `${fullDisk(folder, reason)} Make room and start again. ${KEPT}`,
      {
        cause: error,
      },
    );
  }
  if (error instanceof Error && 'syscall' in error) {
    const message = `The database in ${folder} cannot be opened: ${reason}. Casus must be able to read and write in that folder.`;
    return new StoreError('UNUSABLE', message, { cause: error });
  }
  return damaged(folder, reason, error);
}

/** Why the database ended while it was in use. */
export function failedInUse(folder: string, error: unknown, words?: string): StoreError {
  const reason = reasonOf(error, words);
  if (isFull(error, reason)) {
    const message = `${fullDisk(folder, reason)} The database has stopped. Make room and start Casus again. ${KEPT}`;
    return new StoreError('FULL', message, { cause: error });
  }
  const message = `The embedded database in ${folder} has stopped (${reason}). Start Casus again. ${KEPT}`;
  return new StoreError('STOPPED', message, { cause: error });
}

/** Why who only looks at a database, or after it, is turned away. */
export function noDatabase(folder: string): StoreError {
  return new StoreError(
    'MISSING',
    `There is no database in ${folder}. Name the folder that holds one in CASUS_DATA_DIR, or a server in DATABASE_URL. ` +
      'Nothing was made.',
  );
}

/** Why no copy of the database could be made for another process to write in. */
export function failedToCopy(folder: string, error: unknown): StoreError {
  const reason = reasonOf(error);
  if (isFull(error, reason)) {
    const message = `${fullDisk(folder, reason)} Make room, and run it again. Nothing was changed.`;
    return new StoreError('FULL', message, { cause: error });
  }
  const message = `The database in ${folder} cannot be copied, to write in it: ${reason}.`;
  return new StoreError('UNUSABLE', message, { cause: error });
}

export function damaged(folder: string, reason: string, cause?: unknown): StoreError {
  const message = `The database in ${folder} cannot be opened: ${reason}. ${WAY_BACK}`;
  return new StoreError('DAMAGED', message, { cause });
}

function fullDisk(folder: string, reason: string): string {
  return `The disk of ${folder} is full (${reason}).`;
}

function isFull(error: unknown, reason: string): boolean {
  return NO_ROOM.test(reason) || (error as { errno?: unknown }).errno === EMSCRIPTEN_ENOSPC;
}

function reasonOf(error: unknown, words?: string): string {
  if (words !== undefined) return words;
  const message = error instanceof Error ? error.message : '';
  // Emscripten adds advice for those who build it.
  return message.replace(/^Aborted\(\).*$/, '') || 'it ended without a word';
}
