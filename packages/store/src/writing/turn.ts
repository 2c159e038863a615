import { sql } from 'drizzle-orm';
import { setTimeout as sleep } from 'node:timers/promises';
import { rowsOf, type Database } from '../engines/database.ts';
import { StoreError } from '../store-error.ts';

/** Any number; held by who writes many rows, until the end of its transaction. */
const WRITING_LOCK = 20220921;

/** How often to look whether the other writer has ended, in ms. */
const LOOK_EVERY = 250;

export interface Waiting {
  /** How long to wait, in ms. */
  patience: number;
  signal?: AbortSignal | undefined;
  /** Is told once, in a sentence, what is waited for. */
  onWaiting(sentence: string): void;
}

/**
 * Lets those who write many rows do so one after the other: without it each would wait in silence for
 * rows that the other has written, and two could wait for each other.
 *
 * @throws StoreError HELD when the other has not ended in time
 */
export async function waitForTurn(
  transaction: Database,
  { patience, signal, onWaiting }: Waiting,
): Promise<void> {
  const deadline = performance.now() + patience;
  for (let isTold = false; ; isTold = true) {
    signal?.throwIfAborted();
    const [lock] = await rowsOf<{ taken: boolean }>(
      transaction,
      sql`select pg_try_advisory_xact_lock(${WRITING_LOCK}) as taken`,
    );
    if (lock!.taken) return;
    const who = await describeWriter(transaction);
    if (performance.now() > deadline) {
      throw new StoreError(
        'HELD',
        `${who} is still writing in this database after ${Math.round(patience / 1_000)} s. ` +
          'Run the same again when it has ended, or wait longer with --wait.',
      );
    }
    if (!isTold) onWaiting(`${who} is writing in this database.`);
    await sleep(LOOK_EVERY, undefined, { ...(signal && { signal }) }).catch(() => {});
  }
}

/** The other writer, as whoever looks after the server can find it. */
async function describeWriter(transaction: Database): Promise<string> {
  const [writer] = await rowsOf<{ pid: number; since: string | null }>(
    transaction,
    sql`select pid, to_char(xact_start at time zone 'UTC', 'HH24:MI:SS') as since
      from pg_locks join pg_stat_activity activity using (pid)
      where locktype = 'advisory' and classid = 0 and objid = ${WRITING_LOCK} and granted
        and database = (select oid from pg_database where datname = current_database())
      limit 1`,
  );
  if (!writer) return 'Another import';
  const since = writer.since ? `, since ${writer.since} UTC` : '';
  return `Another import or load of the record (server process ${writer.pid}${since})`;
}
