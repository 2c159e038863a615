import { sql } from 'drizzle-orm';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { openEmbedded } from '../../tests/embedded-template.ts';
import { rowsOf, type Database } from '../engines/database.ts';
import { openStore, type Store } from '../open.ts';
import { actors } from '../tables/actor.ts';
import { conflictParties, conflicts } from '../tables/conflict.ts';
import { deferReferencesAtOnce } from './references.ts';

const SOURCE = { source: 'x' };
const ACTOR = { key: 'a:1', name: 'A', kind: 'STATE', ...SOURCE } as const;
const CONFLICT = { key: 'c:1', name: 'One', ...SOURCE };
const PARTY = { conflictKey: 'c:1', actorKey: 'a:1', side: 'A' } as const;

async function openServer(): Promise<Store> {
  const name = `references_${process.pid}`;
  const client = new Client({ connectionString: `${inject('postgresUrl')}postgres` });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.query(`create role ${name}`);
  await client.end();
  const store = await openStore({ databaseUrl: inject('postgresUrl') + name, dataDir: '' });
  for (const all of ['tables', 'sequences']) {
    await store.db.execute(sql.raw(`grant all on all ${all} in schema public to ${name}`));
  }
  return store;
}

describe.each([
  { user: 'the embedded database’s user', open: openEmbedded, as: null },
  { user: 'a superuser', open: openServer, as: null },
  { user: 'any other user', open: openServer, as: `references_${process.pid}` },
])('references that $user defers', ({ open, as }) => {
  let store: Store;
  beforeAll(async () => {
    store = as && shared ? shared : await open();
    if (open === openServer) shared = store;
  });
  afterAll(() => {
    if (as || open === openEmbedded) return store.close();
  });

  /** Writes a party before what it refers to, and then only some of that. */
  const write = (after: (db: Database) => Promise<unknown>, checked = true) =>
    store.db.transaction(async (transaction) => {
      if (as) await transaction.execute(sql.raw(`set local role ${as}`));
      const references = await deferReferencesAtOnce(transaction);
      await transaction.insert(conflictParties).values(PARTY);
      references.add(conflictParties, [PARTY]);
      await after(transaction);
      if (checked) await references.check();
    });
  const parties = () => rowsOf(store.db, sql`select actor_key from conflict_parties`);

  test('may come before what they name, and are refused where it does not come', async () => {
    const incomplete = write((db) => db.insert(conflicts).values(CONFLICT));
    await expect(incomplete).rejects.toThrow();
    if (!as) await expect(incomplete).rejects.toThrow('conflict_parties.actor_key');
    expect(await parties()).toEqual([]);
    await write(async (db) => {
      await db.insert(conflicts).values(CONFLICT);
      await db.insert(actors).values(ACTOR);
    });
    expect(await parties()).toHaveLength(1);
    await store.db.execute(sql`truncate conflicts, actors cascade`);
  });

  test('are PostgreSQL’s again after the check', async () => {
    const dangling = store.db.transaction(async (transaction) => {
      const references = await deferReferencesAtOnce(transaction);
      await references.check();
      await transaction.insert(conflictParties).values(PARTY);
    });
    await expect(dangling).rejects.toMatchObject({ cause: { code: '23503' } });
  });
});

let shared: Store | undefined;
