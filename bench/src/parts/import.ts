import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { Client } from 'pg';
import { escapeIdentifier } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { casusCommand } from '../data/casus.ts';
import { withClient } from '../data/databases.ts';
import { median } from '../load.ts';
import type { Options } from '../options.ts';

export interface ImportSpeed {
  rows: number;
  /** Seconds: the whole command, from starting Node to its last line. */
  casus: number;
  /** Seconds, into a table of as many text columns as the file has. */
  copy: number;
}

const DATABASE = 'casus_bench_import';

/** Casus's import of the file against a bare copy of it, each into an empty table, in turn. */
export async function measureImport(
  server: string,
  { gedFile, rounds }: Options,
  onProgress: (line: string) => void,
): Promise<ImportSpeed> {
  const casus: number[] = [];
  const copy: number[] = [];
  let rows = 0;
  for (let round = 0; round < Math.min(rounds, 3); round++) {
    await withClient(`${server}postgres`, async (client) => {
      await client.query(`drop database if exists ${DATABASE} with (force)`);
      await client.query(`create database ${DATABASE}`);
    });
    const url = server + DATABASE;
    const table = await withClient(url, (client) => createTable(client, gedFile));
    copy.push(await seconds(() => withClient(url, (client) => copyInto(client, table, gedFile))));
    rows = await withClient(url, (client) => countOf(client, table));
    // Migrations and the curated record come before: an import meets a database that is there.
    await casusCommand(url, 'record', 'load');
    casus.push(await seconds(() => casusCommand(url, 'import', 'ucdp-ged', gedFile)));
  }
  await withClient(`${server}postgres`, (client) =>
    client.query(`drop database ${DATABASE} with (force)`),
  );
  const speed = { rows, casus: median(casus), copy: median(copy) };
  onProgress(`Import: ${speed.casus.toFixed(2)} s; a bare copy: ${speed.copy.toFixed(2)} s`);
  return speed;
}

async function createTable(client: Client, gedFile: string): Promise<string> {
  const file = await open(gedFile);
  try {
    for await (const header of file.readLines()) {
      const columns = header
        .replace(/^\uFEFF/, '')
        .split(',')
        .map((name) => `${escapeIdentifier(name.replaceAll('"', ''))} text`);
      await client.query(`create table copied (${columns.join(', ')})`);
      return 'copied';
    }
    throw new Error(`${gedFile} is empty`);
  } finally {
    await file.close();
  }
}

async function copyInto(client: Client, table: string, gedFile: string): Promise<void> {
  const copy = client.query(copyFrom(`copy ${table} from stdin with (format csv, header)`));
  await pipeline(createReadStream(gedFile), copy);
}

async function countOf(client: Client, table: string): Promise<number> {
  const { rows } = await client.query<{ rows: number }>(
    `select count(*)::int as rows from ${table}`,
  );
  return rows[0]!.rows;
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const before = performance.now();
  await work();
  return (performance.now() - before) / 1000;
}
