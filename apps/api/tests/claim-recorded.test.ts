import { readRecord } from '@casus/ingest/record/read';
import { writeRecord } from '@casus/ingest/record/write';
import type { EntryGroup } from '@casus/ingest/entry';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { RECORD_FOLDER } from '../src/commands/load-record.ts';
import { stopServing } from '../src/operations/stop.ts';
import { alsoServe, startApi, type RunningApi } from './api.ts';
import { subscribe } from './events.ts';

const CONFLICT = 'kyrgyzstan-tajikistan';
const ASKED = '{ key: id summary claimant { name } conflict { slug } }';
const following = (conflict = CONFLICT) =>
  `subscription { claimRecorded(conflict: ${JSON.stringify(conflict)}) ${ASKED} }`;

let api: RunningApi;
let url: string;
let record: EntryGroup;
beforeAll(async () => {
  api = await startApi();
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
    await vi.waitFor(() => expect(listening.heard).toHaveLength(1), 20_000);
    expect(listening.heard[0]).toMatchObject({
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
    await vi.waitFor(() => expect(mine.heard).toHaveLength(1), 20_000);
    expect(other.heard).toEqual([]);
    other.leave();
    mine.leave();
  });

  test('reads what many claims need together', async () => {
    const listening = await subscribe(url, following());
    await vi.waitFor(() => expect(listening.pings).toBeGreaterThan(0), 20_000);
    api.statements();
    await correct('One of many.', 60);
    await vi.waitFor(() => expect(listening.heard.length).toBeGreaterThan(50), 20_000);
    const reads = api.statements().filter((statement) => /^\s*select/i.test(statement));
    const ofClaims = reads.filter((statement) =>
      /from "claims" where "claims"."key" = any/.test(statement),
    );
    expect(ofClaims).toHaveLength(1);
    expect(reads.length).toBeLessThan(20);
    listening.leave();
  });

  test('of a conflict that is none is refused', async () => {
    const listening = await subscribe(url, following('nowhere'));
    expect(await listening.complete).toBe(true);
    expect(listening.heard).toMatchObject([
      {
        errors: [
          {
            message: 'There is no conflict "nowhere". Take its slug or id from conflicts.',
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
  expect(second.heard).toMatchObject([
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

test('closing waits for nobody who listens', async () => {
  const app = await alsoServe(api, {});
  const address = `${await app.listen({ port: 0, host: 'localhost' })}/graphql`;
  const listening = await subscribe(address, following());
  await app.close();
  expect(await listening.complete).toBe(true);
});

test('a server that stops says that it is over', async () => {
  const app = await alsoServe(api, {});
  const address = `${await app.listen({ port: 0, host: 'localhost' })}/graphql`;
  const listening = await subscribe(address, following());
  // A stop that waited for its limit would outlast the test.
  await stopServing(app, 600);
  expect(await listening.complete).toBe(true);
});
