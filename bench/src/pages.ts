import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { FILTERS, PAGES } from './pages/addresses.ts';
import { startBoth } from './pages/processes.ts';
import { collectTraces, type Work } from './pages/traces.ts';
import { Stop } from './stop.ts';

const HELP = `Usage: pnpm bench:pages --data <folder> [options]

What each page asks of the API, and explore by each filter: questions, statements, milliseconds of processor time of
the API with its database and the site together, the least of several once asked before, and kilobytes of HTML before
compression. Prints both tables of apps/web/README.md.

  --data <folder>   of the embedded database, which nobody else has open
  --only <words>    only the pages and filters whose names or addresses have one of these words, with commas
  --times <n>       how often each is asked (default 3)
  --statements      print each statement that a page costs, and how long it was waited for, instead of the tables
`;

/** One reader asks for all pages, one after the other, and may wait on a busy machine. */
const UNLIMITED = {
  CASUS_RATE_LIMIT: '1000000',
  CASUS_RATE_LIMIT_COST: '1000000000',
  CASUS_QUEUE_MS: '60000',
  CASUS_TIMEOUT_MS: '60000',
};

interface Cost {
  ms: number;
  kB: number;
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (options === 'help') return void process.stdout.write(HELP);
  const { data, times, isAsked, isTraced } = options;
  const explore = Object.fromEntries(
    Object.entries(FILTERS).map(([name, query]) => [name, `/explore?${query}`.replace(/\?$/, '')]),
  );
  const pages = chosen(PAGES, isAsked);
  const filters = chosen(explore, isAsked);
  const environment = { ...UNLIMITED, DATABASE_URL: '', CASUS_DATA_DIR: data };

  if (isTraced) return printStatements(await worked(environment, [...pages, ...filters]));
  const costs = await timed(environment, [...pages, ...filters], times);
  const work = await worked(environment, pages);
  process.stdout.write(`| | questions | statements | ms | kB |\n| --- | --- | --- | --- | --- |\n`);
  for (const [name, path] of pages) {
    const { ms, kB } = costs.get(path)!;
    const { questions, statements } = work.get(path)!;
    const cells = [name, questions.length, statements.length, Math.round(ms), Math.round(kB)];
    process.stdout.write(`| ${cells.join(' | ')} |\n`);
  }
  process.stdout.write(`\n| | ms |\n| --- | --- |\n`);
  for (const [name, path] of filters) {
    process.stdout.write(`| ${name} | ${Math.round(costs.get(path)!.ms)} |\n`);
  }
}

/** Each answer's cost, told as soon as it is known, for all of them take some minutes. */
async function timed(
  environment: Record<string, string>,
  pages: readonly (readonly [string, string])[],
  times: number,
): Promise<Map<string, Cost>> {
  const both = await startBoth(environment);
  try {
    const costs = new Map<string, Cost>();
    for (const [name, path] of pages) {
      const cost = await costOf(both, path, times);
      costs.set(path, cost);
      process.stderr.write(`${name}: ${Math.round(cost.ms)} ms, ${Math.round(cost.kB)} kB\n`);
    }
    return costs;
  } finally {
    await both.close();
  }
}

/** Tracing takes time of its own, so that what is done is told by other processes than those that are timed. */
async function worked(
  environment: Record<string, string>,
  pages: readonly (readonly [string, string])[],
): Promise<Map<string, Work>> {
  const traces = await collectTraces();
  const both = await startBoth({ ...environment, ...traces.environment });
  try {
    const work = new Map<string, Work>();
    for (const [, path] of pages) {
      // The first answers find out what those after them know.
      for (let time = 0; time < 2; time += 1) await textOf(both.site + path);
      await traces.taken();
      await textOf(both.site + path);
      work.set(path, await traces.taken());
    }
    return work;
  } finally {
    await both.close();
    traces.close();
  }
}

async function costOf(
  { site, processorTime }: Awaited<ReturnType<typeof startBoth>>,
  path: string,
  times: number,
): Promise<Cost> {
  let kB = (await textOf(site + path)).length / 1000;
  let ms = Infinity;
  for (let time = 0; time < times; time += 1) {
    const before = await processorTime();
    kB = (await textOf(site + path)).length / 1000;
    ms = Math.min(ms, (await processorTime()) - before);
  }
  return { ms, kB };
}

/** What a site on a busy machine refuses at first is asked again. */
const ATTEMPTS = 10;

async function textOf(address: string, attempts = ATTEMPTS): Promise<Buffer> {
  const response = await fetch(address);
  const body = Buffer.from(await response.arrayBuffer());
  if (response.ok) return body;
  if (response.status !== 503 || attempts === 1) {
    throw new Stop(`${address} was answered with ${response.status}.`);
  }
  await new Promise((resolve) => setTimeout(resolve, 1000));
  return textOf(address, attempts - 1);
}

function printStatements(work: ReadonlyMap<string, Work>): void {
  for (const [path, { questions, statements }] of work) {
    process.stdout.write(`\n## ${path}\n${questions.join(', ')}\n`);
    for (const { text, ms } of statements)
      process.stdout.write(`\n-- ${ms.toFixed(1)} ms\n${text}\n`);
  }
}

const chosen = (
  named: Readonly<Record<string, string>>,
  isAsked: (words: string) => boolean,
): [string, string][] => Object.entries(named).filter(([name, path]) => isAsked(`${name} ${path}`));

/** @throws Stop */
function readOptions(words: readonly string[]) {
  const { values } = parseArgs({
    args: words.filter((word) => word !== '--'),
    options: {
      data: { type: 'string' },
      only: { type: 'string' },
      times: { type: 'string' },
      statements: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) return 'help' as const;
  if (!values.data) throw new Stop(`--data is missing.\n\n${HELP}`);
  const only = values.only?.split(',');
  return {
    data: resolve(process.env['INIT_CWD'] ?? '', values.data),
    times: Number(values.times ?? 3),
    isAsked: (words: string) => only?.some((word) => words.includes(word)) ?? true,
    isTraced: values.statements ?? false,
  };
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Stop ? error.message : (error as Error).stack}\n`);
  process.exitCode = 1;
});
