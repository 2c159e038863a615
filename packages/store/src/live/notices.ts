/** What the database tells all who listen once a transaction is in (migrations `positions`, `notices`). */
export type Notice =
  /** Rows of actors, places, conflicts, dyads or datasets changed: what was kept of them is old. */
  | { about: 'reference' }
  /** Something of the record changed. */
  | { about: 'commit' }
  /** The connection was lost for a while, and notices with it: anything may have changed. */
  | { about: 'anything' };

export type NoticeListener = (notice: Notice) => void;

export const NOTICE_CHANNEL = 'casus';

/** Anyone may notify on the channel; what is not a notice is null. */
export function readNotice(payload: string): Notice | null {
  try {
    const notice = JSON.parse(payload) as Notice;
    return ['reference', 'commit'].includes(notice.about) ? notice : null;
  } catch {
    return null;
  }
}
