import { startApi, type RunningApi } from '../../../apps/api/tests/api.ts';
import { sql } from 'drizzle-orm';
import { build, transform } from 'esbuild';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { createContext, runInContext } from 'node:vm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startHostileProxy, type HostileProxy } from './hostile-proxy.ts';
import { mainJob, type Received } from './main-job.ts';
import { NODE_20, packedArchives, unpack } from './packed.ts';

const run = promisify(execFile);
const require = createRequire(import.meta.url);
const PAGE = readFileSync(join(import.meta.dirname, '../../../docs/clients.md'), 'utf8');
const PROGRAM = join(import.meta.dirname, 'main-job.ts');

/** Each with what it is started with; Deno and Bun come as packages, for this test for Linux on x64 alone. */
const RUNTIMES: [name: string, binary: string, options: string[]][] = [
  ['Node 20', NODE_20, []],
  ['Node 24', process.execPath, []],
  ['Deno', binaryOf('deno-linux-x64', 'deno'), [...asDocumented('deno'), '--cached-only']],
  ['Bun', binaryOf('bun-linux-x64', 'bin/bun'), asDocumented('bun')],
];

/** The options that the page on clients gives. */
function asDocumented(command: string): string[] {
  const [, options] = new RegExp(`^${command} (.*) who-says-what.ts$`, 'm').exec(PAGE)!;
  return options!.split(' ');
}

function binaryOf(name: string, path: string): string {
  return join(dirname(require.resolve(`${name}/package.json`)), path);
}

let api: RunningApi;
let proxy: HostileProxy;
let folder: string;
/** Before the changes that are watched for. */
let position: string;
let expected: Received;
const TOLD = ['Told first.', 'Told second.', 'Told third.'];
beforeAll(async () => {
  api = await startApi();
  const address = await api.app.listen({ port: 0, host: '127.0.0.1' });
  proxy = await startHostileProxy(address);
  position = (await api.ask('{ position }')).data.position;
  for (const [index, summary] of TOLD.entries()) {
    await api.store.db.execute(
      sql`update claims set summary = ${summary} where key = (select key from claims order by key offset ${index} limit 1)`,
    );
  }
  expected = await mainJob(`${address}/graphql`, position, TOLD.length);
  folder = await mkdtemp(join(tmpdir(), 'casus-runtimes-'));
  await unpack(await packedArchives(), folder);
  const { code } = await transform(await readFile(PROGRAM, 'utf8'), { loader: 'ts' });
  await writeFile(
    join(folder, 'program.mjs'),
    `${code}\nconsole.log(JSON.stringify(await mainJob(${asked()})));\n`,
  );
});
afterAll(async () => {
  proxy.close();
  await api.close();
  await rm(folder, { recursive: true });
});

const asked = () => [proxy.url, position, TOLD.length].map((each) => JSON.stringify(each)).join();

test('without anybody in between it gets what the record has', () => {
  expect(expected).toMatchObject({
    figuresByHash: expected.figures,
    backwards: expected.forwards.toReversed(),
    refused: [{ code: 'BAD_USER_INPUT', argument: 'first' }],
    watched: TOLD,
  });
  expect(expected.figures.length).toBeGreaterThan(5);
  expect(expected.forwards.length).toBeGreaterThan(20);
});

test.for(RUNTIMES)(
  '%s gets the same through a proxy that refuses, cuts and repeats',
  async ([name, binary, options], context) => {
    if (binary !== process.execPath && `${process.platform} ${process.arch}` !== 'linux x64') {
      context.skip(`${name} is here for Linux on x64 alone`);
    }
    const { stdout } = await run(binary, [...options, 'program.mjs'], {
      cwd: folder,
      env: { HOME: folder, DENO_DIR: join(folder, '.deno'), NO_COLOR: '1' },
    });
    expect(JSON.parse(stdout)).toEqual(JSON.parse(JSON.stringify(expected)));
  },
);

/** What runtimes at the edge have in common (WinterTC): nothing of Node, nothing of pages. */
const PLATFORM = {
  ...{ AbortController, AbortSignal, Headers, Request, Response, ReadableStream, fetch, crypto },
  ...{ URL, URLSearchParams, TextDecoder, TextEncoder, TypeError, setTimeout, clearTimeout },
};

test('so does a program that has fetch, and nothing but the common platform', async () => {
  const { outputFiles } = await build({
    stdin: {
      contents: `import { mainJob } from './main-job.ts'; result = mainJob(${asked()});`,
      resolveDir: import.meta.dirname,
    },
    bundle: true,
    platform: 'browser',
    format: 'iife',
    write: false,
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  const context = createContext({ ...PLATFORM, result: null });
  runInContext(outputFiles[0]!.text, context);
  const received = await (context['result'] as Promise<Received>);
  expect(JSON.parse(JSON.stringify(received))).toEqual(JSON.parse(JSON.stringify(expected)));
});
