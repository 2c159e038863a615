import { sql } from 'drizzle-orm';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ENGINES, freshDatabase } from '../tests/engines.ts';
import { actor } from '../tests/seed.ts';
import { rowsOf } from './engines/database.ts';
import { openStore, type Store } from './open.ts';
import { actors } from './tables/actor.ts';

describe.each(ENGINES)('the tables on $engine', ({ open }) => {
  test('hold the whole model, and every reference may wait for the end of a batch', async () => {
    const store = await open();
    const tables = await rowsOf<{ name: string }>(
      store.db,
      sql`select table_name as name from information_schema.tables where table_schema = 'public' order by 1`,
    );
    const immediate = await rowsOf(
      store.db,
      sql`select conname from pg_constraint where contype = 'f' and not condeferrable and connamespace = 'public'::regnamespace`,
    );
    await store.close();
    expect(tables.map(({ name }) => name)).toMatchInlineSnapshot(`
      [
        "actor_offices",
        "actor_relations",
        "actors",
        "agreement_declarations",
        "agreement_mediators",
        "agreement_parties",
        "agreement_provisions",
        "agreement_violations",
        "agreements",
        "audit_entries",
        "claim_attributions",
        "claim_count_changes",
        "claim_counts",
        "claim_sets",
        "claims",
        "commits",
        "common_names",
        "conflict_parties",
        "conflict_places",
        "conflict_relations",
        "conflicts",
        "current_figures",
        "datasets",
        "dyads",
        "entity_totals",
        "event_editions",
        "event_moments",
        "event_participants",
        "event_totals",
        "events",
        "external_ids",
        "facet_totals",
        "installation",
        "place_publisher_totals",
        "places",
        "point_totals",
        "publisher_totals",
        "release_issues",
        "removals",
        "reports",
        "search_entries",
        "search_names",
        "search_words",
        "slugs",
        "stale_figures",
        "stale_totals",
      ]
    `);
    expect(immediate).toEqual([]);
  });

  test('keep instants in UTC, as one text', async () => {
    const store = await open();
    const zone = await rowsOf<{ TimeZone: string }>(store.db, sql`show timezone`);
    await store.close();
    expect(zone).toEqual([{ TimeZone: 'UTC' }]);
  });
});

test('a role that is no superuser makes its tables, and writes what has slugs and is searched', async () => {
  const database = new URL(await freshDatabase());
  const administrator = new Client({ connectionString: database.href });
  await administrator.connect();
  const name = database.pathname.slice(1);
  await administrator.query(`create role plain_${name} login password 'plain'`);
  await administrator.query(`alter database ${name} owner to plain_${name}`);
  await administrator.end();
  database.username = `plain_${name}`;
  database.password = 'plain';
  const store = await openStore({ databaseUrl: database.href, dataDir: '' });
  await store.db.insert(actors).values(actor('a:1', 'Kyrgyzstan'));
  await store.db.execute(sql`select settle_slugs('ACTOR', '{a:1}', '{Kyrgyzstan}')`);
  const slugs = await rowsOf(store.db, sql`select derived_slug from actors`);
  const found = await rowsOf(store.db, sql`select key from search_entries`);
  await store.close();
  expect(slugs).toEqual([{ derived_slug: 'kyrgyzstan' }]);
  expect(found).toEqual([{ key: 'a:1' }]);
});

describe('the embedded database', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'casus-store-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test('is refused to a second process, with who holds it and what to do', async () => {
    const dataDir = join(folder, 'held');
    const store = await openStore({ dataDir });
    await expect(openStore({ dataDir })).rejects.toMatchObject({
      code: 'HELD',
      message: `The database in ${dataDir} is in use by process ${process.pid}. Stop that one first, or set DATABASE_URL to share a PostgreSQL server.`,
    });
    await store.close();
    await (await openStore({ dataDir })).close();
    expect(await readdir(dataDir)).toEqual(['casus.lock', 'pglite']);
  });

  test('is planned for as it is, though statistics were lost with who wrote', async () => {
    const dataDir = join(folder, 'held');
    const rowsPlannedFor = (store: Store) =>
      rowsOf(store.db, sql`select reltuples from pg_class where relname = 'search_words'`);
    const writer = await openStore({ dataDir });
    await writer.db.execute(
      sql`insert into search_words (word) select 'word ' || n from generate_series(1, 10000) n`,
    );
    expect(await rowsPlannedFor(writer)).toEqual([{ reltuples: -1 }]);
    await writer.close();
    const next = await openStore({ dataDir });
    expect(await rowsPlannedFor(next)).toEqual([{ reltuples: 10_000 }]);
    await next.close();
  });

  test('has no room taken by what a writer wrote that did not come to its commit', async () => {
    const dataDir = join(folder, 'undone');
    const size = async ({ db }: Store) => {
      const [row] = await rowsOf<{ bytes: number }>(
        db,
        sql`select pg_relation_size('search_words')::int as bytes`,
      );
      return row!.bytes;
    };
    const writer = await openStore({ dataDir });
    const writing = writer.db.transaction(async (transaction) => {
      await transaction.execute(
        sql`insert into search_words (word) select 'word ' || n from generate_series(1, 10000) n`,
      );
      throw new Error('killed');
    });
    await expect(writing).rejects.toThrow('killed');
    expect(await size(writer)).toBeGreaterThan(200_000);
    await writer.close();
    const next = await openStore({ dataDir });
    expect(await size(next)).toBe(0);
    await next.close();
  });
});

test('a server that does not answer is told of in one line', async () => {
  const failure = openStore({ databaseUrl: 'postgres://nobody@localhost:1/none', dataDir: '' });
  await expect(failure).rejects.toMatchObject({ name: 'StoreError', code: 'UNREACHABLE' });
  await expect(failure).rejects.toThrow(/^PostgreSQL at DATABASE_URL does not answer: .+\.$/);
});
