import { readConfig } from '../../../apps/api/src/config.ts';
import { createServer as createApi } from '../../../apps/api/src/server.ts';
import type { PostgresServer } from '../../store/tests/postgres-server.ts';
import { startPostgresRecord } from '../../../apps/api/tests/postgres-record.ts';
import { rowsOf } from '@casus/store/engines/database';
import { currentPosition } from '@casus/store/history/position';
import { openStore, type Store } from '@casus/store/open';
import { sql } from 'drizzle-orm';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createClient } from '../src/client.ts';
import { CasusFailure } from '../src/errors.ts';
import { watchClaims, type WatchedClaim } from '../src/live.ts';

const SLUG = 'kyrgyzstan-tajikistan';
/** Of all watchers together; `CASUS_CUTS=10000` for a long run. */
const CUTS = Number(process.env['CASUS_CUTS'] ?? 1_000);
/** Who watch side by side: one that waits before it comes again keeps nobody from being cut. */
const WATCHERS = 20;

let postgres: PostgresServer;
let databaseUrl: string;
let store: Store;
let conflictKey: string;
beforeAll(async () => {
  postgres = await startPostgresRecord();
  databaseUrl = `${postgres.url}postgres`;
  store = await openStore({ databaseUrl, dataDir: '' });
  const [row] = await rowsOf<{ key: string }>(
    store.db,
    sql`select key from conflicts where slug = ${SLUG}`,
  );
  conflictKey = row!.key;
}, 120_000);
afterAll(async () => {
  await store.close();
  await postgres.stop();
});

async function serve(port = 0) {
  const app = await createApi(
    store,
    readConfig({ CASUS_LOG_LEVEL: 'silent', CASUS_MAX_SUBSCRIPTIONS: '100' }),
  );
  await app.listen({ port, host: '127.0.0.1' });
  return { app, port: (app.server.address() as AddressInfo).port };
}

/** A way to the server on which every connection breaks, after so many bytes as chance has it. */
async function startCuttingProxy(port: number): Promise<{ server: Server; cuts: () => number }> {
  let cuts = 0;
  const server = createServer((client: Socket) => {
    const upstream = connect(port, '127.0.0.1');
    // Whoever was cut so often is far behind; from then on it catches up.
    let left = cuts < CUTS ? Math.random() * 3_000 : Infinity;
    const cut = () => {
      client.destroy();
      upstream.destroy();
    };
    client.on('error', cut).on('close', cut).pipe(upstream);
    upstream
      .on('error', cut)
      .on('close', cut)
      .on('data', (chunk: Buffer) => {
        client.write(chunk.subarray(0, left));
        left -= chunk.length;
        if (left > 0 || client.destroyed) return;
        cuts += 1;
        client.end(cut);
      });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, cuts: () => cuts };
}

const clientAt = (port: number) =>
  createClient({ url: `http://127.0.0.1:${port}/graphql`, longestWaitSeconds: 1 });

/** The last change of each claim that changed after a position, as the database has it. */
async function changedSince(position: string): Promise<Map<string, string>> {
  const rows = await rowsOf<{ summary: string; position: string }>(
    store.db,
    sql`select summary, position_text(commits.position, commit_ordinal) as position
        from claims join commits on commits.id = commit_id
        where position_text(commits.position, commit_ordinal) > ${position}`,
  );
  return new Map(rows.map(({ position: at, summary }) => [at, summary]));
}

test(`over ${CUTS} cuts nothing is lost and nothing comes twice, while two processes write`, async () => {
  const { app, port } = await serve();
  const proxy = await startCuttingProxy(port);
  const after = await currentPosition(store.db);
  const writers = ['a', 'b'].map((own) =>
    fork(join(import.meta.dirname, 'recording-process.ts'), [databaseUrl, conflictKey, own]),
  );
  const leaving = new AbortController();
  const watchers = Array.from({ length: WATCHERS }, (): WatchedClaim[] => []);
  const watching = watchers.map(async (watched) => {
    const casus = clientAt((proxy.server.address() as AddressInfo).port);
    for await (const each of watchClaims(casus, {
      conflict: SLUG,
      after,
      signal: leaving.signal,
    })) {
      watched.push(each);
    }
  });
  await vi.waitFor(() => expect(proxy.cuts()).toBeGreaterThanOrEqual(CUTS), 300_000);
  await Promise.all(
    writers.map(async (writer) => {
      writer.send('stop');
      expect(await once(writer, 'exit')).toEqual([0, null]);
    }),
  );
  const last = await changedSince(after);
  const end = [...last.keys()].toSorted().at(-1)!;
  await vi.waitFor(() => {
    for (const watched of watchers) expect(watched.at(-1)?.position).toBe(end);
  }, 120_000);
  leaving.abort();
  await Promise.all(watching);

  for (const watched of watchers) {
    const positions = watched.map(({ position }) => position);
    expect(positions).toEqual([...new Set(positions)].toSorted());
    const received = new Map(watched.map(({ position, claim }) => [position, claim.summary]));
    const missed = [...last].filter(([position, summary]) => received.get(position) !== summary);
    expect(missed).toEqual([]);
  }
  expect(last.size).toBeGreaterThan(CUTS / WATCHERS);
  proxy.server.close();
  await app.close();
}, 400_000);

test('it goes on when the server is stopped and started again, and ends on abort', async () => {
  const first = await serve();
  const leaving = new AbortController();
  const watched: string[] = [];
  const watching = (async () => {
    const casus = clientAt(first.port);
    for await (const { claim } of watchClaims(casus, { signal: leaving.signal })) {
      watched.push(claim.summary);
    }
  })();
  const restate = (summary: string) =>
    store.db.execute(
      sql`update claims set summary = ${summary} where key = (select min(key) from claims)`,
    );
  await vi.waitFor(async () => {
    await restate('Before the stop.');
    expect(watched.at(-1)).toBe('Before the stop.');
  }, 20_000);
  await first.app.close();
  await restate('While it was stopped.');
  const second = await serve(first.port);
  await vi.waitFor(() => expect(watched.at(-1)).toBe('While it was stopped.'), 20_000);
  leaving.abort();
  await watching;
  await second.app.close();
});

test('what is wrong with the request is thrown', async () => {
  const { app, port } = await serve();
  const first = (options: Parameters<typeof watchClaims>[1]) =>
    watchClaims(clientAt(port), options).next();
  const nowhere = first({ conflict: 'nowhere' });
  await expect(nowhere).rejects.toThrow(CasusFailure);
  await expect(nowhere).rejects.toMatchObject({ errors: [{ code: 'BAD_USER_INPUT' }] });
  await expect(first({ after: '00000000-000000000000-000000000000' })).rejects.toMatchObject({
    errors: [{ code: 'POSITION_REFUSED' }],
  });
  await app.close();
});
