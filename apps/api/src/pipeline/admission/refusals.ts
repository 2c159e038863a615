import type { Left } from '@casus/serving/budget';
import { GraphQLError } from 'graphql';
import type { Kind } from './admission.ts';

/** As many requests of this price are under way, and wait, as can be answered in time. */
export function overloaded(kind: Kind, retryAfterSeconds: number): GraphQLError {
  const less =
    kind === 'light' ? '' : ' or ask for less: requests of a lower cost have places of their own';
  return new GraphQLError(
    `The server is busy with as many requests of this cost as it can answer in time. Try again in ${retryAfterSeconds} s${less}.`,
    {
      extensions: {
        code: 'OVERLOADED',
        http: { status: 503, headers: { 'Retry-After': String(retryAfterSeconds) } },
      },
    },
  );
}

/** One client has asked for all that it may in a minute, by cost. */
export function costLimitSpent(
  { limit, remaining, resetSeconds }: Left,
  asked: number,
): GraphQLError {
  return new GraphQLError(
    `This costs ${asked}, and ${remaining} of the ${limit} that one client may ask for in a minute are left. Wait ${resetSeconds} s, or ask for less.`,
    {
      extensions: {
        code: 'RATE_LIMITED',
        limitedBy: 'cost',
        limit,
        remaining,
        asked,
        http: { status: 429, headers: { 'Retry-After': String(resetSeconds) } },
      },
    },
  );
}

/** One client has as many subscriptions open as it may. */
export function subscriptionsTaken(limit: number): GraphQLError {
  return new GraphQLError(
    `${limit} subscriptions of yours are open, as many as one client may have. End one of them, or read the claims of the conflict from time to time.`,
    {
      extensions: {
        code: 'SUBSCRIPTION_LIMIT_EXCEEDED',
        limit,
        http: { status: 429, headers: { 'Retry-After': '60' } },
      },
    },
  );
}
