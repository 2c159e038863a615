import { describeHolder, holderOf } from '@casus/store/engines/folder-lock';
import type { Store, StoreConfig } from '@casus/store/open';
import { StoreError } from '@casus/store/store-error';
import type { Waiting } from '@casus/store/writing/turn';
import { InvalidArgumentError, Option } from 'commander';
import { hostname } from 'node:os';
import { resolve } from 'node:path';

/** How long a writer waits for another one unless told, in seconds. */
const PATIENCE = 600;

/** An opening that takes longer is explained, in ms. */
const EXPLAINED_AFTER = 2_000;

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
      process.stderr.write(`Waiting: ${sentence} Ctrl-C stops; given up after ${seconds} s.\n`);
    },
  };
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
  const explain = async () => {
    const holder = databaseUrl ? null : await holderOf(resolve(dataDir));
    if (!holder || (holder.pid === process.pid && holder.host === hostname())) return null;
    const has = `${describeHolder(holder)} has the database in ${dataDir}`;
    return holder.socket
      ? `${has} and is making a copy to write in, or another import has one.`
      : `${has} to itself: another import, or a load of the record.`;
  };
  const timers = [
    setTimeout(() => {
      void explain().then((reason) => reason && onWaiting(reason));
    }, EXPLAINED_AFTER),
    setTimeout(
      () => {
        void explain().then((reason) => reason && refusal.reject(tooLate(patience, reason)));
      },
      Math.max(patience, EXPLAINED_AFTER),
    ),
  ];
  const interrupt = () => refusal.reject(signal!.reason);
  signal?.addEventListener('abort', interrupt, { once: true });
  const over = new AbortController();
  const opening = open({
    // It is given up by what says so, here.
    folderPatience: { ms: patience + EXPLAINED_AFTER, signal: over.signal },
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
    for (const timer of timers) clearTimeout(timer);
    signal?.removeEventListener('abort', interrupt);
  }
}

const tooLate = (patience: number, reason: string) =>
  new StoreError(
    'HELD',
    `After ${Math.round(patience / 1_000)} s there is still no database to write in: ${reason} ` +
      'Run the same again later, or wait longer with --wait.',
  );
