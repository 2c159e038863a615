import { giveWay } from '@casus/store/engines/embedded/priority';
import { openStore, type StoreConfig } from '@casus/store/open';
import { reclaimSpace } from '@casus/store/writing/planner-statistics';
import { StoreError } from '@casus/store/store-error';
import { confirmingCommits, type Transacting } from '@casus/store/writing/confirmed-commit';
import { waitForTurn, type Waiting } from '@casus/store/writing/turn';
import { Interrupted, NothingChanged } from './failure.ts';
import { openWaiting } from './waiting.ts';

interface Writing {
  /** Whether anything is to stay; not on a dry run. */
  changes?: boolean;
  /** Another writer goes first; for how long. */
  waiting: Waiting;
  /** When it may begin to write. */
  onTurn?: () => void;
}

/**
 * Opens the database for a command that writes all it has in one transaction, and closes it again. An embedded
 * database that another process serves is written as a copy, which takes its place at the end: that process
 * goes on answering.
 *
 * @throws NothingChanged for whatever `write` threw, and where another writer does not end in time
 * @throws StoreError OUTCOME_UNKNOWN when the connection was lost at the commit, and the database
 *   can't be asked what became of it
 */
export async function writeAtOnce<Result>(
  config: StoreConfig,
  write: (db: Transacting) => Promise<Result>,
  { changes = true, waiting, onTurn }: Writing,
): Promise<Result> {
  const open = (options: Pick<StoreConfig, 'folderPatience'> = {}) =>
    openStore({ ...config, ...options, sharing: 'replace' });
  const store = await orNothing(() => openWaiting(open, config, waiting));
  let closing: Promise<void> | undefined;
  const close = () => (closing ??= store.close());
  const reopen = async () => {
    // It may have the data folder to itself, though its engine has died.
    await close().catch(() => {});
    return open();
  };
  try {
    return await orNothing(async () => {
      const { publish } = store;
      // Beside a server on the same machine, whose readers wait for their answers.
      if (publish || store.name === 'postgres') giveWay();
      // Of a copy nothing is in before it is published.
      const db: Transacting = publish ? store.db : confirmingCommits(store.db, reopen);
      const result = await write({
        ...(store.name === 'postgres' && { beside: store.db }),
        transaction: (work) =>
          db.transaction(async (transaction) => {
            await waitForTurn(transaction, waiting);
            onTurn?.();
            return work(transaction);
          }),
      });
      if (publish && changes) {
        await reclaimSpace(store);
        await publish();
      }
      return result;
    });
  } finally {
    // What was written is known by now, however the connection ends.
    if (!closing && !store.publish) await reclaimSpace(store);
    await close().catch(() => {});
  }
}

/**
 * @throws NothingChanged for whatever a task threw that commits at its end, unless nobody knows
 *   whether it did
 */
export async function orNothing<Result>(task: () => Promise<Result>): Promise<Result> {
  try {
    return await task();
  } catch (error) {
    throw isUnknown(error) ? error : new NothingChanged(error);
  }
}

function isUnknown(error: unknown): boolean {
  return error instanceof StoreError && error.code === 'OUTCOME_UNKNOWN';
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * A signal that is aborted, with `Interrupted`, when someone asks this process to stop for the first
 * time; the second time ends it at once, and the database undoes what was not committed.
 */
export function interruption(): { signal: AbortSignal; [Symbol.dispose]: () => void } {
  const controller = new AbortController();
  const stopListening = () => {
    for (const signal of SIGNALS) process.off(signal, interrupt);
  };
  const interrupt = (signal: NodeJS.Signals) => {
    stopListening();
    controller.abort(new Interrupted(signal));
  };
  for (const signal of SIGNALS) process.on(signal, interrupt);
  return { signal: controller.signal, [Symbol.dispose]: stopListening };
}
