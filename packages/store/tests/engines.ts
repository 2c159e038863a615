import { Client } from 'pg';
import { inject } from 'vitest';
import { openStore, type Store } from '../src/open.ts';
import { openEmbedded } from './embedded-template.ts';

let made = 0;

/** The address of an empty database on the tests' server. */
export async function freshDatabase(): Promise<string> {
  const server = inject('postgresUrl');
  const name = `test_${process.pid}_${++made}`;
  const client = new Client({ connectionString: `${server}postgres` });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  return `${server}${name}`;
}

async function openFreshPostgres(): Promise<Store> {
  return openStore({ databaseUrl: await freshDatabase(), dataDir: '' });
}

/** An empty store on each engine; the same tests hold on both. */
export const ENGINES: readonly { engine: Store['name']; open: () => Promise<Store> }[] = [
  { engine: 'pglite', open: openEmbedded },
  { engine: 'postgres', open: openFreshPostgres },
];
