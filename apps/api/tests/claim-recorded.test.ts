import { readRecord } from '@casus/ingest/record/read';
import { writeRecord } from '@casus/ingest/record/write';
import type { EntryGroup } from '@casus/ingest/entry';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { RECORD_FOLDER } from '../src/commands/load-record.ts';
import { stopServing } from '../src/operations/stop.ts';
import { alsoServe, startApi, type RunningApi } from './api.ts';
import { subscribe, type Listening } from './events.ts';

const CONFLICT = 'kyrgyzstan-tajikistan';
const ASKED = '{ key: id summary claimant { name } conflict { slug } }';
const following = (conflict = CONFLICT) =>
  `subscription { claimRecorded(conflict: ${JSON.stringify(conflict)}) ${ASKED} }`;

let api: RunningApi;
let url: string;
let record: EntryGroup;
beforeAll(async () => {
  api = await startApi({}, { pingSeconds: 0.3 });
  url = `${await api.app.listen({ port: 0, host: 'localhost' })}/graphql`;
  record = await readRecord(RECORD_FOLDER);
});
afterAll(() => api.close());

/** The record with another summary of its first claims, loaded. */
async function correct(summary: string, claims = 1): Promise<void> {
  let left = claims;
  const corrected = record.map((entry) => {
    if (entry.entity !== 'claim' || entry.row.conflictKey !== conflictKey || left === 0)
      return entry;
    left -= 1;
    return { ...entry, row: { ...entry.row, summary } };
  });
  await api.store.db.transaction((transaction) => writeRecord(transaction, corrected));
}

/** Another summary for so many claims of the conflict, and nothing else. */
async function restate(summary: string, claims: number): Promise<void> {
  await api.store.db.execute(sql`update claims set summary = ${summary} where key in (
    select key from claims where conflict_key = ${conflictKey} order by key limit ${claims})`);
}

let conflictKey: string;
beforeAll(() => {
  const found = record.find((entry) => entry.entity === 'conflict' && entry.row.slug === CONFLICT);
  conflictKey = found!.row.key;
});

describe('claimRecorded', () => {
  test.each(['GET', 'POST'] as const)('tells what is recorded, over %s', async (method) => {
    const listening = await subscribe(url, following(), { method });
    expect(listening).toMatchObject({ status: 200, type: 'text/event-stream' });
    expect(Object.fromEntries(listening.headers)).toMatchObject({
      'cache-control': 'no-cache',
      'x-accel-buffering': 'no',
    });
    expect(listening.headers.has('content-encoding')).toBe(false);
    await correct(`Corrected, and told over ${method}.`);
    await vi.waitFor(() => expect(listening.messages).toHaveLength(1), 20_000);
    expect(listening.messages[0]).toMatchObject({
      data: {
        claimRecorded: {
          summary: `Corrected, and told over ${method}.`,
          claimant: { name: expect.any(String) },
          conflict: { slug: CONFLICT },
        },
      },
    });
    listening.leave();
  });

  test('tells nothing of other conflicts', async () => {
    const other = await subscribe(url, following('russia-ukraine'));
    const mine = await subscribe(url, following(conflictKey));
    await correct('Of one conflict.');
    await vi.waitFor(() => expect(mine.messages).toHaveLength(1), 20_000);
    expect(other.messages).toEqual([]);
    other.leave();
    mine.leave();
  });

  test('reads what many claims need together', async () => {
    const listening = await subscribe(url, following());
    await vi.waitFor(() => expect(listening.pings).toBeGreaterThan(0), 20_000);
    api.statements();
    await correct('One of many.', 60);
    await vi.waitFor(() => expect(listening.messages).toHaveLength(60), 20_000);
    const sent = api.statements();
    // Fifty, the others, and whether there are more.
    expect(sent.filter((statement) => statement.includes('from commits entry'))).toHaveLength(3);
    expect(sent.filter((statement) => /^\s*select/i.test(statement)).length).toBeLessThan(20);
    listening.leave();
  });

  test('of a conflict that is none is refused', async () => {
    const listening = await subscribe(url, following('nowhere'));
    expect(await listening.complete).toBe(true);
    expect(listening.messages).toMatchObject([
      {
        errors: [
          {
            message: expect.stringContaining('conflict: there is no conflict "nowhere".'),
            extensions: { code: 'BAD_USER_INPUT', argument: 'conflict' },
          },
        ],
      },
    ]);
  });

  test('keeps a silent connection open', async () => {
    const listening = await subscribe(url, following());
    await vi.waitFor(() => expect(listening.pings).toBeGreaterThan(2), 5_000);
    listening.leave();
  });
});

