import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { COST_LIMIT_HEADERS } from '../pipeline/admission/admit-request.ts';
import type { SharedLimits } from '../workers/shared-limits.ts';
import { HttpError } from './errors.ts';

const MINUTE = 60_000;

/** Addresses remembered at once; with more, those not seen the longest are forgotten. */
const ADDRESSES = 20_000;

export const RATE_LIMIT_HEADERS = [
  'ratelimit-limit',
  'ratelimit-remaining',
  'ratelimit-reset',
  ...COST_LIMIT_HEADERS,
  'retry-after',
];

/** So many requests a minute from one address (of IPv6, from one network of 64 bits). */
export async function limitRate(
  app: FastifyInstance,
  max: number,
  countRequest: SharedLimits['countRequest'],
): Promise<void> {
  await app.register(rateLimit, {
    max: max || Number.MAX_SAFE_INTEGER,
    timeWindow: MINUTE,
    cache: ADDRESSES,
    ...(countRequest && { store: storeOf(countRequest) }),
    enableDraftSpec: true,
    keyGenerator: ({ client }: FastifyRequest) => client.key,
    allowList: ({ client }: FastifyRequest) => max === 0 || client.isTrusted,
    errorResponseBuilder: (_request, { ttl }) => {
      const seconds = Math.ceil(ttl / 1000);
      return new HttpError(
        429,
        `More than ${max} requests in a minute came from this address. Wait ${seconds} seconds; ask for more in one ` +
          'request (up to 100 rows a page), or take a download instead of paging through everything.',
      );
    },
  });
}

type Answer = (error: Error | null, counted?: { current: number; ttl: number }) => void;

/** What counts the requests of all workers, as the plugin wants it. */
function storeOf(countRequest: NonNullable<SharedLimits['countRequest']>) {
  return class SharedStore {
    incr(client: string, answer: Answer): void {
      countRequest(client).then((counted) => answer(null, counted), answer);
    }

    child(): SharedStore {
      return this;
    }
  };
}
