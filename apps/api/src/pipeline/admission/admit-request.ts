import { ShareTaken } from '@casus/serving/shares';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Admission } from './admission.ts';
import { allSubscriptionsTaken } from '@casus/schema/entities/claim-recorded';
import { subscriptionsTaken } from './refusals.ts';

/** What one request may do, by its price and whose it is. */
export interface Admit {
  /**
   * Charges the client, waits for a slot, and does the work.
   *
   * @throws GraphQLError RATE_LIMITED, OVERLOADED
   */
  work<Answer>(cost: number, work: () => PromiseLike<Answer> | Answer): Promise<Answer>;
  /** Charges without a slot, for what has slots of its own. @throws GraphQLError RATE_LIMITED */
  charge(cost: number): Promise<void>;
  /**
   * Charges, and takes one of the client's subscriptions until the connection ends.
   *
   * @throws GraphQLError RATE_LIMITED, SUBSCRIPTION_LIMIT_EXCEEDED
   */
  subscription(cost: number): Promise<void>;
}

export type AdmitRequest = (request: FastifyRequest, reply: FastifyReply) => Admit;

/** Headers that tell of the limit by cost, as `RateLimit-…` tell of that by requests. */
export const COST_LIMIT_HEADERS = [
  'ratelimit-cost-limit',
  'ratelimit-cost-remaining',
  'ratelimit-cost-reset',
];

/** How each request comes to its slot. The site's own subscriptions are those of all its readers. */
export function admitRequests(
  admission: Admission,
  subscribe: (client: string | null) => Promise<() => void>,
): AdmitRequest {
  return ({ client, cancellation: { signal } }, reply) => {
    const charge = async (cost: number) => {
      const left = await admission.charge(client, cost);
      if (!left) return;
      const [limit, remaining, reset] = COST_LIMIT_HEADERS as [string, string, string];
      void reply.headers({
        [limit]: left.limit,
        [remaining]: left.remaining,
        [reset]: left.resetSeconds,
      });
    };
    return {
      charge,
      work: async (cost, work) => {
        await charge(cost);
        return admission.inSlot({ client, cost, signal }, work);
      },
      subscription: async (cost) => {
        await charge(cost);
        try {
          const unsubscribe = await subscribe(client.isSite ? null : client.key);
          // Who left meanwhile closes nothing any more.
          if (reply.raw.destroyed) unsubscribe();
          else reply.raw.once('close', unsubscribe);
        } catch (error) {
          if (!(error instanceof ShareTaken)) throw error;
          throw error.of === 'client'
            ? subscriptionsTaken(error.limit)
            : allSubscriptionsTaken(error.limit);
        }
      },
    };
  };
}
