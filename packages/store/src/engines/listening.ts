import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from 'pg';
import { NOTICE_CHANNEL, readNotice, type Notice, type NoticeListener } from '../notices.ts';

const FIRST_RETRY = 100;
const LAST_RETRY = 10_000;

/** A connection that listens for as long as someone wants to hear. */
export interface Listening {
  /** Resolves with how to stop, once every notice from now on is certain to be told. */
  add(listener: NoticeListener): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

/**
 * Listens on a connection of its own, for a pool's come and go. When it drops it is made again, and
 * then everyone is told that anything may have changed meanwhile.
 */
export function createListening(createClient: () => Client): Listening {
  const listeners = new Set<NoticeListener>();
  let session: { client: Promise<Client>; over: AbortController } | undefined;

  const tell = (notice: Notice) => {
    for (const listener of listeners) listener(notice);
  };

  async function connect(dropped: () => void): Promise<Client> {
    const client = createClient();
    client.on('notification', ({ payload = '' }) => {
      const notice = readNotice(payload);
      if (notice) tell(notice);
    });
    // However a connection is lost, `end` follows; an error unheard would end the process.
    client.on('error', () => {});
    try {
      await client.connect();
      await client.query(`listen ${NOTICE_CHANNEL}`);
    } catch (error) {
      await client.end();
      throw error;
    }
    client.once('end', dropped);
    return client;
  }

  async function connectAgain(over: AbortSignal, dropped: () => void): Promise<Client> {
    for (let delay = FIRST_RETRY; ; delay = Math.min(2 * delay, LAST_RETRY)) {
      await sleep(delay, null, { signal: over });
      const client = await connect(dropped).catch(() => null);
      if (!client) continue;
      tell({ about: 'anything' });
      return client;
    }
  }

  function open() {
    const over = new AbortController();
    const dropped = () => {
      if (over.signal.aborted) return;
      mine.client = connectAgain(over.signal, dropped);
      // Whoever waits hears of it; that nobody does is no fault.
      mine.client.catch(() => {});
    };
    const mine = { client: connect(dropped), over };
    return mine;
  }

  async function close(): Promise<void> {
    const closing = session;
    session = undefined;
    closing?.over.abort();
    const client = await closing?.client.catch(() => null);
    await client?.end();
  }

  return {
    add: async (listener) => {
      const mine = (session ??= open());
      listeners.add(listener);
      try {
        await mine.client;
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
    close: async () => {
      listeners.clear();
      await close();
    },
  };
}
