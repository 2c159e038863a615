import type { Pool, PoolClient, QueryConfig, QueryResult } from 'pg';
import { bringsRows, CopyIn } from './copy-in.ts';
import type { StatementTracer } from './engine.ts';
import { givenUp, outageOf } from '../store-error.ts';

/**
 * Stops the statement that a connection runs. Resolves once that statement has `settled` and the cancel can't hit what the
 * connection is used for next; never rejects.
 */
export type CancelStatement = (client: PoolClient, settled: Promise<void>) => Promise<void>;

/** A pool, and how what its connections run is cancelled. */
export interface ConnectionSource {
  pool: Pool;
  cancel: CancelStatement;
}

/** Is told when a connection is asked for, and when it is given back. */
export interface ConnectionWatch {
  taken(): void;
  givenBack(): void;
}

/** As much of a connection as Drizzle uses. */
interface AbortableClient {
  query(query: QueryConfig, values?: unknown[]): Promise<QueryResult>;
  release(): void;
}

/** Sent even when all else is given up: they do no work, and what was begun has to be ended. */
const FRAMES = /^(begin|rollback|close)\b/;

/**
 * The part of the pool that one request may have at once. Whoever wants more waits here and not in the pool's queue, so
 * that other requests' statements come between.
 */
const SHARE = 1 / 3;

/**
 * A pool for as long as a signal lets it: once that is aborted, who waits for a connection is told so, what runs is
 * cancelled, and nothing more is sent. As much of pg's pool as Drizzle uses, which knows one by the name of its class.
 */
export class AbortablePool {
  readonly #current: () => ConnectionSource;
  readonly #signal: AbortSignal | undefined;
  /** Of connections that are in use or asked for. */
  readonly #share: number;
  #taken = 0;
  readonly #waiting: (() => void)[] = [];
  readonly #trace: StatementTracer | undefined;
  readonly #watch: ConnectionWatch | undefined;

  /** @param current where a connection is taken from at the moment */
  constructor(
    current: () => ConnectionSource,
    signal: AbortSignal | undefined,
    traceStatement?: StatementTracer,
    watch?: ConnectionWatch,
  ) {
    this.#trace = traceStatement;
    this.#watch = watch;
    this.#current = current;
    this.#signal = signal;
    this.#share = signal ? Math.max(1, Math.floor(current().pool.options.max * SHARE)) : Infinity;
  }

  async query(query: QueryConfig, values?: unknown[]): Promise<QueryResult> {
    const client = await this.connect();
    try {
      return await client.query(query, values);
    } finally {
      client.release();
    }
  }

  connect(): Promise<AbortableClient> {
    const signal = this.#signal;
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(givenUp(signal));
      const leave = () => reject(givenUp(signal!));
      signal?.addEventListener('abort', leave);
      const ask = () => {
        this.#taken += 1;
        this.#watch?.taken();
        const { pool, cancel } = this.#current();
        pool.connect((error, client) => {
          signal?.removeEventListener('abort', leave);
          if (!error && !signal?.aborted) {
            const given = abortable(client!, cancel, signal, () => this.#giveBack());
            return resolve(this.#trace ? traced(given, this.#trace, signal) : given);
          }
          this.#giveBack();
          if (error) reject(error);
          // Its turn came too late; the next one has it.
          else client!.release();
        });
      };
      if (this.#taken < this.#share) ask();
      else this.#waiting.push(ask);
    });
  }

  #giveBack(): void {
    this.#taken -= 1;
    this.#watch?.givenBack();
    // Who waited was told already.
    if (this.#signal?.aborted) this.#waiting.length = 0;
    this.#waiting.shift()?.();
  }
}

function traced(
  { query, release }: AbortableClient,
  trace: StatementTracer,
  signal: AbortSignal | undefined,
): AbortableClient {
  return {
    query: (statement, values) => trace(signal, statement.text, () => query(statement, values)),
    release,
  };
}

function sent(
  client: PoolClient,
  query: QueryConfig,
  values: unknown[] | undefined,
): Promise<QueryResult> {
  if (!bringsRows(query)) return client.query(query, values);
  return client.query(new CopyIn(query.text, values![0] as Buffer)).done;
}

function abortable(
  client: PoolClient,
  cancel: CancelStatement,
  signal: AbortSignal | undefined,
  onRelease: () => void,
): AbortableClient {
  let free: Promise<void> | undefined;
  let underWay: Promise<unknown> | undefined;
  let isBroken = false;
  let outage: { error: unknown } | undefined;
  const release = () => {
    client.release(isBroken);
    onRelease();
  };

  async function send(query: QueryConfig, values?: unknown[]): Promise<QueryResult> {
    // A connection takes one statement at a time, and nothing may overtake one that was given up and is on its way out.
    while (underWay || free) await (underWay ?? free);
    // Whoever waited is told why the connection was lost, and not that it is.
    if (outage) throw outage.error;
    if (signal?.aborted && !FRAMES.test(query.text)) throw givenUp(signal);
    const answer = sent(client, query, values).catch((error: unknown) => {
      if (outageOf(error) !== null) {
        // The next one to be sent should not be the first to notice.
        isBroken = true;
        outage ??= { error };
      }
      throw error;
    });
    const done = () => {
      underWay = undefined;
    };
    underWay = answer.then(done, done);
    // Drizzle never gives a connection back whose transaction could not begin.
    if (query.text.startsWith('begin')) {
      answer.catch(() => {
        isBroken = true;
        release();
      });
    }
    if (!signal || signal.aborted) return answer;
    return new Promise((resolve, reject) => {
      const stop = () => {
        reject(givenUp(signal));
        free = cancel(client, settled).finally(() => {
          free = undefined;
        });
      };
      signal.addEventListener('abort', stop);
      const settled = answer
        .then(resolve, reject)
        .finally(() => signal.removeEventListener('abort', stop));
    });
  }

  return {
    query: send,
    release: () => {
      if (free) void free.then(release);
      else release();
    },
  };
}
