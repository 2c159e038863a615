import { sql } from 'drizzle-orm';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { copyDatabase } from '../../tests/embedded-template.ts';
import { cutAtCommit, type CuttingProxy } from '../../tests/cutting-proxy.ts';
import { rowsOf } from '../engines/database.ts';
import { socketPath } from '../engines/embedded/socket-folder.ts';
import { holderOf } from '../engines/folder-lock.ts';
import { openStore, type Store, type StoreConfig } from '../open.ts';
import { confirmingCommits } from './confirmed-commit.ts';

/** A database, and the way to it through a proxy. */
interface Place {
  store: Store;
  proxied: StoreConfig;
  startProxy: (when: 'before' | 'after') => Promise<CuttingProxy>;
  remove: () => Promise<void>;
}

/** Any port that the proxy got once; each test gives it back. */
const PROXY_PORT = 20_000 + (process.pid % 10_000);

async function onPostgres(): Promise<Place> {
  const server = new URL(`${inject('postgresUrl')}commits_${process.pid}`);
  const client = new Client({ connectionString: `${inject('postgresUrl')}postgres` });
  await client.connect();
  await client.query(`create database commits_${process.pid}`);
  await client.end();
  const proxied = new URL(server);
  proxied.host = `localhost:${PROXY_PORT}`;
  const at = { port: Number(server.port), host: server.hostname };
  return {
    store: await openStore({ databaseUrl: server.href, dataDir: '' }),
    proxied: { databaseUrl: proxied.href, dataDir: '' },
    startProxy: (when) => cutAtCommit(at, { port: PROXY_PORT, host: 'localhost' }, when),
    remove: async () => {},
  };
}

async function onEmbedded(): Promise<Place> {
  const folder = await mkdtemp(join(tmpdir(), 'casus-commit-'));
  const dataDir = join(folder, 'data');
  copyDatabase(inject('embeddedTemplate'), dataDir);
  const store = await openStore({ dataDir, sharing: 'offer' });
  const real = socketPath((await holderOf(dataDir))!.socket!);
  const way = join(folder, 'proxy');
  await mkdir(way);
  const holder = join(dataDir, 'casus.holder.json');
  const described = JSON.parse(await readFile(holder, 'utf8')) as object;
  await writeFile(holder, JSON.stringify({ ...described, socket: way }));
  return {
    store,
    proxied: { dataDir, sharing: 'join' },
    startProxy: (when) => cutAtCommit({ path: real }, { path: socketPath(way) }, when),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

describe.each([
  { engine: 'postgres', place: onPostgres },
  { engine: 'pglite', place: onEmbedded },
])('a commit on $engine', ({ place }) => {
  let given: Place;
  beforeAll(async () => {
    given = await place();
    await given.store.db.execute('create table marks (mark text)');
  });
  beforeEach(() => given.store.db.execute('truncate marks').then(() => {}));
  afterAll(async () => {
    await given.store.close();
    await given.remove();
  });
  const marks = () => rowsOf(given.store.db, sql`select mark from marks`);

  /** Writes a mark through a proxy; `afterCut` happens before it can be looked what became of it. */
  async function writing(
    when: 'before' | 'after',
    { lookFor, afterCut }: { lookFor?: number; afterCut?: (proxy: CuttingProxy) => void } = {},
  ): Promise<string> {
    const proxy = await given.startProxy(when);
    if (afterCut) void proxy.cut.then(() => afterCut(proxy));
    const store = await openStore(given.proxied);
    const reopen = () => openStore(given.proxied);
    const db = confirmingCommits(store.db, reopen, { lookFor });
    try {
      return await db.transaction(async (transaction) => {
        await transaction.execute(sql`insert into marks values ('in')`);
        return 'written';
      });
    } finally {
      await store.close();
      await proxy.close();
    }
  }

  test('whose answer is lost is found to be done', async () => {
    expect(await writing('after')).toBe('written');
    expect(await marks()).toEqual([{ mark: 'in' }]);
  });

  test('that never arrived is found undone, and fails as it did', async () => {
    const error = await writing('before').catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(Error);
    expect(error).not.toMatchObject({ code: 'OUTCOME_UNKNOWN' });
    expect(await marks()).toEqual([]);
  });

  test('of which nobody can be asked is said to be unknown, and what to do', async () => {
    const asked = writing('after', { lookFor: 0, afterCut: (proxy) => void proxy.close() });
    await expect(asked).rejects.toMatchObject({
      code: 'OUTCOME_UNKNOWN',
      message: expect.stringMatching(/all of them are in or none.+run the same again/) as string,
    });
  });
});
