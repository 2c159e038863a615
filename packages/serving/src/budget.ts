import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';

/** What a client has left of what it may take in a minute. */
export interface Left {
  limit: number;
  remaining: number;
  /** Seconds until it may take all of it again. */
  resetSeconds: number;
}

/** More was asked than is left; nothing was taken. */
export class BudgetSpent extends Error {
  override name = 'BudgetSpent';
  readonly left: Left;

  constructor(left: Left) {
    super(`${left.limit} a minute are given, ${left.remaining} are left`);
    this.left = left;
  }
}

export interface Budget {
  /** @throws BudgetSpent */
  take(client: string, amount: number): Promise<Left>;
}

const SECONDS = 60;

/** So much a minute for each client. The minute begins with what a client takes first. */
export function minuteBudget(limit: number): Budget {
  const limiter = new RateLimiterMemory({ points: limit, duration: SECONDS });
  return {
    take: async (client, amount) => {
      try {
        return leftOf(limit, await limiter.consume(client, amount));
      } catch {
        // What is refused is not charged: a smaller request may still be answered.
        throw new BudgetSpent(leftOf(limit, await limiter.reward(client, amount)));
      }
    },
  };
}

function leftOf(limit: number, { remainingPoints, msBeforeNext }: RateLimiterRes): Left {
  return {
    limit,
    remaining: remainingPoints,
    resetSeconds: Math.max(1, Math.ceil(msBeforeNext / 1000)),
  };
}
