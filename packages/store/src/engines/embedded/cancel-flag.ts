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
/** What runs was told to stop, and has not yet. */
const STOPPED = 3;
/** What the connection has sent is not run any more. */
const CANCELLED = 4;

export function createCancelFlag(): CancelFlag {
  return new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
}

/**
 * Gives up what the connection has sent; `stop` is called if that is what runs at this moment. Whether it does: then it
 * may have missed the call, and has to be cancelled once more.
 */
export function cancel(flag: CancelFlag, stop: () => void): boolean {
  if (Atomics.compareExchange(flag, 0, IDLE, CANCELLED) === IDLE) return false;
  const isRunning =
    Atomics.compareExchange(flag, 0, RUNNING, STOPPING) === RUNNING ||
    Atomics.compareExchange(flag, 0, STOPPED, STOPPING) === STOPPED;
  if (!isRunning) return false;
  stop();
  Atomics.store(flag, 0, STOPPED);
  Atomics.notify(flag, 0);
  return true;
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
  while (Atomics.compareExchange(flag, 0, RUNNING, IDLE) !== RUNNING) {
    if (Atomics.compareExchange(flag, 0, STOPPED, CANCELLED) === STOPPED) return;
    Atomics.wait(flag, 0, STOPPING);
  }
}
