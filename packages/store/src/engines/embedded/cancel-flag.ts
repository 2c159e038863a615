/**
 * Tells the database's thread to give a statement up. While it computes it reads no messages, so each connection has a
 * word in memory that both threads see.
 */
export type CancelFlag = Int32Array<SharedArrayBuffer>;

/** Nothing of the connection runs: its statement waits for its turn, or it has none. */
const IDLE = 0;
const RUNNING = 1;
/** The one who cancels is about to stop what runs; until it has, nothing else may begin. */
const STOPPING = 2;
/** What the connection has sent is not run any more. */
const CANCELLED = 3;

export function createCancelFlag(): CancelFlag {
  return new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
}

/** Gives up what the connection has sent; `stop` is called if that is what runs at this moment. */
export function cancel(flag: CancelFlag, stop: () => void): void {
  if (Atomics.compareExchange(flag, 0, IDLE, CANCELLED) === IDLE) return;
  if (Atomics.compareExchange(flag, 0, RUNNING, STOPPING) !== RUNNING) return;
  stop();
  Atomics.store(flag, 0, CANCELLED);
  Atomics.notify(flag, 0);
}

/** Lets the connection be used again, once what was given up is answered. */
export function reset(flag: CancelFlag): void {
  Atomics.store(flag, 0, IDLE);
}

/** In the database's thread: whether what the connection has sent is still wanted. */
export function beginBatch(flag: CancelFlag): boolean {
  return Atomics.compareExchange(flag, 0, IDLE, RUNNING) === IDLE;
}

/** In the database's thread: from here on a cancel can't hit what is run next. */
export function endBatch(flag: CancelFlag): void {
  if (Atomics.compareExchange(flag, 0, RUNNING, IDLE) === STOPPING) Atomics.wait(flag, 0, STOPPING);
}
