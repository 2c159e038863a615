import { startApi, type RunningApi } from '../../../apps/api/tests/api.ts';
import { sql } from 'drizzle-orm';
import { execFile, spawn } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { noRegistry, pack, shellEnvironment } from './packed.ts';

const run = promisify(execFile);
const EXAMPLES = join(import.meta.dirname, '../../../examples');
const unreachable = await noRegistry();

let api: RunningApi;
let url: string;
let folder: string;
let archives: Record<'client' | 'contract', string>;
beforeAll(async () => {
  api = await startApi();
  url = `${await api.app.listen({ port: 0, host: 'localhost' })}/graphql`;
  folder = await mkdtemp(join(tmpdir(), 'casus-examples-'));
  if (!unreachable) archives = await pack(['client', 'contract'], folder);
});
afterAll(async () => {
  await api.close();
  await rm(folder, { recursive: true });
});

const environment = () => shellEnvironment(folder, { CASUS_URL: url });

/** Tools whose hundreds of packages are not installed once more: those of this package do the same. */
const TOOLS = '@graphql-codegen';

/** A copy of its folder with what it depends on, as whoever copies it would have it. */
async function installed(name: string): Promise<string> {
  const cwd = join(folder, name);
  await cp(join(EXAMPLES, name), cwd, { recursive: true });
  const description = JSON.parse(await readFile(join(cwd, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  const all = Object.entries(description.dependencies);
  const light = all.filter(([dependency]) => !dependency.startsWith(TOOLS));
  await writeFile(
    join(cwd, 'package.json'),
    JSON.stringify({ ...description, dependencies: Object.fromEntries(light) }),
  );
  await run('npm', ['install', '--no-save', ...Object.values(archives)], {
    cwd,
    env: environment(),
  });
  if (light.length < all.length) {
    const ours = join(import.meta.dirname, '../node_modules');
    await symlink(join(ours, TOOLS), join(cwd, 'node_modules', TOOLS));
    await symlink(
      join(ours, '.bin/graphql-codegen'),
      join(cwd, 'node_modules/.bin/graphql-codegen'),
    );
  }
  return cwd;
}

/** What it prints; the lines that npm begins with are none of it. */
async function printedBy(name: string, ...given: string[]): Promise<string> {
  const cwd = await installed(name);
  const { stdout } = await run('npm', ['start', '--silent', '--', ...given], {
    cwd,
    env: environment(),
  });
  return stdout;
}

const MOMENT = '2022-09-18T23:59:59Z';

test.skipIf(unreachable).each([
  ['terminal', ['kyrgyzstan-tajikistan', MOMENT], 'Foreign Ministry of Tajikistan: 35\n'],
  ['gql-tada', [], 'Ceasefire of 16 September 2022: BREACH_ALLEGED\n'],
  [
    'codegen-graphql-request',
    [],
    'Fighting around Kok-Tash: 38 by Uppsala Conflict Data Program\n',
  ],
  ['apollo-react', [], 'Kyrgyz border guards accuse Tajik forces: '],
  ['relay', [MOMENT], 'Fighting around Kok-Tash: Uppsala Conflict Data Program: 38 (EXACT)\n'],
])(
  '%s, installed from a registry, prints what the record has',
  async (name, given, words) => {
    expect(await printedBy(name, ...given)).toContain(words);
  },
  400_000,
);

test.skipIf(unreachable)(
  'urql-live tells a claim as it is recorded',
  async () => {
    const cwd = await installed('urql-live');
    const child = spawn('node', ['watch.js'], { cwd, env: environment() });
    let printed = '';
    child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (printed += chunk.toString()));
    await expect.poll(() => printed, { timeout: 30_000 }).toContain('Watching.');
    await expect
      .poll(
        async () => {
          await api.store.db.execute(
            sql`update claims set summary = 'Told again.' where key = (select min(key) from claims)`,
          );
          return printed;
        },
        { timeout: 30_000, interval: 1_000 },
      )
      .toMatch(/recorded at \S+: .+: Told again\./);
    child.kill('SIGTERM');
  },
  400_000,
);

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

test('every example is run by a test', async () => {
  const folders = (await readdir(EXAMPLES, { withFileTypes: true })).filter((each) =>
    each.isDirectory(),
  );
  expect(folders.map(({ name }) => name).sort()).toEqual([
    'apollo-react',
    'codegen-graphql-request',
    'gql-tada',
    'python',
    'relay',
    // In a browser: apps/web/tests/examples.browser.test.ts.
    'static-page',
    'terminal',
    'urql-live',
  ]);
});
