import { sql } from 'drizzle-orm';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { describe, expect, inject, onTestFinished, test, vi } from 'vitest';
import { startBreakableProxy } from '../../tests/breakable-proxy.ts';
import { rowsOf } from './database.ts';
import type { Notice } from '../live/notices.ts';
import { announce } from '../../tests/announce.ts';
import { openStore } from '../open.ts';
import { connectListening } from './listening-connection.ts';
import type { ListenerState } from './listening.ts';

/** Generous: what never comes is told from what comes. */
const IN_TIME = { timeout: 20_000, interval: 20 };

/** A store whose connections go by a proxy, and what it tells of the one that listens. */
async function openByProxy() {
  const server = new URL(`${inject('postgresUrl')}postgres`);
  const proxy = await startBreakableProxy(Number(server.port));
  server.port = String(proxy.port);
  const heartbeat = { every: 50, patience: 1_000 };
  const store = await openStore({ databaseUrl: server.href, dataDir: '', heartbeat });
  const states: Pick<ListenerState, 'isConnected'>[] = [];
  store.listener.onChange(({ isConnected }) => states.push({ isConnected }));
  const notices: Notice[] = [];
  await store.onNotice((notice) => notices.push(notice));
  onTestFinished(async () => {
    await store.close();
    await proxy.close();
  });
  return { store, proxy, notices, states };
}

describe('a connection that listens', () => {
  test('and is cut in silence is noticed, told, and made again', async () => {
    const { store, proxy, notices, states } = await openByProxy();
    proxy.silence('listen casus');
    await vi.waitFor(
      () =>
        expect(states).toEqual([
          { isConnected: true },
          { isConnected: false },
          { isConnected: true },
        ]),
      IN_TIME,
    );
    expect(notices).toEqual([{ about: 'anything' }, { about: 'anything' }]);
    expect(store.listener.state()).toEqual({ isConnected: true, reason: null, failures: 1 });
    await announce(store.db, { about: 'reference' });
    await vi.waitFor(() => expect(notices.at(-1)).toEqual({ about: 'reference' }), IN_TIME);
  });

  test('tries again for as long as no connection can be made, and counts', async () => {
    const { store, proxy, states } = await openByProxy();
    await proxy.cut();
    await vi.waitFor(() => expect(store.listener.state().failures).toBeGreaterThan(3), IN_TIME);
    expect(store.listener.state()).toMatchObject({
      isConnected: false,
      reason: { code: 'ECONNREFUSED' },
    });
    expect(await store.readiness()).toMatchObject({ is: 'gone' });
    await proxy.mend();
    await vi.waitFor(() => expect(store.listener.state().isConnected).toBe(true), IN_TIME);
    expect(states).toEqual([{ isConnected: true }, { isConnected: false }, { isConnected: true }]);
    expect(await store.readiness()).toEqual({ is: 'ready' });
  });

  test('may be lost while readers are answered: the database is not gone', async () => {
    const { store, proxy } = await openByProxy();
    proxy.refuse('listen casus');
    await vi.waitFor(() => expect(store.listener.state().failures).toBeGreaterThan(2), IN_TIME);
    expect(await store.readiness()).toEqual({
      is: 'degraded',
      why: expect.stringContaining('No change of the database is heard of'),
    });
    await proxy.mend();
    await vi.waitFor(async () => expect(await store.readiness()).toEqual({ is: 'ready' }), IN_TIME);
  });

  test('changes nothing in the database by being asked', async () => {
    const { store } = await openByProxy();
    const snapshot = () => rowsOf(store.db, sql`select pg_current_snapshot()::text as now`);
    // Others' tests write on the same server, but not in each of these moments.
    await vi.waitFor(
      async () => {
        const before = await snapshot();
        await sleep(300);
        expect(await snapshot()).toEqual(before);
      },
      { timeout: 60_000, interval: 100 },
    );
  });

  test('on a session that does not listen any more is as good as lost', async () => {
    const client = new Client(`${inject('postgresUrl')}postgres`);
    const connection = await connectListening(client, () => {}, null);
    await connection.ping();
    await client.query('unlisten *');
    await expect(connection.ping()).rejects.toThrow('does not listen');
    expect((await connection.lost).message).toContain('does not listen');
  });
});
