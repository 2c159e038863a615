import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { compare } from './comparison.ts';
import { databaseOf } from './data/databases.ts';
import { HELP, readOptions } from './options.ts';
import { startPostgres } from './postgres.ts';
import { comparisonTable, latencyTable } from './report.ts';
import { canPin, pinSelf } from './running.ts';
import { Stop } from './stop.ts';

const RESULTS = join(import.meta.dirname, '../results');

const say = (line: string) => process.stderr.write(`${line}\n`);

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (options === 'help') return void process.stdout.write(HELP);
  const server = await startPostgres(options.dataFolder);
  try {
    const database = await databaseOf(server.url, options, say);
    pinSelf();
    const measured = await compare(database, options, say);
    const text = `${comparisonTable(measured)}\n\n${latencyTable(measured)}\n`;
    process.stdout.write(`\n${text}`);
    await mkdir(RESULTS, { recursive: true });
    const name = options.whole ? 'latest' : 'partial';
    await writeFile(join(RESULTS, `${name}.json`), `${JSON.stringify({ measured }, null, 2)}\n`);
    await writeFile(join(RESULTS, `${name}.md`), `${heading(options.times)}\n\n${text}`);
  } finally {
    await server.close();
  }
}

function heading(times: number): string {
  const processors = cpus();
  return [
    '# Casus and its peers',
    '',
    `${new Date().toISOString().slice(0, 10)}, ${processors.length} × ${processors[0]?.model ?? 'processor'}, ` +
      `Node ${process.versions.node}, the file's events ${times} times, ` +
      (canPin ? 'each server pinned to one processor.' : 'nothing pinned to a processor.'),
  ].join('\n');
}

main().catch((error: unknown) => {
  say(error instanceof Stop ? error.message : ((error as Error).stack ?? String(error)));
  process.exitCode = 1;
});
