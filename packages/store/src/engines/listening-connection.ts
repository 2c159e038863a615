import type { Client } from 'pg';
import { NOTICE_CHANNEL, readNotice, type NoticeListener } from '../live/notices.ts';
import { PROGRESS, type Progress } from '../live/progress.ts';

/** When a connection is asked whether it still lives, and how long it may take to answer, in ms. */
export interface Heartbeat {
  every: number;
  patience: number;
}

/** One connection that listens to what writers announce. */
export interface ListeningConnection {
  /** Resolves with the reason once nothing more is heard on it. */
  lost: Promise<Error>;
  /** Resolves when the server answers on it; rejects when it is lost. */
  ping(): Promise<void>;
  /** How far the server is; rejects when it is lost. */
  progress(): Promise<Progress>;
  end(): Promise<void>;
}

/** Reading only: a NOTIFY to itself would count as a change of the database. */
const PING = `select from pg_listening_channels() as channel where channel = '${NOTICE_CHANNEL}'`;

const NOT_LISTENING =
  'The session that answers does not listen: a pooler between that gives sessions by transaction?';

/**
 * Connects and listens. A connection that is cut without a word to its ends, as by a firewall that forgot
 * it, looks alive for hours: with a heartbeat it is lost once an answer is overdue.
 */
export async function connectListening(
  client: Client,
  onNotice: NoticeListener,
  heartbeat: Heartbeat | null,
): Promise<ListeningConnection> {
  const { promise: lost, resolve: lose } = Promise.withResolvers<Error>();
  client.on('notification', ({ payload = '' }) => {
    const notice = readNotice(payload);
    if (notice) onNotice(notice);
  });
  // Unheard, an error would end the process.
  client.on('error', lose);
  client.once('end', () => lose(new Error('Connection terminated')));
  try {
    await client.connect();
    await client.query(`listen ${NOTICE_CHANNEL}`);
  } catch (error) {
    await client.end();
    throw error;
  }

  let asked: Promise<void> | undefined;
  const ping = () => (asked ??= ask().finally(() => (asked = undefined)));

  async function ask(): Promise<void> {
    const overdue = heartbeat && setTimeout(giveUp, heartbeat.patience);
    try {
      const { rowCount } = await client.query(PING);
      if (rowCount === 0) throw new Error(NOT_LISTENING);
    } catch (error) {
      fail(error as Error);
      throw error;
    } finally {
      if (overdue) clearTimeout(overdue);
    }
  }

  function giveUp(): void {
    const pending = asked;
    // What has come while this process was busy is read before it is called overdue.
    setImmediate(() => {
      if (pending !== undefined && asked === pending) fail(new Error('Query read timeout'));
    });
  }

  function fail(reason: Error): void {
    lose(reason);
    // With a question open this destroys the socket: no goodbye would reach the other side.
    void client.end();
  }

  const beat = heartbeat && setInterval(() => ping().catch(() => {}), heartbeat.every);
  void lost.then(() => beat && clearInterval(beat));
  return {
    lost,
    ping,
    progress: () => progressOn(client),
    end: async () => {
      if (beat) clearInterval(beat);
      await client.end();
    },
  };
}

/** Planning it takes longer than answering it: the connection keeps it prepared. */
export async function progressOn(client: Client, isPrepared = true): Promise<Progress> {
  const name = isPrepared ? { name: 'casus_progress' } : {};
  const { rows } = await client.query<Progress>({ ...name, text: PROGRESS });
  return rows[0]!;
}
