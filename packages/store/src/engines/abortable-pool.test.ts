import { sql } from 'drizzle-orm';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { ENGINES } from '../../tests/engines.ts';
import { rowsOf } from './database.ts';
import type { Store } from '../open.ts';
import { readRows } from '../reading/read.ts';

/** Runs for minutes on either engine. */
const ENDLESS = sql`select count(*) from generate_series(1, 100000) a, generate_series(1, 100000) b where a # b = 1`;
const GIVEN_UP = { code: 'GIVEN_UP' };

/** How many long statements run in a server's database. */
async function running(store: Store): Promise<unknown> {
  const [row] = await readRows(
    store.db,
    sql`select count(*)::int from pg_stat_activity where state = 'active'
          and datname = current_database() and query like '%generate_series%' and pid <> pg_backend_pid()`,
  );
  return row![0];
}

describe.each(ENGINES)('on $engine', ({ open }) => {
  let store: Store;
  beforeAll(async () => {
    store = await open();
    await store.db.execute(sql`create table marks (mark text)`);
  });
  afterAll(() => store.close());

  const one = async () => expect(await readRows(store.db, sql`select 1 as one`)).toEqual([[1]]);

  test('what runs is cancelled, whichever way it was sent, and others are answered', async () => {
    const given = new AbortController();
    const db = store.withSignal(given.signal);
    const asked = [
      expect(readRows(db, ENDLESS)).rejects.toMatchObject(GIVEN_UP),
      expect(db.execute(ENDLESS)).rejects.toMatchObject({ cause: GIVEN_UP }),
    ];
    await sleep(200);
    given.abort();
    await Promise.all(asked);
    await Promise.all(Array.from({ length: 20 }, one));
  });

  test('who waits for a connection is told at once, and what it wanted is never sent', async () => {
    const given = new AbortController();
    const other = new AbortController();
    const busy = Array.from({ length: 10 }, () =>
      readRows(store.withSignal(other.signal), ENDLESS).catch(() => {}),
    );
    await sleep(100);
    const waiting = Array.from({ length: 50 }, () =>
      rowsOf(store.withSignal(given.signal), sql`insert into marks values ('waited')`),
    );
    given.abort();
    const outcomes = await Promise.allSettled(waiting);
    expect(new Set(outcomes.map(({ status }) => status))).toEqual(new Set(['rejected']));
    other.abort();
    await Promise.all(busy);
    await one();
    expect(await rowsOf(store.db, sql`select * from marks`)).toEqual([]);
  });

  test('one request has a share of the connections: others come between its statements', async () => {
    const other = store.withSignal(new AbortController().signal);
    const busy = store.withSignal(new AbortController().signal);
    const order: string[] = [];
    // All connections are there already: what it takes to open one has to wait for turns, too.
    await Promise.all(Array.from({ length: 20 }, one));
    // Each rests for longer than a busy machine may keep the other's one statement.
    const many = Array.from({ length: 40 }, async () => {
      await readRows(busy, sql`select pg_sleep(0.03)`);
      order.push('busy');
    });
    await readRows(other, sql`select 1`);
    order.push('other');
    await Promise.all(many);
    // Without shares it would be the last of all.
    expect(order.indexOf('other')).toBeLessThan(30);
  });

  test('what a transaction is asked at once is sent one by one, in its order', async () => {
    const warned = vi.spyOn(process, 'emitWarning');
    const db = store.withSignal(new AbortController().signal);
    await db.transaction(async (transaction) => {
      const marks = ['first', 'second', 'third'];
      await Promise.all(
        marks.map((mark) => transaction.execute(sql`insert into marks values (${mark})`)),
      );
      expect(await rowsOf(transaction, sql`select mark from marks`)).toEqual(
        marks.map((mark) => ({ mark })),
      );
      await transaction.execute(sql`delete from marks`);
    });
    expect(warned).not.toHaveBeenCalled();
    warned.mockRestore();
  });

  test('once it is aborted nothing more is sent', async () => {
    const db = store.withSignal(AbortSignal.abort());
    await expect(readRows(db, sql`insert into marks values ('late')`)).rejects.toMatchObject(
      GIVEN_UP,
    );
    await expect(db.transaction(async () => {})).rejects.toMatchObject(GIVEN_UP);
    expect(await rowsOf(store.db, sql`select * from marks`)).toEqual([]);
  });

  test('a transaction under way is undone, and its connection serves others', async () => {
    for (let time = 0; time < 12; time += 1) {
      const given = new AbortController();
      const writing = store.withSignal(given.signal).transaction(async (transaction) => {
        await transaction.execute(sql`insert into marks values ('half')`);
        setTimeout(() => given.abort(), 20);
        await transaction.execute(ENDLESS);
      });
      await expect(writing).rejects.toMatchObject({ cause: GIVEN_UP });
    }
    await one();
    expect(await rowsOf(store.db, sql`select * from marks`)).toEqual([]);
  });

  test('whatever the database does when the cancel comes, the statement ends', async () => {
    const endless = (time: number) => sql`${ENDLESS} or a = ${time}`;
    for (let time = 0; time < 300; time += 1) {
      const given = new AbortController();
      const asked = readRows(store.withSignal(given.signal), endless(time)).catch(() => 'ended');
      await sleep(Math.random() * 3);
      given.abort();
      expect(await asked).toBe('ended');
      // Behind what was given up: it waits until that has ended.
      await one();
    }
    if (store.name === 'postgres') {
      await vi.waitFor(async () => expect(await running(store)).toBe(0), 5_000);
    }
  });

  test('a cancel never hits the statement of another', async () => {
    const failures: unknown[] = [];
    let over = false;
    const others = Array.from({ length: 4 }, async () => {
      while (!over) await one().catch((error: unknown) => failures.push(error));
    });
    // Given up at any moment: while they wait, run, or are over.
    for (let time = 0; time < 300; time += 1) {
      const given = new AbortController();
      const asked = readRows(
        store.withSignal(given.signal),
        sql`select count(*) from generate_series(1, ${(time % 30) * 100}::int)`,
      ).catch(() => {});
      await sleep(time % 3);
      given.abort();
      await asked;
    }
    over = true;
    await Promise.all(others);
    expect(failures).toEqual([]);
  });
});

test('PostgreSQL runs nothing of what was given up', async () => {
  const store = await ENGINES[1]!.open();
  const given = new AbortController();
  const asked = Array.from({ length: 10 }, () =>
    readRows(store.withSignal(given.signal), ENDLESS).catch(() => {}),
  );
  await sleep(300);
  given.abort();
  await Promise.all(asked);
  await vi.waitFor(async () => expect(await running(store)).toBe(0), 5_000);
  await store.close();
});
