import { BudgetSpent, minuteBudget, type Budget } from '@casus/serving/budget';
import { countRequests } from '@casus/serving/request-counter';
import { createShares, ShareTaken } from '@casus/serving/shares';
import { createSlots, NoSlot, type Slots } from '@casus/serving/slots';
import type { Ask, Limited, Refused, Reply } from './messages.ts';

/** Limits of all workers, in the one process that all of them can ask. */
export interface LimitsOfPrimary {
  /** Answers a worker; undefined for what needs no answer. */
  answer(worker: number, ask: Exclude<Ask, { casus: 'metrics' }>): Promise<Reply | undefined>;
  /** The worker is gone: what it had taken is free, what it waited for is waited for no more. */
  forget(worker: number): void;
}

export function createLimitsOfPrimary(): LimitsOfPrimary {
  const countRequest = countRequests();
  const budgets = new Map<number, Budget>();
  const slots = new Map<string, Slots>();
  const shares = new Map<string, ReturnType<typeof createShares>>();
  /** Of each worker, by its calls. */
  const waiting = new Map<string, AbortController>();
  const held = new Map<string, () => void>();

  async function take(
    id: string,
    of: Limited,
    client: string | null,
    amount: number,
  ): Promise<Extract<Reply, { casus: 'given' }>['value']> {
    switch (of.kind) {
      case 'requests':
        return countRequest(client!);
      case 'budget':
        return made(budgets, of.limit, () => minuteBudget(of.limit)).take(client!, amount);
      case 'shares': {
        held.set(id, made(shares, of.name, () => createShares(of.limits))(client));
        return null;
      }
      case 'slots': {
        const leaving = new AbortController();
        waiting.set(id, leaving);
        try {
          const slot = made(slots, of.name, () => createSlots(of.limits));
          const release = await slot.take(client!, leaving.signal, amount);
          // It left while its turn came.
          if (leaving.signal.aborted) release();
          else held.set(id, release);
          return null;
        } finally {
          waiting.delete(id);
        }
      }
    }
  }

  const release = (id: string) => {
    held.get(id)?.();
    held.delete(id);
  };

  return {
    answer: async (worker, ask) => {
      const { call } = ask;
      const id = `${worker} ${call}`;
      if (ask.casus === 'release') {
        release(id);
        return undefined;
      }
      if (ask.casus === 'leave') {
        waiting.get(id)?.abort();
        // Given meanwhile: the worker has no use of it.
        release(id);
        return undefined;
      }
      try {
        return { casus: 'given', call, value: await take(id, ask.of, ask.client, ask.amount) };
      } catch (error) {
        return { casus: 'refused', call, why: refusalOf(error) };
      }
    },
    forget: (worker) => {
      const isOf = (id: string) => id.startsWith(`${worker} `);
      for (const [id, leaving] of waiting) if (isOf(id)) leaving.abort();
      for (const id of [...held.keys()].filter(isOf)) release(id);
    },
  };
}

function made<Key, Made>(all: Map<Key, Made>, key: Key, make: () => Made): Made {
  const known = all.get(key) ?? make();
  all.set(key, known);
  return known;
}

function refusalOf(error: unknown): Refused {
  if (error instanceof NoSlot) {
    return { error: 'NoSlot', retryAfterSeconds: error.retryAfterSeconds };
  }
  if (error instanceof ShareTaken) return { error: 'ShareTaken', of: error.of, limit: error.limit };
  if (error instanceof BudgetSpent) return { error: 'BudgetSpent', left: error.left };
  return { error: 'Failed', message: String(error) };
}
