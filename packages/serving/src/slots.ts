export interface SlotLimits {
  /** How many are under way at once. */
  slots: number;
  /** How many wait at once, of all clients. */
  queue: number;
  /** How many wait at once, of one client. */
  queuePerClient: number;
  /** Milliseconds that one waits; who would wait longer is refused at once. */
  waitMs: number;
  /** How long a slot stays empty after each use, as a part of that use: at 1 it is in use half of the time. */
  rest?: number;
}

/** There is no slot, and none in time. */
export class NoSlot extends Error {
  override name = 'NoSlot';
  /** When there may be one. */
  readonly retryAfterSeconds: number;

  constructor(retryAfterSeconds: number) {
    super(`no slot; perhaps in ${retryAfterSeconds} s`);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

export interface Slots {
  readonly underWay: number;
  readonly waiting: number;
  /**
   * Waits for a slot; give it back by calling what comes. How long others would wait for it is expected by its price,
   * in whatever unit all prices are.
   *
   * @throws NoSlot, or the signal's reason when it is aborted first
   */
  take(client: string, signal?: AbortSignal, price?: number): Promise<() => void>;
}

interface Waiter {
  client: string;
  price: number;
  turn: number;
  start(): void;
  refuse(): void;
}

/** How much the newest of the measured times, each by its price, counts in their mean. */
const NEWEST = 0.2;

/** A slot rests no longer than this, milliseconds. */
const LONGEST_REST = 2_000;

/**
 * A bounded number of slots, and a bounded queue for them: in order of arrival, but the clients that wait take
 * turns, so that one who asks for much waits for himself.
 */
export function createSlots({ slots, queue, queuePerClient, waitMs, rest = 0 }: SlotLimits): Slots {
  const waiters = new Set<Waiter>();
  /** Of each client with somebody waiting, the turn of its last one. */
  const lastTurn = new Map<string, number>();
  let turn = 0;
  let underWay = 0;
  /** Of each slot that is in use or rests, the price of its use. */
  const taken = new Set<{ price: number }>();
  let meanMsPerPrice = 0;

  const restAfter = (tookMs: number) => Math.min(tookMs * rest, LONGEST_REST);
  const before = (then: number) => [...waiters].filter(({ turn }) => turn <= then);
  /** How long a slot is in use and rests for a price, by the times that were measured. */
  const usesMs = ({ price }: { price: number }) => {
    const useMs = price * meanMsPerPrice;
    return useMs + restAfter(useMs);
  };
  const sumMs = (uses: Iterable<{ price: number }>) =>
    [...uses].reduce((sum, use) => sum + usesMs(use), 0);
  /** How long one waits whose turn it is then: for one of the slots that are taken, and for those before. */
  const expectedMs = (then: number) =>
    (sumMs(taken) / Math.max(1, taken.size) + sumMs(before(then))) / slots;
  /** Who is the next one in any case may always wait. */
  const isTooLate = (then: number) => before(then).length > 0 && expectedMs(then) > waitMs;
  const noSlot = (then: number) =>
    new NoSlot(Math.min(60, Math.max(1, Math.ceil(expectedMs(then) / 1000))));
  /** Of those that wait, the one whose turn comes last. */
  const last = () => [...waiters].reduce((one, other) => (other.turn >= one.turn ? other : one));
  const waitingOf = (client: string) =>
    [...waiters].filter((waiter) => waiter.client === client).length;

  function begin(price: number): () => void {
    underWay += 1;
    const use = { price };
    taken.add(use);
    const begun = performance.now();
    let over = false;
    return () => {
      if (over) return;
      over = true;
      underWay -= 1;
      const tookMs = performance.now() - begun;
      meanMsPerPrice += (tookMs / price - meanMsPerPrice) * NEWEST;
      const leaveSlot = () => {
        taken.delete(use);
        startNext();
      };
      if (rest > 0) setTimeout(leaveSlot, restAfter(tookMs)).unref();
      else leaveSlot();
    };
  }

  function startNext(): void {
    if (taken.size >= slots || waiters.size === 0) return;
    const [first] = [...waiters].sort((one, other) => one.turn - other.turn);
    turn = first!.turn;
    first!.start();
  }

  function leave({ client }: Waiter): void {
    const turns = [...waiters].filter((waiter) => waiter.client === client);
    if (turns.length === 0) lastTurn.delete(client);
    else lastTurn.set(client, Math.max(...turns.map(({ turn }) => turn)));
  }

  return {
    get underWay() {
      return underWay;
    },
    get waiting() {
      return waiters.size;
    },
    take: async (client, signal, price = 1) => {
      signal?.throwIfAborted();
      if (taken.size < slots) return begin(price);
      const ownTurn = Math.max(turn, lastTurn.get(client) ?? 0) + 1;
      if (waitingOf(client) >= queuePerClient || isTooLate(ownTurn)) {
        throw noSlot(ownTurn);
      }
      if (waiters.size >= queue) {
        // A client with little in the queue comes before what another has too much.
        const latest = queue > 0 ? last() : null;
        if (!latest || latest.turn <= ownTurn) throw noSlot(ownTurn);
        latest.refuse();
      }
      return new Promise((resolve, reject) => {
        const end = () => {
          clearTimeout(patience);
          signal?.removeEventListener('abort', giveUp);
          waiters.delete(waiter);
          leave(waiter);
        };
        const waiter: Waiter = {
          client,
          price,
          turn: ownTurn,
          start: () => {
            end();
            resolve(begin(price));
          },
          refuse: () => {
            end();
            reject(noSlot(ownTurn));
          },
        };
        const giveUp = () => {
          end();
          reject(signal!.reason as Error);
        };
        const patience = setTimeout(() => waiter.refuse(), waitMs);
        signal?.addEventListener('abort', giveUp);
        waiters.add(waiter);
        lastTurn.set(client, waiter.turn);
      });
    },
  };
}
