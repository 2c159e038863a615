import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { measuredCommand } from '../data/casus.ts';
import { databaseOf, withClient } from '../data/databases.ts';
import { repeatedFile } from '../data/repeat-file.ts';
import type { Options } from '../options.ts';
import { conflictPageProbe, served, type Probe } from '../probing.ts';
import { start } from '../running.ts';
import { embeddedOf } from './reliability.ts';

/** How long a conflict's page takes without an import and with one beside it. */
export interface BesideImport {
  engine: string;
  /** How long the import took, seconds. */
  seconds: number;
  alone: Probe;
  beside: Probe;
}

const TIMES = 5;
const DATABASE = 'casus_bench_beside';

/** Asks for a conflict's page again and again, while five times the file is imported into the same database. */
export async function measureBesideImport(
  server: string,
  options: Options,
  onProgress: (line: string) => void,
): Promise<BesideImport[]> {
  const original = await databaseOf(server, { ...options, times: 1 }, onProgress);
  const admin = <Result>(work: Parameters<typeof withClient<Result>>[1]) =>
    withClient(`${server}postgres`, work);
  await admin(async (client) => {
    await client.query(`drop database if exists ${DATABASE} with (force)`);
    await client.query(
      `create database ${DATABASE} template ${new URL(original).pathname.slice(1)}`,
    );
  });
  const file = await withClient(server + DATABASE, (client) =>
    repeatedFile(client, options, TIMES),
  );
  const folder = join(options.dataFolder, 'beside');
  await rm(folder, { recursive: true, force: true });
  await cp(await embeddedOf(options, onProgress), folder, { recursive: true });
  const results: BesideImport[] = [];
  const engines: [string, Record<string, string>][] = [
    ['PostgreSQL', { DATABASE_URL: server + DATABASE }],
    ['embedded', { DATABASE_URL: '', CASUS_DATA_DIR: folder }],
  ];
  for (const [engine, environment] of engines) {
    // As it is served: it may use what threads and processors it has.
    const running = await start(served(environment), '', { pinned: false });
    try {
      const end = Date.now() + options.siege * 1000;
      const alone = await conflictPageProbe(running.url, () => Date.now() >= end);
      let isOver = false;
      const importing = measuredCommand(environment, 'import', 'ucdp-ged', file).finally(
        () => (isOver = true),
      );
      const [{ seconds }, beside] = await Promise.all([
        importing,
        conflictPageProbe(running.url, () => isOver),
      ]);
      results.push({ engine, seconds, alone, beside });
      onProgress(
        `${engine}: p95 of a conflict's page ${Math.round(alone.p95)} ms, ${Math.round(beside.p95)} ms beside an import`,
      );
    } finally {
      await running.close();
    }
  }
  await rm(folder, { recursive: true, force: true });
  await admin((client) => client.query(`drop database ${DATABASE} with (force)`));
  return results;
}
