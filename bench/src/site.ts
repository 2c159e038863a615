import { launch } from 'chrome-launcher';
import lighthouse from 'lighthouse';
import { parseArgs } from 'node:util';
import { median } from './load.ts';
import { setup } from '../../apps/web/tests/servers.ts';

/**
 * `npx -y pnpm@12.21.0 bench:site`: what Lighthouse says of the built site over the record, as a slow
 * phone sees it. `--only conflict,event` takes these pages alone. Ends with 1 where a page scores below 95 in anything.
 */
const PAGES = {
  home: '/',
  conflict: '/conflicts/kyrgyzstan-tajikistan',
  event: '/events/kgz-tjk-2022-09-fighting',
  explore: '/explore',
};
const LEAST = 95;
/** Of which the median counts: one run tells as much of the machine as of the page. */
const RUNS = 5;
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'];

const asked = pagesAsked(process.argv.slice(2));
const given = new Map<string, unknown>();
const close = await setup({ provide: (name, value) => void given.set(name, value) });
try {
  const chromePath = given.get('chromium') as string | null;
  if (!chromePath) throw new Error('There is no Chromium here to measure with.');
  const chrome = await launch({
    chromePath,
    chromeFlags: ['--headless=new', '--no-sandbox', '--disable-gpu'],
  });
  try {
    for (const name of asked) await score(name, PAGES[name], chrome.port);
  } finally {
    chrome.kill();
  }
} finally {
  await close();
}

function pagesAsked(words: readonly string[]): (keyof typeof PAGES)[] {
  const { values } = parseArgs({
    args: words.filter((word) => word !== '--'),
    options: { only: { type: 'string' } },
  });
  const names = Object.keys(PAGES) as (keyof typeof PAGES)[];
  const only = values.only?.split(',') ?? names;
  const unknown = only.find((name) => !names.includes(name as keyof typeof PAGES));
  if (unknown) throw new Error(`There is no page ${unknown}: write ${names.join(', ')}.`);
  return only as (keyof typeof PAGES)[];
}

async function score(name: string, path: string, port: number): Promise<void> {
  const address = `${given.get('site')}${path}`;
  // Whoever comes first after a start waits for what all others find ready.
  for (let time = 0; time < 4; time += 1) await (await fetch(address)).text();
  const runs: Result[] = [];
  for (let run = 0; run < RUNS; run += 1) runs.push(await measure(address, port));
  const scores = CATEGORIES.map((id) => median(runs.map(({ scores }) => scores[id]!)));
  const blocked = Math.round(median(runs.map(({ blocked }) => blocked)));
  process.stdout.write(
    `${name}: ${CATEGORIES.map((id, index) => `${id} ${scores[index]}`).join(', ')}; blocked for ${blocked} ms\n`,
  );
  if (scores.every((one) => one >= LEAST)) return;
  process.exitCode = 1;
  process.stdout.write([...new Set(runs.flatMap(({ lost }) => lost))].join(''));
}

interface Result {
  scores: Record<string, number>;
  /** Of the main thread, by tasks that take longer than 50 ms, in ms. */
  blocked: number;
  /** What was found wanting, a line each. */
  lost: string[];
}

async function measure(address: string, port: number, attempts = 3): Promise<Result> {
  const options = { port, logLevel: 'error', onlyCategories: CATEGORIES } as const;
  const { categories, audits, runtimeError } = (await lighthouse(address, options))!.lhr;
  // Chromium now and then loses the trace of a page, which says nothing of the page.
  if (runtimeError && attempts > 1) return measure(address, port, attempts - 1);
  if (runtimeError) throw new Error(`${address} could not be measured: ${runtimeError.message}`);
  return {
    scores: Object.fromEntries(
      CATEGORIES.map((id) => [id, Math.round((categories[id]!.score ?? 0) * 100)]),
    ),
    blocked: audits['total-blocking-time']!.numericValue ?? 0,
    lost: CATEGORIES.flatMap((id) => categories[id]!.auditRefs)
      .filter(({ id, weight }) => weight > 0 && (audits[id]!.score ?? 1) < 0.9)
      .map(({ id }) => `  ${audits[id]!.title}: ${audits[id]!.displayValue ?? 'failed'}\n`),
  };
}
