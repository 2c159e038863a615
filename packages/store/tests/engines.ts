import { Client } from 'pg';
import { inject } from 'vitest';
import { openStore, type Store } from '../src/open.ts';
import { openEmbedded } from './embedded-template.ts';

let made = 0;

/** The address of a database on the tests' server: an empty one, or a copy of one that nobody has open. */
export async function freshDatabase(template = 'template1'): Promise<string> {
  const server = inject('postgresUrl');
  const name = `test_${process.pid}_${++made}`;
  const client = new Client({ connectionString: `${server}postgres` });
  await client.connect();
  await client.query(`create database ${name} template ${template}`);
  await client.end();
  return `${server}${name}`;
}

let withTables: Promise<string> | undefined;

/** The name of a database with all tables and no rows: a copy takes a tenth of the migrations' time. */
async function makeTables(): Promise<string> {
  const databaseUrl = await freshDatabase();
  const store = await openStore({ databaseUrl, dataDir: '' });
  await store.close();
  return new URL(databaseUrl).pathname.slice(1);
}

async function openFreshPostgres(): Promise<Store> {
  const template = await (withTables ??= makeTables());
  return openStore({ databaseUrl: await freshDatabase(template), dataDir: '' });
}

/** An empty store on each engine; the same tests hold on both. */
export const ENGINES: readonly { engine: Store['name']; open: () => Promise<Store> }[] = [
  { engine: 'pglite', open: openEmbedded },
  { engine: 'postgres', open: openFreshPostgres },
];