test('only so many may be open, and one that was left makes room', async () => {
  const app = await alsoServe(api, { CASUS_MAX_SUBSCRIPTIONS: '1' });
  const address = `${await app.listen({ port: 0, host: 'localhost' })}/graphql`;
  const first = await subscribe(address, following());
  const second = await subscribe(address, following());
  expect(second.status).toBe(503);
  await second.complete;
  expect(second.messages).toMatchObject([
    { errors: [{ extensions: { code: 'SUBSCRIPTION_LIMIT_EXCEEDED', limit: 1 } }] },
  ]);
  first.leave();
  await vi.waitFor(async () => {
    const third = await subscribe(address, following());
    expect(third.status).toBe(200);
    third.leave();
  }, 20_000);
  await app.close();
});

describe('a position', () => {
  const summaries = ({ messages: heard }: Listening) =>
    heard.map(({ data }) => data.claimRecorded.summary);
  const received = async (listening: Listening, count: number) => {
    await vi.waitFor(() => expect(listening.messages).toHaveLength(count), 20_000);
    listening.leave();
    return summaries(listening);
  };

  test('comes first, with each claim, and no two alike', async () => {
    const listening = await subscribe(url, following());
    await vi.waitFor(() => expect(listening.ids).toHaveLength(1), 20_000);
    await restate('Three of them.', 3);
    await received(listening, 3);
    const { ids, messages: heard } = listening;
    expect(ids).toHaveLength(4);
    expect(ids).toEqual([...new Set(ids)].toSorted());
    expect(ids.slice(1)).toEqual(heard.map(({ extensions }) => extensions?.position));
  });

  test('tells where to go on: nothing is lost, and nothing comes twice', async () => {
    const first = await subscribe(url, following());
    await restate('Before the cut.', 2);
    await received(first, 2);
    await restate('Meanwhile.', 4);
    const afterFirst = first.ids[1]!;
    const byArgument = await subscribe(
      url,
      following().replace('")', `", after: "${afterFirst}")`),
    );
    expect(await received(byArgument, 4)).toEqual(Array(4).fill('Meanwhile.'));
    const again = await subscribe(url, following().replace('")', `", after: "${afterFirst}")`), {
      headers: { 'last-event-id': byArgument.ids[3]! },
    });
    expect(await received(again, 1)).toEqual(['Meanwhile.']);
    expect(again.ids).toEqual(byArgument.ids.slice(3));
  });

  test.each([
    ['12', 'is no position'],
    ['00000000-000000000000-000000000000', 'another installation'],
  ])('that is none of here is refused: %s', async (after, why) => {
    const listening = await subscribe(url, following().replace('")', `", after: "${after}")`));
    expect(await listening.complete).toBe(true);
    expect(listening.messages).toMatchObject([
      {
        errors: [
          {
            message: expect.stringContaining(why),
            extensions: { code: 'POSITION_REFUSED' },
          },
        ],
      },
    ]);
  });

  test('of a record that was set back is ahead of it', async () => {
    const { ids } = await listenedTo();
    const after = ids[0]!.replace(/-.{12}-/, '-0fffffffffff-');
    const listening = await subscribe(url, following().replace('")', `", after: "${after}")`));
    await listening.complete;
    expect(listening.messages[0]!.errors![0]!.message).toContain('ahead of this record');
  });

  test('without a conflict, of all claims', async () => {
    const listening = await subscribe(url, `subscription { claimRecorded ${ASKED} }`);
    await restate('Of all.', 1);
    expect(await received(listening, 1)).toEqual(['Of all.']);
  });

  async function listenedTo(): Promise<Listening> {
    const listening = await subscribe(url, following());
    await vi.waitFor(() => expect(listening.ids).toHaveLength(1), 20_000);
    listening.leave();
    return listening;
  }
});

test('closing waits for nobody who listens', async () => {
  const app = await alsoServe(api, {});
  const address = `${await app.listen({ port: 0, host: 'localhost' })}/graphql`;
  const listening = await subscribe(address, following());
  await app.close();
  expect(await listening.complete).toBe(true);
});

test('a server that stops says so, which is no end', async () => {
  const app = await alsoServe(api, {});
  const address = `${await app.listen({ port: 0, host: 'localhost' })}/graphql`;
  const listening = await subscribe(address, following());
  // A stop that waited for its limit would outlast the test.
  await stopServing(app, 600);
  expect(await listening.complete).toBe(true);
  expect(listening.messages).toMatchObject([
    { errors: [{ extensions: { code: 'SERVER_STOPPING' } }] },
  ]);
});
