import { sql } from 'drizzle-orm';
import type { Database } from '../engines/database.ts';

/** What a writer tells all processes on the database once its transaction is in. */
export type Notice =
  /** Rows of actors, places, conflicts, dyads or datasets changed: what was kept of them is old. */
  | { about: 'reference' }
  /** Claims or events changed; the database itself announces it (migration `positions`). */
  | { about: 'commit' }
  /** The connection was lost for a while, and notices with it: anything may have changed. */
  | { about: 'anything' };

export type NoticeListener = (notice: Notice) => void;

export const NOTICE_CHANNEL = 'casus';

/**
 * Tells `notice` to every process that listens, when the transaction is committed and only then.
 * The same notice twice in one transaction is told once.
 */
export async function announce(transaction: Database, notice: Notice): Promise<void> {
  await transaction.execute(sql`select pg_notify(${NOTICE_CHANNEL}, ${JSON.stringify(notice)})`);
}

/** Anyone may notify on the channel; what is not a notice is null. */
export function readNotice(payload: string): Notice | null {
  try {
    const notice = JSON.parse(payload) as Notice;
    return ['reference', 'commit'].includes(notice.about) ? notice : null;
  } catch {
    return null;
  }
}
