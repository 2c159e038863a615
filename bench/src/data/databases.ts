import { createHash } from 'node:crypto';
import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { casusCommand } from './casus.ts';
import { repeatEvents } from './repeat.ts';

const REPOSITORY = join(import.meta.dirname, '../../..');

/** What decides how the data comes out; when any of it changes, the databases are made anew. */
const MADE_FROM = [
  'packages/store/migrations/*.sql',
  'packages/ingest/src/**/*.ts',
  'records/**/*',
  'bench/src/data/*.ts',
];

/**
 * The address of a database with the curated record and `times` times the events of the file.
 * It is kept on the server, and made only where it is not there yet.
 */
export async function databaseOf(
  server: string,
  { gedFile, times }: { gedFile: string; times: number },
  onProgress: (doing: string) => void,
): Promise<string> {
  const version = await versionOf(gedFile);
  await dropOthers(server, version);
  const original = `casus_bench_${version}_1x`;
  await make(server, original, 'template0', async (url) => {
    onProgress('loading the curated record');
    await casusCommand(url, 'record', 'load');
    onProgress(`importing ${gedFile}`);
    await casusCommand(url, 'import', 'ucdp-ged', gedFile);
  });
  if (times === 1) return server + original;
  const name = `casus_bench_${version}_${times}x`;
  await make(server, name, original, (url) =>
    withClient(url, (client) => repeatEvents(client, times, onProgress)),
  );
  return server + name;
}

/** Databases of another version are of no more use, and large. */
async function dropOthers(server: string, version: string): Promise<void> {
  await withClient(`${server}postgres`, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `select datname as name from pg_database
       where datname like 'casus\\_bench\\_%' and datname not like $1`,
      [`casus\\_bench\\_${version}\\_%`],
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
export async function versionOf(gedFile: string): Promise<string> {
  const hash = createHash('sha256').update(await readFile(gedFile));
  for (const pattern of MADE_FROM) {
    const paths: string[] = [];
    for await (const file of glob(pattern, { cwd: REPOSITORY, withFileTypes: true })) {
      if (file.isFile()) paths.push(join(file.parentPath, file.name));
    }
    for (const path of paths.sort()) {
      if (!path.endsWith('.test.ts')) hash.update(await readFile(path));
    }
  }
  return hash.digest('hex').slice(0, 10);
}
