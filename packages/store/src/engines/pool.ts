import { setTimeout as sleep } from 'node:timers/promises';
import { Pool, type PoolClient, type PoolConfig } from 'pg';
import type { ConnectionCounts } from './engine.ts';
import { outageOf, type Outage } from '../store-error.ts';

/** How long a pool that was granted fewer connections than it may take makes do with those, in ms. */
const CONTENT = 30_000;

/** How often a server that grants not even one connection is asked, and the pause between, in ms. */
const REFUSALS = 5;
const REFUSED_PAUSE = 100;

/** Nothing was sent yet, so it may be tried once more, whatever it is for. */
const ANOTHER_MAY_OPEN: readonly Outage[] = ['lost', 'unreachable', 'starting'];

type OnConnected = (
  error: Error | undefined,
  client: PoolClient | undefined,
  done: (release?: Error | boolean) => void,
) => void;

/**
 * A pool that lives with fewer connections than it may take: where the server grants no more, whoever
 * asks waits for one that there is. From time to time it asks for more again.
 */
export class AdaptivePool extends Pool {
  readonly #most: number;
  #established = 0;
  #isContent = false;

  constructor(config: PoolConfig) {
    super(config);
    this.#most = this.options.max;
    this.on('connect', (client) => {
      this.#established += 1;
      this.options.max = Math.max(this.options.max, this.#established);
      client.once('end', () => (this.#established -= 1));
    });
  }

  /** How many connections it may have, has and has free, and how many wait for one. */
  readonly counts = (): ConnectionCounts => ({
    most: this.options.max,
    open: this.totalCount,
    idle: this.idleCount,
    waiting: this.waitingCount,
  });

  override connect(): Promise<PoolClient>;
  override connect(callback: OnConnected): void;
  override connect(callback?: OnConnected): Promise<PoolClient> | void {
    const client = this.#acquire();
    if (!callback) return client;
    client.then(
      (given) => callback(undefined, given, (error) => given.release(error)),
      (error: Error) => callback(error, undefined, () => {}),
    );
  }

  async #acquire(): Promise<PoolClient> {
    const { connectionTimeoutMillis: patience } = this.options;
    const until = patience ? performance.now() + patience : Infinity;
    let isFirst = true;
    let refusals = 0;
    for (;;) {
      try {
        return await super.connect();
      } catch (error) {
        const outage = outageOf(error);
        if (outage === 'full' && this.#established > 0 && performance.now() < until) {
          this.#makeDo(this.#established);
        } else if (outage === 'full' && refusals < REFUSALS) {
          // Others of this pool may just be getting theirs.
          refusals += 1;
          await sleep(REFUSED_PAUSE);
        } else if (isFirst && outage && ANOTHER_MAY_OPEN.includes(outage)) {
          isFirst = false;
        } else {
          throw error;
        }
      }
    }
  }

  #makeDo(granted: number): void {
    this.options.max = granted;
    if (this.#isContent) return;
    this.#isContent = true;
    const askAgain = () => {
      this.#isContent = false;
      this.options.max = this.#most;
    };
    setTimeout(askAgain, CONTENT).unref();
  }
}
