import { BudgetSpent, type Left } from '@casus/serving/budget';
import type { Counted } from '@casus/serving/request-counter';
import { ShareTaken } from '@casus/serving/shares';
import { NoSlot } from '@casus/serving/slots';
import type { Ask, Limited, Refused, Reply } from './messages.ts';
import type { SharedLimits } from './shared-limits.ts';

/** How a worker and its primary talk. */
export interface Channel {
  send(ask: Ask): void;
  onReply(listener: (reply: Reply) => void): void;
}

/** The limits of all workers, as each of them asks for them, and the metrics of all. */
export interface AskPrimary {
  limits: SharedLimits;
  metrics(): Promise<string>;
}

export function createAskPrimary({ send, onReply }: Channel): AskPrimary {
  let calls = 0;
  const open = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  onReply((reply) => {
    const waiter = open.get(reply.call);
    open.delete(reply.call);
    if (reply.casus === 'given') waiter?.resolve(reply.value);
    else waiter?.reject(errorOf(reply.why));
  });

  const answerTo = (call: number) =>
    new Promise<unknown>((resolve, reject) => open.set(call, { resolve, reject }));

  async function take(
    of: Limited,
    client: string | null,
    { amount = 1, signal }: { amount?: number; signal?: AbortSignal | undefined } = {},
  ): Promise<{ value: unknown; release: () => void }> {
    signal?.throwIfAborted();
    const call = (calls += 1);
    const given = answerTo(call);
    const leave = () => {
      const waiter = open.get(call);
      open.delete(call);
      send({ casus: 'leave', call });
      waiter?.reject(signal!.reason as Error);
    };
    signal?.addEventListener('abort', leave, { once: true });
    send({ casus: 'take', call, of, client, amount });
    try {
      const value = await given;
      let isOver = false;
      const release = () => {
        if (isOver) return;
        isOver = true;
        send({ casus: 'release', call });
      };
      return { value, release };
    } finally {
      signal?.removeEventListener('abort', leave);
    }
  }

  return {
    limits: {
      countRequest: async (client) => (await take({ kind: 'requests' }, client)).value as Counted,
      budget: (limit) => ({
        take: async (client, amount) =>
          (await take({ kind: 'budget', limit }, client, { amount })).value as Left,
      }),
      slots: (name, limits) => {
        const own = { underWay: 0, waiting: 0 };
        return {
          get underWay() {
            return own.underWay;
          },
          get waiting() {
            return own.waiting;
          },
          take: async (client, signal, amount) => {
            own.waiting += 1;
            const asked = take({ kind: 'slots', name, limits }, client, {
              ...(amount !== undefined && { amount }),
              signal,
            });
            const { release } = await asked.finally(() => (own.waiting -= 1));
            own.underWay += 1;
            let isOver = false;
            return () => {
              if (isOver) return;
              isOver = true;
              own.underWay -= 1;
              release();
            };
          },
        };
      },
      shares: (name, limits) => async (client) =>
        (await take({ kind: 'shares', name, limits }, client)).release,
    },
    metrics: async () => {
      const call = (calls += 1);
      const text = answerTo(call);
      send({ casus: 'metrics', call });
      return (await text) as string;
    },
  };
}

function errorOf(why: Refused): Error {
  switch (why.error) {
    case 'NoSlot':
      return new NoSlot(why.retryAfterSeconds);
    case 'ShareTaken':
      return new ShareTaken(why.of, why.limit);
    case 'BudgetSpent':
      return new BudgetSpent(why.left);
    case 'Failed':
      return new Error(why.message);
  }
}
