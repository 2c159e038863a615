import { sql } from 'drizzle-orm';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { ENGINES } from '../../tests/engines.ts';
import type { Notice } from './notices.ts';
import { announce } from '../../tests/announce.ts';
import type { Store } from '../open.ts';

describe.each(ENGINES)('notices on $engine', ({ engine, open }) => {
  let store: Store;
  beforeAll(async () => {
    store = await open();
  });
  afterAll(() => store.close());

  test('come when the transaction is committed, and only then', async () => {
    const received: Notice[] = [];
    const stop = await store.onNotice((notice) => received.push(notice));
    await store.db.transaction(async (transaction) => {
      await announce(transaction, { about: 'reference' });
      await announce(transaction, { about: 'reference' });
      await announce(transaction, { about: 'commit' });
      expect(received).toEqual([]);
    });
    await expect(
      store.db.transaction(async (transaction) => {
        await announce(transaction, { about: 'commit' });
        throw new Error('undone');
      }),
    ).rejects.toThrow('undone');
    await announce(store.db, { about: 'reference' });
    const all = [{ about: 'reference' }, { about: 'commit' }, { about: 'reference' }];
    await vi.waitFor(() => expect(received).toEqual(all), 20_000);
    await stop();
  });

  test('go to everyone who listens, and to no one who stopped; other words are none', async () => {
    const received: string[] = [];
    const stopFirst = await store.onNotice(() => received.push('first'));
    const stopSecond = await store.onNotice(() => received.push('second'));
    await store.db.execute(sql`select pg_notify('casus', 'hello'), pg_notify('casus', '{}')`);
    await announce(store.db, { about: 'reference' });
    await vi.waitFor(() => expect(received).toEqual(['first', 'second']), 20_000);
    await stopFirst();
    await announce(store.db, { about: 'reference' });
    await vi.waitFor(() => expect(received).toEqual(['first', 'second', 'second']), 20_000);
    await stopSecond();
  });

  test('come on a connection that tells whether the database answers, and waits for no reader', async () => {
    const stop = await store.onNotice(() => {});
    expect(await store.readiness()).toEqual({ is: 'ready' });
    const slowly = Promise.resolve(store.db.execute(sql`select pg_sleep(3)`));
    await sleep(50);
    // A server answers beside it; the embedded engine has one session.
    expect((await store.readiness()).is).toBe(engine === 'pglite' ? 'busy' : 'ready');
    await slowly;
    await vi.waitFor(async () => expect(await store.readiness()).toEqual({ is: 'ready' }), 20_000);
    await stop();
    expect(await store.readiness()).toMatchObject({ is: 'degraded' });
  });
});

test('after a lost connection listeners are told that anything may have changed', async () => {
  const store = await ENGINES[1]!.open();
  const received: Notice[] = [];
  await store.onNotice((notice) => received.push(notice));
  await store.db.execute(
    sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database()
      and query like '%from commits where is_reference%' and pid <> pg_backend_pid()`,
  );
  // When it is lost, and when it is there again.
  await vi.waitFor(
    () => expect(received).toEqual([{ about: 'anything' }, { about: 'anything' }]),
    5_000,
  );
  await announce(store.db, { about: 'reference' });
  await vi.waitFor(() => expect(received.at(-1)).toEqual({ about: 'reference' }), 20_000);
  await store.close();
});
