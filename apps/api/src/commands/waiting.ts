import { describeHolder, holderOf } from '@casus/store/engines/folder-lock';
import type { Store, StoreConfig } from '@casus/store/open';
import { StoreError } from '@casus/store/store-error';
import type { Waiting } from '@casus/store/writing/turn';
import { InvalidArgumentError, Option } from 'commander';
import { hostname } from 'node:os';
import { resolve } from 'node:path';
import { setInterval } from 'node:timers/promises';

/** How long a writer waits for another one unless told, in seconds. */
const PATIENCE = 600;

/** What keeps an import from beginning is told once it has lasted so long, and looked for so often, in ms. */
const EXPLAINED_AFTER = 2_000;
const LOOK_EVERY = 250;

/** The option of commands that write. Without a default, which one of a command above would be taken for. */
export const waitOption = () =>
  new Option(
    '--wait <seconds>',
    `how long to wait for another writer to end (default: ${PATIENCE})`,
  ).argParser((text) => {
    if (!/^\d{1,6}$/.test(text)) throw new InvalidArgumentError('It is a number of seconds.');
    return Number(text);
  });

/** Waits so many seconds, and says on standard error what for, whether or not that is a terminal. */
export function waitingFor(seconds = PATIENCE, signal?: AbortSignal): Waiting {
  return {
    patience: seconds * 1_000,
    signal,
    onWaiting: (sentence) => {
      process.stderr.write(
        `Waiting: ${sentence} That goes first, and this one goes on by itself when it has ended; ` +
          `Ctrl-C stops it, and after ${seconds} s it gives up.\n`,
      );
    },
  };
}

/** What keeps a writer from its database. */
interface Hindrance {
  sentence: string;
  /** Another writer has to end first; else the database is being copied for this one. */
  isWriter: boolean;
}

/**
 * Opens the database. Where a server has it, that one gives a copy to one writer after the other; a writer without a
 * server shares it with nobody, and is waited for.
 *
 * @throws StoreError HELD when it has not come to this one in time
 */
export async function openWaiting(
  open: (options: Pick<StoreConfig, 'folderPatience'>) => Promise<Store>,
  { databaseUrl, dataDir }: StoreConfig,
  { patience, signal, onWaiting }: Waiting,
): Promise<Store> {
  signal?.throwIfAborted();
  const refusal = Promise.withResolvers<never>();
  let isQueued = false;
  const find = async (): Promise<Hindrance | null> => {
    const holder = databaseUrl ? null : await holderOf(resolve(dataDir));
    if (!holder || (holder.pid === process.pid && holder.host === hostname())) return null;
    const who = describeHolder(holder);
    if (!holder.socket) {
      const what = 'another import, a load of the record, or a server that is only starting';
      return {
        isWriter: true,
        sentence: `${who} has the database in ${dataDir} to itself: ${what}.`,
      };
    }
    return isQueued
      ? {
          isWriter: true,
          sentence: `another import, or a load of the record, is writing in the database in ${dataDir}, which ${who} serves.`,
        }
      : {
          isWriter: false,
          sentence: `${who} serves the database in ${dataDir}, and is making a copy of it to write in.`,
        };
  };
  const watching = watch(find, ({ sentence, isWriter }) => {
    if (isWriter) onWaiting(sentence);
    else process.stderr.write(`Preparing: ${sentence}\n`);
  });
  const giveUp = setTimeout(
    () => {
      void find().then((found) => found && refusal.reject(tooLate(patience, found.sentence)));
    },
    Math.max(patience, EXPLAINED_AFTER),
  );
  const interrupt = () => refusal.reject(signal!.reason);
  signal?.addEventListener('abort', interrupt, { once: true });
  const over = new AbortController();
  const opening = open({
    // It is given up by what says so, here.
    folderPatience: {
      ms: patience + EXPLAINED_AFTER,
      signal: over.signal,
      onQueue: (now) => (isQueued = now),
    },
  });
  let isOver = false;
  opening.then((store) => void (isOver && store.close())).catch(() => {});
  try {
    return await Promise.race([opening, refusal.promise]);
  } catch (error) {
    isOver = true;
    over.abort();
    throw error;
  } finally {
    watching.abort();
    clearTimeout(giveUp);
    signal?.removeEventListener('abort', interrupt);
  }
}

/** Looks for what hinders until it is aborted, and tells of each once it has lasted. */
function watch(
  find: () => Promise<Hindrance | null>,
  tell: (hindrance: Hindrance) => void,
): AbortController {
  const watching = new AbortController();
  const { signal } = watching;
  void (async () => {
    let since = 0;
    let last: string | undefined;
    let told: string | undefined;
    for await (const _ of setInterval(LOOK_EVERY, undefined, { signal, ref: false })) {
      const found = await find();
      if (found?.sentence !== last) since = performance.now();
      last = found?.sentence;
      const isLasting = performance.now() - since >= EXPLAINED_AFTER;
      if (!found || !isLasting || last === told || signal.aborted) continue;
      told = last;
      tell(found);
    }
  })().catch(() => {});
  return watching;
}

const tooLate = (patience: number, reason: string) =>
  new StoreError(
    'HELD',
    `After ${Math.round(patience / 1_000)} s there is still no database to write in: ${reason} ` +
      'Run the same again later, or wait longer with --wait.',
  );
