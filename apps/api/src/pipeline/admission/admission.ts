import { BudgetSpent, type Left } from '@casus/serving/budget';
import { NoSlot, type Slots } from '@casus/serving/slots';
import type { Store } from '@casus/store/open';
import type { Client } from '../../http/clients.ts';
import { OWN_LIMITS, type SharedLimits } from '../../workers/shared-limits.ts';
import { costLimitSpent, overloaded } from './refusals.ts';

/** Kinds of work by price, each with slots of its own: what is cheap never waits for what is dear. */
export const KINDS = ['light', 'ordinary', 'large', 'dear'] as const;
export type Kind = (typeof KINDS)[number];

export interface AdmissionConfig {
  /** Answers under way at the same time; where it is not set, as many as the engine has use of. */
  atOnce: Record<Kind, number | undefined>;
  /** Milliseconds that a request waits for its slot; who would wait longer is refused at once. */
  queueMs: number;
  /** Cost that one client may ask for in a minute; 0 for no limit. */
  costPerMinute: number;
}

/**
 * PostgreSQL works for several at once. The embedded engine has one session: more at once would take as long, and
 * what is cheap would find more before it.
 */
const AT_ONCE: Record<Store['name'], Record<Kind, number>> = {
  postgres: { light: 64, ordinary: 6, large: 3, dear: 2 },
  pglite: { light: 64, ordinary: 3, large: 1, dear: 1 },
};

/**
 * On the embedded engine large and dear work takes half of the time at most: its statements can't be put aside for a
 * cheap one that comes meanwhile.
 */
const restOf = (engine: Store['name'], kind: Kind) =>
  engine === 'pglite' && (kind === 'large' || kind === 'dear') ? 1 : 0;

/** For each slot as many may wait; of one client half of them. */
const QUEUE_PER_SLOT = 8;

/** The parts of the highest price up to which work is of a kind; what costs more is dear. */
const UP_TO: Record<Exclude<Kind, 'dear'>, number> = { light: 0.02, ordinary: 0.4, large: 0.7 };

export interface Admission {
  slots: Readonly<Record<Kind, Slots>>;
  /**
   * Takes the cost from what the client has left of its minute; null for who is not limited.
   *
   * @throws GraphQLError RATE_LIMITED
   */
  charge(client: Client, cost: number): Promise<Left | null>;
  /**
   * Does the work when there is a slot for its price.
   *
   * @throws GraphQLError OVERLOADED where there is none in time
   */
  inSlot<Answer>(
    asked: { client: Client; cost: number; signal: AbortSignal },
    work: () => PromiseLike<Answer> | Answer,
  ): Promise<Answer>;
}

export function createAdmission(
  { atOnce, queueMs, costPerMinute }: AdmissionConfig,
  highestCost: number,
  engine: Store['name'],
  shared: SharedLimits = OWN_LIMITS,
): Admission {
  const slotsOf = (kind: Kind) => {
    const most = atOnce[kind] ?? AT_ONCE[engine][kind];
    const queue = most * QUEUE_PER_SLOT;
    return shared.slots(kind, {
      slots: most,
      queue,
      queuePerClient: Math.ceil(queue / 2),
      waitMs: queueMs,
      rest: restOf(engine, kind),
    });
  };
  const slots = {
    light: slotsOf('light'),
    ordinary: slotsOf('ordinary'),
    large: slotsOf('large'),
    dear: slotsOf('dear'),
  };
  const budget = costPerMinute > 0 ? shared.budget(costPerMinute) : null;

  const kindOf = (cost: number): Kind => {
    const part = cost / highestCost;
    if (part <= UP_TO.light) return 'light';
    if (part <= UP_TO.ordinary) return 'ordinary';
    return part <= UP_TO.large ? 'large' : 'dear';
  };

  return {
    slots,
    charge: async ({ key, isTrusted }, cost) => {
      if (!budget || isTrusted) return null;
      try {
        return await budget.take(key, cost);
      } catch (error) {
        throw error instanceof BudgetSpent ? costLimitSpent(error.left, cost) : error;
      }
    },
    inSlot: async ({ client, cost, signal }, work) => {
      const kind = kindOf(cost);
      const release = await slots[kind]
        .take(client.key, signal, Math.max(1, cost))
        .catch((error: unknown) => {
          throw error instanceof NoSlot ? overloaded(kind, error.retryAfterSeconds) : error;
        });
      try {
        return await work();
      } finally {
        release();
      }
    },
  };
}
