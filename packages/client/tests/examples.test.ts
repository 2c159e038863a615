import { startApi, type RunningApi } from '../../../apps/api/tests/api.ts';
import { DuckDBInstance } from '@duckdb/node-api';
import { sql } from 'drizzle-orm';
import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import {
  copyFile,
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { noRegistry, packedArchives, shellEnvironment } from './packed.ts';

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, '../../..');
const EXAMPLES = join(ROOT, 'examples');
/** What npm downloads for the examples is there for the next run. */
const DOWNLOADS = join(ROOT, 'node_modules/.cache/casus-examples');
const unreachable = await noRegistry();

let api: RunningApi;
let address: string;
let url: string;
let folder: string;
beforeAll(async () => {
  api = await startApi();
  address = await api.app.listen({ port: 0, host: 'localhost' });
  url = `${address}/graphql`;
  folder = await mkdtemp(join(tmpdir(), 'casus-examples-'));
  if (unreachable) return;
  // Where `pnpm examples pack` puts them, as seen from the folder of an example.
  const packed = join(folder, '.packages');
  await mkdir(packed);
  for (const [name, archive] of Object.entries(await packedArchives())) {
    await copyFile(archive, join(packed, `casus-${name}.tgz`));
  }
});
afterAll(async () => {
  await api.close();
  await rm(folder, { recursive: true });
});

const environment = (more: Record<string, string> = {}) =>
  shellEnvironment(folder, { CASUS_URL: url, npm_config_cache: DOWNLOADS, ...more });

/** Tools whose hundreds of packages are not installed once more: those of this package are the same. */
const TOOLS = '@graphql-codegen';

/** A copy of its folder with what its lock file names, as whoever has a clone would install it. */
async function installed(name: string): Promise<string> {
  const cwd = join(folder, name);
  await cp(join(EXAMPLES, name), cwd, {
    recursive: true,
    filter: (path) => !path.includes('node_modules'),
  });
  const locked = await readFile(join(cwd, 'package-lock.json'), 'utf8');
  const isHeavy = locked.includes(`node_modules/${TOOLS}/`);
  await run('npm', ['ci', '--prefer-offline', ...(isHeavy ? ['--omit=dev'] : [])], {
    cwd,
    env: environment(),
  });
  if (isHeavy) {
    const ours = join(import.meta.dirname, '../node_modules');
    await mkdir(join(cwd, 'node_modules/.bin'), { recursive: true });
    for (const path of [TOOLS, 'typescript', '.bin/graphql-codegen', '.bin/tsc']) {
      await symlink(join(ours, path), join(cwd, 'node_modules', path));
    }
  }
  return cwd;
}

/** What it prints; the lines that npm begins with are none of it. */
async function printedBy(cwd: string, given: readonly string[]): Promise<string> {
  const { stdout } = await run('npm', ['start', '--silent', '--', ...given], {
    cwd,
    env: environment(),
  });
  return stdout;
}

interface Started {
  printed(): string;
  stop(): Promise<unknown>;
}

function started(cwd: string, program: string, environment: NodeJS.ProcessEnv): Started {
  const child = spawn('node', [program], { cwd, env: environment });
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  return {
    printed: () => printed,
    stop: () => {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      return ended;
    },
  };
}

const MOMENT = '2022-09-18T23:59:59Z';
const LONG = { timeout: 30_000 };

/** To install them is to wait for a registry most of the time. */
describe
  .skipIf(unreachable)
  .concurrent('installed as its lock file has it,', { timeout: 400_000 }, () => {
    const RUNS: [name: string, ...[given: string[], words: string][]][] = [
      [
        'terminal',
        [['kyrgyzstan-tajikistan', MOMENT], 'Foreign Ministry of Tajikistan: 35\n'],
        // As of now there are claims that are open at an end.
        [[], '(contested)\n'],
      ],
      ['gql-tada', [[], 'Ceasefire of 16 September 2022: BREACH_ALLEGED\n']],
      [
        'codegen-graphql-request',
        [[], 'Fighting around Kok-Tash: 38 by Uppsala Conflict Data Program\n'],
      ],
      ['apollo-react', [[], 'Kyrgyz border guards accuse Tajik forces: ']],
      [
        'relay',
        [[MOMENT], 'Fighting around Kok-Tash: Uppsala Conflict Data Program: 38 (EXACT)\n'],
      ],
    ];

    test.each(RUNS)('%s prints what the record has', async (name, ...runs) => {
      const cwd = await installed(name);
      for (const [given, words] of runs) expect(await printedBy(cwd, given)).toContain(words);
    });

    test('urql-live tells a claim as it is recorded', async ({ expect }) => {
      const { printed, stop } = started(await installed('urql-live'), 'watch.js', environment());
      await expect.poll(printed, LONG).toContain('Watching.');
      // It says so before its stream is open, and the stream begins with what is recorded from then on.
      await expect
        .poll(
          async () => {
            await api.store.db.execute(
              sql`update claims set summary = 'Told again.' where key = (select min(key) from claims)`,
            );
            return printed();
          },
          { ...LONG, interval: 1_000 },
        )
        .toMatch(/recorded at \S+: .+: Told again\./);
      await stop();
    });

    test('alert tells a chat room who contradicts whom, once, also what came while it was away', async ({
      expect,
    }) => {
      const posted: { text: string; blocks: object[] }[] = [];
      const room = createServer(async (from, to) => {
        posted.push((await json(from)) as (typeof posted)[number]);
        to.end('ok');
      });
      await new Promise<void>((resolve) => room.listen(0, 'localhost', resolve));
      const { port } = room.address() as AddressInfo;
      const cwd = await installed('alert');
      const own = environment({
        WEBHOOK_URL: `http://localhost:${port}`,
        CASUS_SITE: 'https://c.example',
      });
      const first = started(cwd, 'alert.js', own);
      await expect.poll(first.printed, LONG).toMatch(/^Following .+ figures are contested\./);
      await contradict('first', 777);
      await expect.poll(() => posted.length, LONG).toBe(1);
      expect(posted[0]!.text).toMatch(/claimants contradict each other on .+ to 777\n/);
      const claims = posted[0]!.text.split('\n').slice(1);
      expect(claims.length).toBeGreaterThan(1);
      for (const claim of claims) {
        expect(claim).toMatch(/^• <https:\/\/c\.example\/claims\/\S+\?asOf=\S+\|.+>: .*\d+$/);
      }
      expect(posted[0]!.blocks).toHaveLength(1);
      await expect.poll(() => existsSync(join(cwd, 'state.json')), LONG).toBe(true);
      await first.stop();
      await contradict('second', 888);
      const second = started(cwd, 'alert.js', own);
      await expect.poll(() => posted.length, LONG).toBe(2);
      expect(posted[1]!.text).toContain(' to 888\n');
      await second.stop();
      room.close();
    });
  });

