import {
  CASUS_PAGES_AT_ONCE,
  CASUS_SITE_RATE_LIMIT,
  CASUS_SITE_SECRET,
  CASUS_TRUSTED_CLIENTS,
} from '$app/env/private';
import { BudgetSpent, minuteBudget } from '@casus/serving/budget';
import { clientOf } from '@casus/serving/client';
import { inNetworks } from '@casus/serving/networks';
import { READER_HEADER, SECRET_HEADER } from '@casus/serving/reader';
import { createSlots, NoSlot } from '@casus/serving/slots';
import type { RequestEvent } from '@sveltejs/kit';

/** Whose page it is. */
export interface Reader {
  /** The address, or of IPv6 the network. */
  key: string;
  /** On the operator's own machine or network (CASUS_TRUSTED_CLIENTS): not limited by the minute. */
  isTrusted: boolean;
  /** Tells the API whose request it is, and proves that the site says so. */
  headers: Record<string, string>;
}

/** The page is not made now. */
export class NotAdmitted extends Error {
  override name = 'NotAdmitted';
  readonly status: 429 | 503;
  readonly retryAfterSeconds: number;

  constructor(status: 429 | 503, retryAfterSeconds: number) {
    super(`${status}, try again in ${retryAfterSeconds} s`);
    this.status = status;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

const isOwn = inNetworks(CASUS_TRUSTED_CLIENTS);
const perMinute = CASUS_SITE_RATE_LIMIT > 0 ? minuteBudget(CASUS_SITE_RATE_LIMIT) : null;

/** Pages mostly wait for the API, and whoever waits for a page waits for seconds, not more. */
const slots = createSlots({
  slots: CASUS_PAGES_AT_ONCE,
  queue: CASUS_PAGES_AT_ONCE * 2,
  queuePerClient: CASUS_PAGES_AT_ONCE,
  waitMs: 5_000,
});

/** What the site asks of the API on its own behalf, for all its readers together. */
export const OWN_HEADERS: Readonly<Record<string, string>> = CASUS_SITE_SECRET
  ? { [SECRET_HEADER]: CASUS_SITE_SECRET }
  : {};

export function readerOf({ request, getClientAddress }: RequestEvent): Reader {
  const address = getClientAddress();
  // A header of a proxy that this server believes is gone by now; any other makes a reader a stranger.
  const isForwarded = ['x-forwarded-for', 'forwarded'].some((name) => request.headers.has(name));
  const isTrusted = !isForwarded && isOwn(address);
  const named: Record<string, string> =
    isTrusted || !CASUS_SITE_SECRET ? {} : { [READER_HEADER]: address };
  return { key: clientOf(address), isTrusted, headers: { ...OWN_HEADERS, ...named } };
}

/**
 * Makes a page when there is a slot for it.
 *
 * @throws NotAdmitted where the reader asks too often, or where there is no slot in time
 */
export async function admit(
  { key, isTrusted }: Reader,
  signal: AbortSignal,
  render: () => Promise<Response>,
): Promise<Response> {
  try {
    if (perMinute && !isTrusted) await perMinute.take(key, 1);
    const release = await slots.take(key, signal);
    try {
      return await render();
    } finally {
      release();
    }
  } catch (error) {
    if (error instanceof BudgetSpent) throw new NotAdmitted(429, error.left.resetSeconds);
    if (error instanceof NoSlot) throw new NotAdmitted(503, error.retryAfterSeconds);
    throw error;
  }
}
