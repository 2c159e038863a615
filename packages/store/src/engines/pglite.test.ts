import { sql } from 'drizzle-orm';
import { setTimeout as sleep } from 'node:timers/promises';
import { once } from 'node:events';
import type { Worker } from 'node:worker_threads';
import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { openEmbedded } from '../../tests/embedded-template.ts';
import { rowsOf } from './database.ts';
import type { Store } from '../open.ts';
import { startEngineThread, type EngineThread } from './embedded/engine-thread.ts';

/** Keeps the engine busy for seconds, and cannot be made quicker by an index. */
const SLOW =
  'select count(*) from generate_series(1, 4000) a, generate_series(1, 4000) b where a # b = 1';

describe('the embedded engine, in a thread of its own', () => {
  let thread: EngineThread;
  const clients: Client[] = [];
  const connect = async () => {
    const client = new Client({ stream: thread.createStream, ssl: false });
    await client.connect();
    clients.push(client);
    return client;
  };
  beforeAll(async () => {
    thread = await startEngineThread('memory://');
  });
  beforeEach(async () => {
    const client = await connect();
    await client.query('drop table if exists marks; create table marks (mark text unique)');
  });
  afterAll(async () => {
    await Promise.all(clients.map((client) => client.end()));
    await thread.close();
  });
  const marks = async (client: Client) =>
    (await client.query<{ mark: string }>('select mark from marks order by 1')).rows.map(
      ({ mark }) => mark,
    );

  test('leaves this thread free while it works', async () => {
    const client = await connect();
    let beats = 0;
    const beat = setInterval(() => (beats += 1), 10);
    await client.query(SLOW);
    clearInterval(beat);
    // A thread that is not free runs no timer until the statement is over.
    expect(beats).toBeGreaterThan(5);
  });

  test('lets nobody into another’s transaction', async () => {
    const [writer, reader] = [await connect(), await connect()];
    await writer.query('begin');
    await writer.query("insert into marks values ('first')");
    const read = marks(reader);
    await sleep(50);
    await writer.query("insert into marks values ('second')");
    await writer.query('commit');
    expect(await read).toEqual(['first', 'second']);
  });

  test('undoes what a client leaves in the middle', async () => {
    const [leaver, other] = [await connect(), await connect()];
    await leaver.query('begin');
    await leaver.query("insert into marks values ('undone')");
    const read = marks(other);
    await leaver.end();
    expect(await read).toEqual([]);
  });

  test('goes on after an error, which keeps its code, also inside a transaction', async () => {
    const [first, second] = [await connect(), await connect()];
    await first.query('begin');
    await first.query("insert into marks values ('one')");
    await expect(first.query("insert into marks values ('one')")).rejects.toMatchObject({
      code: '23505',
      constraint: 'marks_mark_key',
    });
    await expect(first.query('select 1')).rejects.toMatchObject({ code: '25P02' });
    const read = marks(second);
    await first.query('rollback');
    expect(await read).toEqual([]);
  });

  test('refuses a statement that nests too deep for its stack, and goes on', async () => {
    const client = await connect();
    const deep = `select ${'1 + '.repeat(100_000)} 1`;
    await expect(client.query(deep)).rejects.toMatchObject({ code: '54001' });
    expect(await marks(client)).toEqual([]);
  });

  test('refuses rows that are to be copied in, and goes on', async () => {
    const client = await connect();
    await expect(client.query('copy marks from stdin')).rejects.toThrow('rows cannot be sent');
    expect(await marks(client)).toEqual([]);
  });

  test('keeps the prepared statements of clients apart, and forgets those of who left', async () => {
    const [first, second] = [await connect(), await connect()];
    const ask = async (client: Client, text: string) =>
      (await client.query({ name: 'mine', text, values: [7] })).rows;
    for (const _ of [1, 2]) {
      expect(await ask(first, 'select $1::int + 1 as sum')).toEqual([{ sum: 8 }]);
      expect(await ask(second, 'select $1::int + 2 as sum')).toEqual([{ sum: 9 }]);
    }
    await first.end();
    await vi.waitFor(async () => {
      const held = await second.query('select statement from pg_prepared_statements');
      expect(held.rows).toEqual([{ statement: 'select $1::int + 2 as sum' }]);
    }, 20_000);
  });

  test('answers with more than a message holds, and takes as much', async () => {
    const client = await connect();
    const long = 'ж'.repeat(2_000_000);
    const { rows } = await client.query('select $1::text as long, n from generate_series(1, 3) n', [
      long,
    ]);
    expect(rows).toEqual([1, 2, 3].map((n) => ({ long, n })));
  });
});

test('when its thread dies, what was asked fails and so does what is asked after', async () => {
  const started = once(process, 'worker') as Promise<[Worker]>;
  const store = await openEmbedded();
  const [worker] = await started;
  await store.onNotice(() => {});
  const stopped = { cause: { name: 'StoreError', code: 'STOPPED' } };
  const asked = expect(rowsOf(store.db, sql.raw(SLOW))).rejects.toMatchObject(stopped);
  await sleep(50);
  await worker.terminate();
  await asked;
  expect(await store.readiness()).toMatchObject({ is: 'gone' });
  await expect(rowsOf(store.db, sql`select 1`)).rejects.toMatchObject(stopped);
  await store.close();
});

test('closing waits for a transaction under way', async () => {
  const store: Store = await openEmbedded();
  let finished = false;
  const writing = store.db.transaction(async (transaction) => {
    await transaction.execute(sql`select 1`);
    await sleep(100);
    await transaction.execute(sql`select 2`);
    finished = true;
  });
  await sleep(30);
  await store.close();
  expect(finished).toBe(true);
  await writing;
});
