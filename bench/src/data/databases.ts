import { createHash } from 'node:crypto';
import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { OWN, type Checkout } from '../checkout.ts';
import { commandIn } from './casus.ts';
import type { repeatEvents } from './repeat.ts';

/** What decides how the data comes out; when any of it changes, the databases are made anew. */
const MADE_FROM = [
  'packages/store/migrations/*.sql',
  'packages/ingest/src/**/*.ts',
  'records/**/*',
  'bench/src/data/*.ts',
];

/**
 * The address of a database with the curated record and `times` times the events of the file, as a checkout
 * makes it. It is kept on the server, and made only where it is not there yet.
 */
export async function databaseOf(
  server: string,
  { gedFile, times }: { gedFile: string; times: number },
  onProgress: (doing: string) => void,
  checkout: Checkout = OWN,
): Promise<string> {
  const version = await versionOf(gedFile, checkout);
  const prefix = checkout === OWN ? 'casus_bench' : 'casus_before';
  await dropOthers(server, prefix, version);
  const original = `${prefix}_${version}_1x`;
  await make(server, original, 'template0', async (url) => {
    onProgress('loading the curated record');
    await commandIn(checkout, url, 'record', 'load');
    onProgress(`importing ${gedFile}`);
    await commandIn(checkout, url, 'import', 'ucdp-ged', gedFile);
  });
  if (times === 1) return server + original;
  const name = `${prefix}_${version}_${times}x`;
  const { repeatEvents: repeat } = (await import(join(checkout, 'bench/src/data/repeat.ts'))) as {
    repeatEvents: typeof repeatEvents;
  };
  await make(server, name, original, (url) =>
    withClient(url, (client) => repeat(client, times, onProgress)),
  );
  return server + name;
}

/** Databases of another version are of no more use, and large. */
async function dropOthers(server: string, prefix: string, version: string): Promise<void> {
  await withClient(`${server}postgres`, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `select datname as name from pg_database
       where starts_with(datname, $1) and not starts_with(datname, $2)`,
      [`${prefix}_`, `${prefix}_${version}_`],
    );
    for (const { name } of rows) await client.query(`drop database ${name} with (force)`);
  });
}

async function make(
  server: string,
  name: string,
  template: string,
  fill: (url: string) => Promise<void>,
): Promise<void> {
  // Made under another name, so that one whose making was stopped is never taken for whole.
  const unfinished = `${name}_unfinished`;
  await withClient(`${server}postgres`, async (client) => {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    if (rowCount) return;
    await client.query(`drop database if exists ${unfinished}`);
    // A server that was measured on the template a moment ago may still be leaving it.
    await client.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = $1',
      [template],
    );
    await client.query(`create database ${unfinished} template ${template}`);
    await fill(server + unfinished);
    await withClient(server + unfinished, (made) => made.query('vacuum (analyze, freeze)'));
    await client.query(`alter database ${unfinished} rename to ${name}`);
    await client.query('checkpoint');
  });
}

export async function withClient<Result>(
  url: string,
  work: (client: Client) => Promise<Result>,
): Promise<Result> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Changes with all that decides what is in the databases. */
export async function versionOf(gedFile: string, checkout: Checkout = OWN): Promise<string> {
  const hash = createHash('sha256').update(await readFile(gedFile));
  for (const pattern of MADE_FROM) {
    const paths: string[] = [];
    for await (const file of glob(pattern, { cwd: checkout, withFileTypes: true })) {
      if (file.isFile()) paths.push(join(file.parentPath, file.name));
    }
    for (const path of paths.sort()) {
      if (!path.endsWith('.test.ts')) hash.update(await readFile(path));
    }
  }
  return hash.digest('hex').slice(0, 10);
}
