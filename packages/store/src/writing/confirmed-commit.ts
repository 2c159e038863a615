import { sql } from 'drizzle-orm';
import { setTimeout as sleep } from 'node:timers/promises';
import { rowsOf, type Database } from '../engines/database.ts';
import type { Store } from '../open.ts';
import { StoreError } from '../store-error.ts';

/** What runs a piece of work as one transaction. */
export interface Transacting {
  transaction<Result>(work: (transaction: Database) => Promise<Result>): Promise<Result>;
  /** The same database of a server, on other connections. */
  beside?: Database;
}

/** How long to look for what became of a commit, and how long to wait in between, in ms. */
const LOOK_FOR = 30_000;
const LOOK_EVERY = 500;

/** What PostgreSQL says of a transaction by its id. */
type TransactionStatus = 'in progress' | 'committed' | 'aborted';

/**
 * Transactions whose end is known. Where the connection is lost after COMMIT was sent, nothing tells
 * whether it was done: then the database is opened anew and asked for the transaction by its id.
 * What was committed resolves as ever; an error other than OUTCOME_UNKNOWN means that nothing was
 * written.
 *
 * @param reopen the same database, also where the process that had it is gone
 * @throws StoreError OUTCOME_UNKNOWN when the database cannot be asked, or no longer knows
 */
export function confirmingCommits(
  db: Transacting,
  reopen: () => Promise<Pick<Store, 'db' | 'close'>>,
  { lookFor = LOOK_FOR } = {},
): Transacting {
  return {
    transaction: async (work) => {
      let atCommit: { id: string; result: Awaited<ReturnType<typeof work>> } | undefined;
      let failure: { error: unknown } | undefined;
      try {
        return await db.transaction(async (transaction) => {
          try {
            const id = await idOf(transaction);
            const result = await work(transaction);
            atCommit = { id, result };
            return result;
          } catch (error) {
            failure = { error };
            throw error;
          }
        });
      } catch (error) {
        // Where the database is gone the rollback fails as well, and its error says nothing of the reason.
        if (!atCommit) throw failure ? failure.error : error;
        if (await wasCommitted(atCommit.id, reopen, lookFor, error)) return atCommit.result;
        throw error;
      }
    },
  };
}

/** With its epoch, so that it means no other transaction, however many come after. */
async function idOf(transaction: Database): Promise<string> {
  const [row] = await rowsOf<{ id: string }>(
    transaction,
    sql`select pg_current_xact_id()::text as id`,
  );
  return row!.id;
}

async function wasCommitted(
  id: string,
  reopen: () => Promise<Pick<Store, 'db' | 'close'>>,
  lookFor: number,
  cause: unknown,
): Promise<boolean> {
  const deadline = performance.now() + lookFor;
  for (;;) {
    // The server may be starting again, or may not have noticed yet that its client is gone.
    const status = await statusOf(id, reopen).catch(() => null);
    if (status === 'committed') return true;
    if (status === 'aborted') return false;
    if (performance.now() > deadline) break;
    await sleep(LOOK_EVERY);
  }
  throw new StoreError(
    'OUTCOME_UNKNOWN',
    'The connection to the database was lost while the changes were being committed, and it cannot be ' +
      'asked what became of them: either all of them are in or none. Once it answers, run the same ' +
      'again: what is in already stays as it is.',
    { cause },
  );
}

async function statusOf(
  id: string,
  reopen: () => Promise<Pick<Store, 'db' | 'close'>>,
): Promise<TransactionStatus | null> {
  const store = await reopen();
  try {
    const [row] = await rowsOf<{ status: TransactionStatus | null }>(
      store.db,
      sql`select pg_xact_status(${id}::xid8) as status`,
    );
    return row!.status;
  } finally {
    await store.close();
  }
}
