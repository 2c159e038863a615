import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from 'pg';
import type { NoticeListener } from '../live/notices.ts';
import { createProgressReader, type ProgressReader } from '../live/progress.ts';
import {
  connectListening,
  type Heartbeat,
  type ListeningConnection,
} from './listening-connection.ts';
import { probe, type Probed } from './probe.ts';

const FIRST_RETRY = 100;
const LAST_RETRY = 5_000;

/** Whether what writers announce is heard. */
export interface ListenerState {
  /** Nothing that was announced is missed while it is. */
  isConnected: boolean;
  /** Why it is not; null while it is, and before the first time. */
  reason: Error | null;
  /** Connections that were lost or could not be made, since the start. */
  failures: number;
}

/** A connection that listens for as long as someone wants to hear. */
export interface Listening {
  /** Resolves with how to stop, once every notice from now on is certain to be told. */
  add(listener: NoticeListener): Promise<() => Promise<void>>;
  state(): ListenerState;
  /** How far the database is; read on the same connection, which waits for nobody. */
  progress: Pick<ProgressReader, 'last' | 'read' | 'era'>;
  /** Is called when it is connected, and when it no longer is. */
  onChange(watcher: (state: ListenerState) => void): void;
  /** Whether the server answers on it: `late` when it did not within so many milliseconds. */
  probe(patience: number): Promise<Probed>;
  /** Listens where `createClient` connects by now, and tells that anything may have changed. */
  reconnect(): Promise<void>;
  close(): Promise<void>;
}

interface Session {
  connection: ListeningConnection;
  over: AbortController;
}

/**
 * Listens on a connection of its own, for a pool's come and go. When it is lost everyone is told that
 * anything may change from now on; it is made again, and everyone is told that anything may have
 * changed meanwhile.
 */
export function createListening(
  createClient: () => Client,
  heartbeat: Heartbeat | null,
): Listening {
  const listeners = new Set<NoticeListener>();
  const watchers = new Set<(state: ListenerState) => void>();
  let state: ListenerState = { isConnected: false, reason: null, failures: 0 };
  let session: Promise<Session> | undefined;

  const build: NoticeListener = (notice) => {
    for (const listener of listeners) listener(notice);
  };

  const progress = createProgressReader(async () => {
    const opened = await session?.catch(() => null);
    if (!opened || !state.isConnected) throw new Error('Connection terminated');
    return opened.connection.progress();
  }, build);

  function become(next: ListenerState): void {
    const isChanged = next.isConnected !== state.isConnected;
    state = next;
    if (isChanged && !state.isConnected) progress.forget();
    if (isChanged) for (const watcher of watchers) watcher(state);
  }

  async function connect(): Promise<ListeningConnection> {
    try {
      return await connectListening(createClient(), build, heartbeat);
    } catch (error) {
      become({ isConnected: false, reason: error as Error, failures: state.failures + 1 });
      throw error;
    }
  }

  /** Before it is called connected, for until then nothing is cached. */
  async function begin(connection: ListeningConnection): Promise<void> {
    const now = await connection.progress().catch(() => null);
    if (now) progress.begin(now);
    else progress.forget();
  }

  const connected = () => become({ ...state, isConnected: true, reason: null });

  async function connectAgain(over: AbortSignal): Promise<ListeningConnection> {
    for (let delay = FIRST_RETRY; ; delay = Math.min(2 * delay, LAST_RETRY)) {
      await sleep(delay, null, { signal: over });
      const connection = await connect().catch(() => null);
      if (!connection) continue;
      if (!over.aborted) return connection;
      await connection.end();
    }
  }

  /** Until it is over. */
  async function keepConnected(mine: Session): Promise<void> {
    const over = mine.over.signal;
    for (;;) {
      const { connection } = mine;
      const reason = await connection.lost;
      if (over.aborted) return;
      if (mine.connection !== connection) continue;
      become({ isConnected: false, reason, failures: state.failures + 1 });
      build({ about: 'anything' });
      mine.connection = await connectAgain(over);
      await begin(mine.connection);
      build({ about: 'anything' });
      connected();
    }
  }

  async function open(): Promise<Session> {
    const mine = { connection: await connect(), over: new AbortController() };
    await begin(mine.connection);
    connected();
    // It ends by being aborted.
    keepConnected(mine).catch(() => {});
    return mine;
  }

  async function close(): Promise<void> {
    const opened = session;
    session = undefined;
    const closing = await opened?.catch(() => null);
    closing?.over.abort();
    become({ ...state, isConnected: false });
    await closing?.connection.end();
  }

  async function reconnect(): Promise<void> {
    const mine = await session?.catch(() => null);
    if (!mine) return;
    const before = mine.connection;
    try {
      mine.connection = await connect();
      await begin(mine.connection);
      build({ about: 'anything' });
    } finally {
      // Where no other could be made, it is lost, and made again as ever.
      await before.end();
    }
  }

  return {
    reconnect,
    add: async (listener) => {
      const mine = (session ??= open());
      listeners.add(listener);
      try {
        await mine;
      } catch (error) {
        listeners.delete(listener);
        if (session === mine) session = undefined;
        throw error;
      }
      return async () => {
        listeners.delete(listener);
        if (listeners.size === 0) await close();
      };
    },
    state: () => state,
    progress,
    onChange: (watcher) => void watchers.add(watcher),
    probe: async (patience) => {
      const { connection } = (await session?.catch(() => null)) ?? {};
      if (!connection || !state.isConnected) return 'lost';
      return probe(connection.ping(), patience);
    },
    close: async () => {
      listeners.clear();
      await close();
    },
  };
}
