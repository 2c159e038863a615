import { ShareTaken, type ShareLimits } from '@casus/serving/shares';
import type { Client } from '../http/clients.ts';
import { HttpError } from '../http/errors.ts';

/** Runs a download in one of a few slots, or refuses where all are taken, or all that one client may have. */
export type DownloadSlots = <Answer>(client: Client, run: () => Promise<Answer>) => Promise<Answer>;

export const sharesOfDownloads = (limits: { atOnce: number; perClient: number }): ShareLimits => ({
  total: limits.atOnce,
  perClient: limits.perClient,
});

/** A download keeps a connection to the database for as long as its reader takes. */
export function downloadSlots(take: (client: string | null) => Promise<() => void>): DownloadSlots {
  return async ({ key }, run) => {
    const release = await refusing(() => take(key));
    try {
      return await run();
    } finally {
      release();
    }
  };
}

/** @throws HttpError */
async function refusing<Taken>(take: () => Promise<Taken>): Promise<Taken> {
  try {
    return await take();
  } catch (error) {
    if (!(error instanceof ShareTaken)) throw error;
    const { of, limit } = error;
    throw of === 'client'
      ? new HttpError(
          429,
          `${limit} downloads of yours are under way, as many as one client gets at once. Begin the next one when one of them has ended.`,
          10,
        )
      : new HttpError(
          503,
          `${limit} downloads are under way, as many as this server gives at once. Try again in a minute, or page through the API.`,
          60,
        );
  }
}
