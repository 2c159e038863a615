import { startApi, type RunningApi } from '../../../apps/api/tests/api.ts';
import { DuckDBInstance } from '@duckdb/node-api';
import { sql } from 'drizzle-orm';
import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { noRegistry, pack, shellEnvironment } from './packed.ts';

const run = promisify(execFile);
const EXAMPLES = join(import.meta.dirname, '../../../examples');
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
  for (const [name, archive] of Object.entries(await pack(['client', 'contract'], folder))) {
    await rename(archive, join(packed, `casus-${name}.tgz`));
  }
});
afterAll(async () => {
  await api.close();
  await rm(folder, { recursive: true });
});

const environment = () => shellEnvironment(folder, { CASUS_URL: url });

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
  });

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