interface Figure {
  contested: boolean;
  current: { slug: string; quantity: { best: number; quantifier: string } | null }[];
}

/** Somebody says otherwise than all claimants of a figure that nobody has contested, whose numbers leave no end open. */
async function contradict(key: string, best: number): Promise<void> {
  const { data } = await api.ask(`{ conflict(slug: "kyrgyzstan-tajikistan") {
    figures { contested current { slug quantity { best quantifier } } } } }`);
  const figure = (data.conflict.figures as Figure[]).find(
    ({ contested, current }) =>
      !contested &&
      current.length > 0 &&
      current.every(({ quantity }) => quantity?.quantifier === 'EXACT' && quantity.best < best),
  );
  const { slug } = figure!.current[0]!;
  await api.store.db.execute(sql`
    insert into claims (key, slug, kind, stance, summary, metric, population, party_key, low, best, high, quantifier,
      asserted_earliest, asserted_latest, asserted_precision, asserted_edtf, claimant_key, rank,
      subject_conflict_key, subject_event_key, subject_agreement_key, subject_place_key, conflict_key, source,
      measure, period_earliest, period_latest, period_precision, period_edtf, period_zone, dyad_key, place_key)
    select ${`test:${key}`}, ${`test-${key}`}, kind, stance, 'Said otherwise.', metric, population, party_key, ${best}::int, ${best}::int, ${best}::int,
      'EXACT', asserted_earliest, asserted_latest, asserted_precision, asserted_edtf,
      (select key from actors where key <> claims.claimant_key order by key limit 1), 'NORMAL',
      subject_conflict_key, subject_event_key, subject_agreement_key, subject_place_key, conflict_key, 'test',
      measure, period_earliest, period_latest, period_precision, period_edtf, period_zone, dyad_key, place_key
    from claims where slug = ${slug}`);
}

test('python pages a country with its standard library alone', async (context) => {
  const python = await run('python3', ['--version']).catch(() => null);
  if (!python) return context.skip('there is no python3 here');
  const { stdout } = await run('python3', [join(EXAMPLES, 'python/country.py'), 'KG', url]);
  const { data } = await api.ask('{ events(filter: { countries: ["KG"] }) { totalCount } }');
  const lines = stdout.trim().split('\n');
  expect(lines).toHaveLength(data.events.totalCount);
  // More than one page of it.
  expect(new Set(lines).size).toBeGreaterThan(5);
  expect(stdout).toContain('Kok-Tash: 38 to 38 dead by Uppsala Conflict Data Program');
});

const SQL = await readFile(join(EXAMPLES, 'one-liners/one-liners.sql'), 'utf8');
const statements = SQL.split('\n').filter((line) => line.startsWith('select '));

test.each(statements)('DuckDB answers: %s', async (statement) => {
  // DuckDB reads addresses with an extension, which it fetches from its own server.
  const asked = /'(http:\/\/localhost:4000)(\/[^']+)'/.exec(statement)!;
  const file = join(folder, `${createHash('sha256').update(statement).digest('hex')}.parquet`);
  await writeFile(file, Buffer.from(await (await fetch(address + asked[2])).arrayBuffer()));
  const duckdb = await (await DuckDBInstance.create(':memory:')).connect();
  const answer = await duckdb.runAndReadAll(statement.replace(asked[0], `'${file}'`));
  expect(answer.getRowObjects().length).toBeGreaterThan(0);
  duckdb.closeSync();
});

test('R answers in a line each', async (context) => {
  const r = await run('Rscript', ['--version']).catch(() => null);
  if (!r) return context.skip('there is no Rscript here');
  const program = join(folder, 'one-liners.R');
  const text = await readFile(join(EXAMPLES, 'one-liners/one-liners.R'), 'utf8');
  await writeFile(program, text.replaceAll('http://localhost:4000', address));
  const { stdout } = await run('Rscript', [program]);
  expect(stdout).toMatch(/EVACUATED +5000 +137000/);
  expect(stdout).toMatch(/Kyrgyz authorities +EXACT +120000/);
});

test('every example is run by a test', async () => {
  const folders = (await readdir(EXAMPLES, { withFileTypes: true })).filter((each) =>
    each.isDirectory(),
  );
  const names = folders.map(({ name }) => name).filter((name) => name !== '.packages');
  expect(names.sort()).toEqual([
    'alert',
    'apollo-react',
    'codegen-graphql-request',
    'gql-tada',
    // In a browser: apps/web/tests/examples.browser.test.ts; so is static-page.
    'notebook',
    'one-liners',
    'python',
    'relay',
    'static-page',
    'terminal',
    'urql-live',
  ]);
});
