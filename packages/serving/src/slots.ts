export interface SlotLimits {
  /** How many are under way at once. */
  slots: number;
  /** How many wait at once, of all clients. */
  queue: number;
  /** How many wait at once, of one client. */
  queuePerClient: number;
  /** Milliseconds that one waits; who would wait longer is refused at once. */
  waitMs: number;
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
   * Waits for a slot; give it back by calling what comes.
   *
   * @throws NoSlot, or the signal's reason when it is aborted first
   */
  take(client: string, signal?: AbortSignal): Promise<() => void>;
}

interface Waiter {
  client: string;
  turn: number;
  start(): void;
}

/** How much the newest of the measured times counts in their mean. */
const NEWEST = 0.2;

/**
 * A bounded number of slots, and a bounded queue for them: in order of arrival, but the clients that wait take
 * turns, so that one who asks for much waits for himself.
 */
export function createSlots({ slots, queue, queuePerClient, waitMs }: SlotLimits): Slots {
  const waiters = new Set<Waiter>();
  /** Of each client with somebody waiting, the turn of its last one. */
  const lastTurn = new Map<string, number>();
  let turn = 0;
  let underWay = 0;
  let meanMs = 0;

  const expectedMs = () => ((waiters.size + 1) * meanMs) / slots;
  const noSlot = () => new NoSlot(Math.min(60, Math.max(1, Math.ceil(expectedMs() / 1000))));
  const waitingOf = (client: string) =>
    [...waiters].filter((waiter) => waiter.client === client).length;

  function begin(): () => void {
    underWay += 1;
    const begun = performance.now();
    let over = false;
    return () => {
      if (over) return;
      over = true;
      underWay -= 1;
      meanMs += (performance.now() - begun - meanMs) * NEWEST;
      startNext();
    };
  }

  function startNext(): void {
    if (underWay >= slots || waiters.size === 0) return;
    const [first] = [...waiters].sort((one, other) => one.turn - other.turn);
    turn = first!.turn;
    first!.start();
  }

  function leave(waiter: Waiter): void {
    waiters.delete(waiter);
    if (waitingOf(waiter.client) === 0) lastTurn.delete(waiter.client);
  }

  return {
    get underWay() {
      return underWay;
    },
    get waiting() {
      return waiters.size;
    },
    take: async (client, signal) => {
      signal?.throwIfAborted();
      if (underWay < slots) return begin();
      if (waiters.size >= queue || waitingOf(client) >= queuePerClient || expectedMs() > waitMs) {
        throw noSlot();
      }
      return new Promise((resolve, reject) => {
        const end = () => {
          clearTimeout(patience);
          signal?.removeEventListener('abort', giveUp);
          leave(waiter);
        };
        const waiter: Waiter = {
          client,
          turn: Math.max(turn, lastTurn.get(client) ?? 0) + 1,
          start: () => {
            end();
            resolve(begin());
          },
        };
        const giveUp = () => {
          end();
          reject(signal!.reason as Error);
        };
        const patience = setTimeout(() => {
          end();
          reject(noSlot());
        }, waitMs);
        signal?.addEventListener('abort', giveUp);
        waiters.add(waiter);
        lastTurn.set(client, waiter.turn);
      });
    },
  };
}
