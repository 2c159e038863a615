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
  refuse(): void;
}

/** How much the newest of the measured times counts in their mean. */
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
  let resting = 0;
  let meanMs = 0;

  const restAfter = (tookMs: number) => Math.min(tookMs * rest, LONGEST_REST);
  const before = (then: number) => [...waiters].filter(({ turn }) => turn <= then).length;
  /** How long one waits whose turn it is then, by the times that were measured. */
  const expectedMs = (then: number) => ((before(then) + 1) * (meanMs + restAfter(meanMs))) / slots;
  /** Who is the next one in any case may always wait. */
  const isTooLate = (then: number) => before(then) > 0 && expectedMs(then) > waitMs;
  const noSlot = (then: number) =>
    new NoSlot(Math.min(60, Math.max(1, Math.ceil(expectedMs(then) / 1000))));
  /** Of those that wait, the one whose turn comes last. */
  const last = () => [...waiters].reduce((one, other) => (other.turn >= one.turn ? other : one));
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
      const tookMs = performance.now() - begun;
      meanMs += (tookMs - meanMs) * NEWEST;
      if (rest > 0) pauseSlot(restAfter(tookMs));
      startNext();
    };
  }

  function pauseSlot(milliseconds: number): void {
    resting += 1;
    setTimeout(() => {
      resting -= 1;
      startNext();
    }, milliseconds).unref();
  }

  function startNext(): void {
    if (underWay + resting >= slots || waiters.size === 0) return;
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
    take: async (client, signal) => {
      signal?.throwIfAborted();
      if (underWay + resting < slots) return begin();
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
          turn: ownTurn,
          start: () => {
            end();
            resolve(begin());
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
