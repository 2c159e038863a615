import { openStore, type Store } from '@casus/store/open';
import type { FastifyInstance } from 'fastify';
import { Agent, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest';
import { openCopy } from '../../../packages/store/tests/embedded-template.ts';
import { startPostgresRecord } from './postgres-record.ts';
import { readConfig } from '../src/config.ts';
import { createServer } from '../src/server.ts';

/** Reading these tables never ends while `endless` holds a row. */
const TABLES = ['events', 'claims'];
const ENDLESS = `
  create table endless ();
  create function is_read() returns boolean language plpgsql as $$
    begin
      while exists (select from endless) loop perform count(*) from generate_series(1, 1000); end loop;
      return true;
    end $$;
  ${TABLES.map((table) => `alter table ${table} rename to ${table}_read; create view ${table} as select * from ${table}_read where is_read();`).join('\n')}`;

const aliased = Array.from(
  { length: 10 },
  (_, at) =>
    `s${at}: eventStatistics(by: [ACTOR, WEEK], asOf: "2022-09-${10 + at}T00:00:00Z") { events }`,
);
const KNOWN = 'query Known { events(first: 1) { nodes { name } } }';

const graphql = (query: string) => ({
  path: '/graphql',
  method: 'POST',
  body: JSON.stringify({ query }),
});

/** Ways to be answered that read the tables, those with a time limit first. */
const LIMITED = {
  'the sums of ten moments': graphql(`{ ${aliased.join(' ')} }`),
  'a question asked before': graphql(KNOWN),
  'a file of one entity': { path: '/conflicts/kyrgyzstan-tajikistan.json' },
  'a feed': { path: '/feed.atom' },
};
const WAYS = { ...LIMITED, 'a download': { path: '/events.csv' } };

interface Asked {
  path: string;
  method?: string;
  body?: string;
}

async function openPostgresRecord() {
  const server = await startPostgresRecord();
  const store = await openStore({ databaseUrl: `${server.url}postgres`, dataDir: '' });
  return { store, end: server.stop };
}

async function openEmbeddedRecord() {
  return { store: await openCopy(inject('recordTemplate')), end: async () => {} };
}

/** In ms: half of what a test has. */
const LONGEST_WAIT = 60_000;

describe.each([
  ['embedded', openEmbeddedRecord],
  ['PostgreSQL', openPostgresRecord],
])('on the %s engine', (engine, open) => {
  let store: Store;
  let end: () => Promise<void>;
  let app: FastifyInstance;
  const agent = new Agent({ keepAlive: true, maxSockets: 100 });
  beforeAll(async () => {
    ({ store, end } = await open());
    await store.db.execute(ENDLESS);
    app = await serve({});
  });
  afterAll(async () => {
    agent.destroy();
    // The database cannot be closed while a statement runs; it ends with this process.
    if (stillRunning) return;
    await app.close();
    await store.close();
    await end();
  });

  /** For whom a statement was not ended; later tests would only wait for it again. */
  let stillRunning: string | undefined;

  /** A statement that was not ended fails the test that waits for it, with the reason. */
  async function inTime<Result>(asked: string, work: Promise<Result>): Promise<Result> {
    const late = new AbortController();
    const tooLate = sleep(LONGEST_WAIT, undefined, { signal: late.signal }).then(() => {
      stillRunning ??= asked;
      throw new Error(`${asked} waits for ${LONGEST_WAIT / 1000} s: a statement was not ended.`);
    });
    tooLate.catch(() => {});
    try {
      return await Promise.race([work, tooLate]);
    } finally {
      late.abort();
    }
  }

  async function serve(environment: Record<string, string>): Promise<FastifyInstance> {
    const served = await createServer(
      store,
      readConfig({
        CASUS_LOG_LEVEL: 'silent',
        CASUS_RATE_LIMIT: '0',
        CASUS_MAX_COST: '1000000',
        ...environment,
      }),
    );
    await served.listen({ port: 0, host: '127.0.0.1' });
    return served;
  }

  function send(asked: Asked, served = app) {
    const { port } = served.server.address() as AddressInfo;
    const { path, method = 'GET', body } = asked;
    const headers = { 'content-type': 'application/json' };
    const sent = request({ port, host: '127.0.0.1', path, method, headers, agent });
    const answer = new Promise<{ status: number; text: string }>((resolve, reject) => {
      sent.on('error', reject);
      sent.on('response', (response) => {
        text(response).then(
          (read) => resolve({ status: response.statusCode!, text: read }),
          reject,
        );
      });
    });
    sent.end(body);
    return { answer: inTime(path, answer), leave: () => sent.destroy() };
  }

  /** What no request changes: other tables are read as ever. */
  async function othersAreAnswered(): Promise<void> {
    const { status, text } = await send(graphql('{ conflicts(first: 1) { nodes { name } } }'))
      .answer;
    expect([status, JSON.parse(text).errors]).toEqual([200, undefined]);
  }

  async function nothingRuns(): Promise<void> {
    if (engine !== 'PostgreSQL') return;
    await vi.waitFor(async () => {
      const { rows } = (await store.db.execute(
        `select state, query from pg_stat_activity
         where backend_type = 'client backend' and state <> 'idle' and pid <> pg_backend_pid()`,
      )) as unknown as { rows: unknown[] };
      expect(rows).toEqual([]);
    }, 10_000);
  }

  /** For as long as `work` takes; changing it needs a connection that nobody has taken. */
  async function endlessly(work: () => Promise<void>): Promise<void> {
    if (stillRunning) throw new Error(`A statement still runs that ${stillRunning} began.`);
    await store.db.execute('insert into endless default values');
    try {
      await work();
    } finally {
      await inTime('The end', Promise.resolve(store.db.execute('delete from endless')));
    }
  }

  test.each(Object.entries(WAYS))('whoever leaves takes %s along', async (_way, asked) => {
    for (let time = 0; time < 4; time += 1) await send(asked).answer;
    await endlessly(async () => {
      const clients = Array.from({ length: 6 }, () => send(asked));
      const answered: unknown[] = [];
      for (const { answer } of clients) answer.then((each) => answered.push(each)).catch(() => {});
      await sleep(300);
      for (const { leave } of clients) leave();
      await othersAreAnswered();
      await nothingRuns();
      // At once refused are those downloads for which there was no slot.
      expect(answered.length).toBeLessThan(clients.length);
    });
  });

  test('when time has run out nothing goes on, and the answer says so', async () => {
    const hasty = await serve({ CASUS_TIMEOUT_MS: '1000' });
    await endlessly(async () => {
      for (const [way, asked] of Object.entries(LIMITED)) {
        const answers = await Promise.all(
          Array.from({ length: 6 }, () => send(asked, hasty).answer),
        );
        for (const { status, text } of answers) {
          expect([way, status, JSON.parse(text).errors[0].extensions.code]).toEqual([
            way,
            503,
            'TIMEOUT',
          ]);
        }
        await othersAreAnswered();
        await nothingRuns();
      }
    });
    await hasty.close();
  });

  test('connections cut by a stop that comes late end their statements', async () => {
    const stopping = await serve({});
    await endlessly(async () => {
      const clients = Array.from({ length: 6 }, () =>
        send(graphql(`{ ${aliased.join(' ')} }`), stopping).answer.catch(() => 'cut'),
      );
      const connections = promisify(stopping.server.getConnections.bind(stopping.server));
      await vi.waitFor(async () => expect(await connections()).toBe(clients.length), 10_000);
      await sleep(300);
      stopping.server.closeAllConnections();
      expect(new Set(await Promise.all(clients))).toEqual(new Set(['cut']));
      await othersAreAnswered();
      await nothingRuns();
    });
    await stopping.close();
  });
});
