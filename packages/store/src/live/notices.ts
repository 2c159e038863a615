import { sql } from 'drizzle-orm';
import type { Database } from '../engines/database.ts';

/** What a writer tells all processes on the database once its transaction is in. */
export type Notice =
  /** Rows of actors, places, conflicts, dyads or datasets changed: what was kept of them is old. */
  | { about: 'reference' }
  /** Claims were recorded or changed; `conflict` is the one whose record holds them. */
  | { about: 'claims'; conflict: string | null; keys: readonly string[] }
  /** The connection was lost for a while, and notices with it: anything may have changed. */
  | { about: 'anything' };

export type NoticeListener = (notice: Notice) => void;

export const NOTICE_CHANNEL = 'casus';

/** PostgreSQL refuses payloads of 8000 bytes and more. */
const PAYLOAD_LIMIT = 7_999;

/**
 * Tells `notices` to every process that listens, when the transaction is committed and only then.
 * The same notice twice in one transaction is told once.
 */
export async function announce(transaction: Database, notices: readonly Notice[]): Promise<void> {
  const payloads = notices.flatMap(payloadsOf);
  if (payloads.length === 0) return;
  await transaction.execute(
    sql`select pg_notify(${NOTICE_CHANNEL}, payload) from unnest(${sql.param(payloads)}::text[]) as payload`,
  );
}

/** A notice of many claims is told in parts. */
function payloadsOf(notice: Notice): string[] {
  if (notice.about !== 'claims') return [JSON.stringify(notice)];
  const payloads: string[] = [];
  let keys: string[] = [];
  let room = 0;
  for (const key of notice.keys) {
    const size = Buffer.byteLength(JSON.stringify(key)) + 1;
    if (keys.length > 0 && size > room) {
      payloads.push(JSON.stringify({ ...notice, keys }));
      keys = [];
    }
    if (keys.length === 0) {
      room = PAYLOAD_LIMIT - Buffer.byteLength(JSON.stringify({ ...notice, keys: [] }));
    }
    keys.push(key);
    room -= size;
  }
  if (keys.length > 0) payloads.push(JSON.stringify({ ...notice, keys }));
  return payloads;
}

/** Anyone may notify on the channel; what is not a notice is null. */
export function readNotice(payload: string): Notice | null {
  try {
    const notice = JSON.parse(payload) as Notice;
    return ['reference', 'claims'].includes(notice.about) ? notice : null;
  } catch {
    return null;
  }
}
