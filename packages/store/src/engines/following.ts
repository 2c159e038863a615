import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from 'pg';
import type { Notice, NoticeListener } from '../live/notices.ts';
import { createProgressReader, type Progress } from '../live/progress.ts';
import { progressOn, type Heartbeat } from './listening-connection.ts';
import { createListening, type Listening, type ListenerState } from './listening.ts';
import { probe } from './probe.ts';

/** How often a database is asked how far it is, in ms: nothing that is cached is older. */
const EVERY = 250;

/** Why a standby that was promoted is left. */
export class TakesWrites extends Error {
  constructor() {
    super('It takes writes: it is a standby no more');
  }
}

export interface FollowingOptions {
  every?: number;
  /**
   * When the standby is promoted: it is listened to as any server, or it is left alone for as long as it takes writes.
   * `null` for a database that may be either.
   */
  whenPromoted?: 'listen' | 'leave' | null;
  /** Begins though the database is away. */
  isPatient?: boolean;
  /** Statements may be prepared on its connections. */
  isPrepared?: boolean;
}

/**
 * Hears of changes where nobody can listen, as on a streaming standby: what is read there is as old as
 * what it has replayed, so its own copy of the commits is read, on the very server that is cached.
 */
export function createFollowing(
  createClient: () => Client,
  heartbeat: Heartbeat | null,
  {
    every = EVERY,
    whenPromoted = 'listen',
    isPatient = false,
    isPrepared = true,
  }: FollowingOptions = {},
): Listening {
  const listeners = new Set<NoticeListener>();
  const watchers = new Set<(state: ListenerState) => void>();
  let state: ListenerState = { isConnected: false, reason: null, failures: 0 };
  let promoted: Listening | undefined;
  let over: AbortController | undefined;
  let first: Promise<undefined> | undefined;
  let client: Client | undefined;

  const tell = (notice: Notice) => {
    for (const listener of listeners) listener(notice);
  };
  const own = createProgressReader(askNow, tell);
  const current = () => promoted?.progress ?? own;

  function become(next: ListenerState): void {
    const isChanged = next.isConnected !== state.isConnected;
    state = next;
    if (isChanged) for (const watcher of watchers) watcher(state);
  }

  function lose(reason: unknown): void {
    own.forget();
    become({ isConnected: false, reason: reason as Error, failures: state.failures + 1 });
  }

  async function connect(): Promise<Client> {
    if (client) return client;
    const made = createClient();
    const forget = (error: Error = new Error('Connection terminated')) => {
      if (client !== made) return;
      client = undefined;
      // At once: what is read on other connections from now on may be older.
      lose(error);
    };
    made.on('error', forget);
    made.once('end', () => forget());
    try {
      await made.connect();
    } catch (error) {
      await made.end().catch(() => {});
      throw error;
    }
    return (client = made);
  }

  async function askNow(): Promise<Progress> {
    const connected = await connect();
    const waited = new AbortController();
    const answer = progressOn(connected, isPrepared);
    try {
      return await Promise.race([
        answer,
        sleep(heartbeat?.patience ?? 5_000, null, { signal: waited.signal }).then(() => {
          throw new Error('Query read timeout');
        }),
      ]);
    } catch (error) {
      answer.catch(() => {});
      void connected.end().catch(() => {});
      // Whoever asked: the next connection may be to the same server, started again and as it was earlier.
      if (client === connected) {
        client = undefined;
        lose(error);
      }
      throw error;
    } finally {
      waited.abort();
    }
  }

  async function follow(signal: AbortSignal, onFirst: (error?: unknown) => void): Promise<void> {
    while (!signal.aborted) {
      try {
        const { isStandby } = await own.read();
        if (isStandby || whenPromoted === null) {
          become({ ...state, isConnected: true, reason: null });
        } else if (whenPromoted === 'leave') {
          lose(new TakesWrites());
        } else {
          await bePromoted(signal);
          onFirst();
          return;
        }
        onFirst();
      } catch (error) {
        if (!signal.aborted) lose(error);
        onFirst(error);
      }
      await sleep(every, null, { signal }).catch(() => {});
    }
  }

  async function bePromoted(signal: AbortSignal): Promise<void> {
    const listening = createListening(createClient, heartbeat);
    listening.onChange(become);
    await listening.add(tell);
    if (signal.aborted) return listening.close();
    promoted = listening;
    tell({ about: 'anything' });
    become(listening.state());
    const connected = client;
    client = undefined;
    await connected?.end().catch(() => {});
  }

  async function close(): Promise<void> {
    over?.abort();
    over = undefined;
    first = undefined;
    const connected = client;
    client = undefined;
    await connected?.end().catch(() => {});
    await promoted?.close();
    promoted = undefined;
    own.forget();
    become({ ...state, isConnected: false });
  }

  return {
    add: async (listener) => {
      listeners.add(listener);
      if (!over) {
        over = new AbortController();
        const { promise, resolve, reject } = Promise.withResolvers<undefined>();
        const begun = (error?: unknown) =>
          error && !isPatient ? reject(error as Error) : resolve(undefined);
        void follow(over.signal, begun);
        first = promise;
      }
      try {
        await first;
      } catch (error) {
        listeners.delete(listener);
        if (listeners.size === 0) await close();
        throw error;
      }
      return async () => {
        listeners.delete(listener);
        if (listeners.size === 0) await close();
      };
    },
    state: () => state,
    progress: {
      last: () => current().last(),
      read: () => current().read(),
      era: () => current().era(),
    },
    reconnect: async () => {
      await promoted?.reconnect();
    },
    onChange: (watcher) => void watchers.add(watcher),
    probe: async (patience) => {
      if (promoted) return promoted.probe(patience);
      if (!over) return 'lost';
      return probe(own.read(), patience);
    },
    close: async () => {
      listeners.clear();
      await close();
    },
  };
}
