import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { casusCommand, measuredCommand, type Measured } from '../data/casus.ts';
import { withClient } from '../data/databases.ts';
import { copyFile, createTextTable, repeatedFile } from '../data/repeat-file.ts';
import { median } from '../load.ts';
import type { Options } from '../options.ts';
import { databaseProcess, processorTime } from '../processor-time.ts';

export interface ImportSpeed {
  rows: number;
  /** The whole command, from starting Node to its last line. */
  postgres: Took;
  embedded: Took;
  /** Into a table of as many text columns as the file has. */
  copy: Took;
  memory: ImportMemory[];
}

/** Seconds, and those of the processor with the server's; null where the system does not tell. */
export type Took = Pick<Measured, 'seconds' | 'processor'>;

/** The most memory that the command ever held, with a file of so many rows. */
export interface ImportMemory {
  rows: number;
  postgres: Measured;
  embedded: Measured;
}

const DATABASE = 'casus_bench_import';

/** 22 times the file of 2021: as many events as UCDP's whole record has. */
const LARGE = 22;
const SIZES = [1, 5];

/** Casus's import of the file on either engine against a bare copy of it, each into an empty database, in turn. */
export async function measureImport(
  server: string,
  options: Options,
  onProgress: (line: string) => void,
): Promise<ImportSpeed> {
  const { gedFile, rounds } = options;
  const speeds: Record<'postgres' | 'embedded' | 'copy', Took[]> = {
    postgres: [],
    embedded: [],
    copy: [],
  };
  const memory: ImportMemory[] = [];
  let rows = 0;
  for (let round = 0; round < Math.min(rounds, 3); round++) {
    const copied = await measureCopy(server, gedFile);
    rows = copied.rows;
    speeds.copy.push(copied);
    const both = await importOnBoth(server, options, gedFile);
    speeds.postgres.push(both.postgres);
    speeds.embedded.push(both.embedded);
    if (round === 0) memory.push({ rows, ...both });
  }
  for (const times of options.isLarge ? [...SIZES, LARGE] : SIZES) {
    if (times === 1) continue;
    onProgress(`importing ${times} times the file`);
    const file = await withDatabase(server, (url) =>
      withClient(url, (client) => repeatedFile(client, options, times)),
    );
    memory.push({ rows: rows * times, ...(await importOnBoth(server, options, file)) });
  }
  const speed = {
    rows,
    postgres: medianOf(speeds.postgres),
    embedded: medianOf(speeds.embedded),
    copy: medianOf(speeds.copy),
    memory,
  };
  onProgress(
    `Import: ${speed.postgres.seconds.toFixed(2)} s, embedded ${speed.embedded.seconds.toFixed(2)} s; a bare copy: ${speed.copy.seconds.toFixed(2)} s`,
  );
  return speed;
}

function medianOf(took: readonly Took[]): Took {
  const times = took.flatMap(({ processor }) => processor ?? []);
  return {
    seconds: median(took.map(({ seconds }) => seconds)),
    processor: times.length === took.length ? median(times) : null,
  };
}

async function measureCopy(server: string, gedFile: string): Promise<Took & { rows: number }> {
  return withDatabase(server, (url) =>
    withClient(url, async (client) => {
      await createTextTable(client, 'copied', gedFile);
      const database = await databaseProcess(url);
      const ofDatabase = async () => (database === null ? null : await processorTime(database));
      const databaseBefore = await ofDatabase();
      const ownBefore = process.cpuUsage();
      const before = performance.now();
      await copyFile(client, 'copied', gedFile);
      const seconds = (performance.now() - before) / 1000;
      const { user, system } = process.cpuUsage(ownBefore);
      const databaseAfter = await ofDatabase();
      const processor =
        databaseBefore === null || databaseAfter === null
          ? null
          : (databaseAfter - databaseBefore) / 1000 + (user + system) / 1_000_000;
      const { rows } = await client.query<{ rows: number }>(
        'select count(*)::int as rows from copied',
      );
      return { rows: rows[0]!.rows, seconds, processor };
    }),
  );
}

/** Migrations and the curated record come before: an import meets a database that is there. */
async function importOnBoth(server: string, { dataFolder }: Options, file: string) {
  const postgres = await withDatabase(server, async (url) => {
    await casusCommand(url, 'record', 'load');
    return measuredCommand({ DATABASE_URL: url }, 'import', 'ucdp-ged', file);
  });
  const folder = join(dataFolder, 'imported');
  const environment = { DATABASE_URL: '', CASUS_DATA_DIR: folder };
  await rm(folder, { recursive: true, force: true });
  await measuredCommand(environment, 'record', 'load');
  const embedded = await measuredCommand(environment, 'import', 'ucdp-ged', file);
  await rm(folder, { recursive: true, force: true });
  return { postgres, embedded };
}

/** An empty database for as long as the work takes. */
async function withDatabase<Result>(
  server: string,
  work: (url: string) => Promise<Result>,
): Promise<Result> {
  await withClient(`${server}postgres`, async (client) => {
    await client.query(`drop database if exists ${DATABASE} with (force)`);
    await client.query(`create database ${DATABASE}`);
  });
  const result = await work(server + DATABASE);
  await withClient(`${server}postgres`, (client) =>
    client.query(`drop database ${DATABASE} with (force)`),
  );
  return result;
}
