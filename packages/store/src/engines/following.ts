import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from 'pg';
import type { Notice, NoticeListener } from '../live/notices.ts';
import type { Heartbeat } from './listening-connection.ts';
import { createListening, type Listening, type ListenerState } from './listening.ts';

/** How often a standby is asked how far it is, in ms: nothing that is cached is older. */
const EVERY = 250;

/** What a standby has taken over from its primary, and whether it is one still. */
const HOW_FAR = `select pg_is_in_recovery() as standby, pg_last_wal_replay_lsn()::text as replayed`;

interface HowFar {
  standby: boolean;
  replayed: string;
}

/**
 * Hears of changes on a streaming standby, where nobody can listen: what is read there is as old as
 * what it has replayed, so that is asked for, on the very server that is read, and every step of it is
 * told as a change of anything. Once the standby is promoted, it is listened to as to any server.
 */
export function createFollowing(
  createClient: () => Client,
  heartbeat: Heartbeat | null,
  { every = EVERY }: { every?: number } = {},
): Listening {
  const listeners = new Set<NoticeListener>();
  const watchers = new Set<(state: ListenerState) => void>();
  let state: ListenerState = { isConnected: false, reason: null, failures: 0 };
  let promoted: Listening | undefined;
  let over: AbortController | undefined;
  let first: Promise<undefined> | undefined;
  let asked: Promise<HowFar> | undefined;
  let client: Client | undefined;

  const tell = (notice: Notice) => {
    for (const listener of listeners) listener(notice);
  };

  function become(next: ListenerState): void {
    const isChanged = next.isConnected !== state.isConnected;
    state = next;
    if (isChanged) for (const watcher of watchers) watcher(state);
  }

  async function connect(): Promise<Client> {
    if (client) return client;
    const made = createClient();
    const forget = () => {
      if (client === made) client = undefined;
    };
    made.on('error', forget);
    made.once('end', forget);
    try {
      await made.connect();
    } catch (error) {
      await made.end().catch(() => {});
      throw error;
    }
    return (client = made);
  }

  const ask = () => (asked ??= askNow().finally(() => (asked = undefined)));

  async function askNow(): Promise<HowFar> {
    const connected = await connect();
    const waited = new AbortController();
    const answer = connected.query<HowFar>(HOW_FAR).then(({ rows }) => rows[0]!);
    try {
      return await Promise.race([
        answer,
        sleep(heartbeat?.patience ?? 5_000, null, { signal: waited.signal }).then(() => {
          throw new Error('Query read timeout');
        }),
      ]);
    } catch (error) {
      answer.catch(() => {});
      client = undefined;
      void connected.end().catch(() => {});
      throw error;
    } finally {
      waited.abort();
    }
  }

  async function follow(signal: AbortSignal, onFirst: (error?: unknown) => void): Promise<void> {
    let replayed: string | undefined;
    while (!signal.aborted) {
      try {
        const now = await ask();
        if (!now.standby) {
          await bePromoted(signal);
          onFirst();
          return;
        }
        if (now.replayed !== replayed) tell({ about: 'anything' });
        replayed = now.replayed;
        become({ ...state, isConnected: true, reason: null });
        onFirst();
      } catch (error) {
        become({ isConnected: false, reason: error as Error, failures: state.failures + 1 });
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
    become({ ...state, isConnected: false });
  }

  return {
    add: async (listener) => {
      listeners.add(listener);
      if (!over) {
        over = new AbortController();
        const { promise, resolve, reject } = Promise.withResolvers<undefined>();
        void follow(over.signal, (error) => (error ? reject(error as Error) : resolve(undefined)));
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
    reconnect: async () => {
      await promoted?.reconnect();
    },
    onChange: (watcher) => void watchers.add(watcher),
    probe: async (patience) => {
      if (promoted) return promoted.probe(patience);
      if (!over) return 'lost';
      const waited = new AbortController();
      const answer = await Promise.race([
        ask().then(
          () => 'answered' as const,
          () => 'lost' as const,
        ),
        sleep(patience, 'late' as const, { signal: waited.signal }),
      ]);
      waited.abort();
      return answer;
    },
    close: async () => {
      listeners.clear();
      await close();
    },
  };
}
