import { startApi, type RunningApi } from '../../../apps/api/tests/api.ts';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { NODE_20, packedArchives, shellEnvironment, unpack } from './packed.ts';
import { startRegistry } from './registry.ts';

const run = promisify(execFile);
const PACKAGE = join(import.meta.dirname, '..');
const ROOT = join(PACKAGE, '../..');
const require = createRequire(import.meta.url);

/** That the types of a small program may cost a compiler, with those of urql and of the platform. */
const INSTANTIATIONS = 40_000;

let folder: string;
let tarball: string;
let contract: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'casus-client-'));
  ({ client: tarball, contract } = await packedArchives());
});
afterAll(() => rm(folder, { recursive: true }));

test('publint finds nothing in what is published', async () => {
  const file = await readFile(tarball);
  const bytes = file.buffer.slice(
    file.byteOffset,
    file.byteOffset + file.byteLength,
  ) as ArrayBuffer;
  const { messages, pkg } = await publint({ pack: { tarball: bytes }, strict: true });
  expect(messages.map((message) => formatMessage(message, pkg as Record<string, unknown>))).toEqual(
    [],
  );
});

test('the types are right for whoever imports it', async () => {
  const cli = join(require.resolve('@arethetypeswrong/cli/package.json'), '../dist/index.js');
  const { stdout } = await run(process.execPath, [
    cli,
    tarball,
    '--profile',
    'esm-only',
    '--no-color',
    // It is data for servers, without types.
    ...['--exclude-entrypoints', 'documents.json'],
  ]);
  // It ends with an error where there is a problem.
  expect(stdout).toMatch(/"@casus\/client\/documents" +│ 🟢 \(ESM\) +│ 🟢/);
});

describe('installed from its archive', () => {
  let api: RunningApi;
  let address: string;
  let page: string;
  let home: string;
  let registry: Awaited<ReturnType<typeof startRegistry>>;
  beforeAll(async () => {
    api = await startApi();
    address = await api.app.listen({ port: 0, host: 'localhost' });
    page = await readFile(join(ROOT, 'docs/quickstart.md'), 'utf8');
    home = join(folder, 'casus-hello');
    registry = await startRegistry([tarball, contract], folder);
  });
  afterAll(async () => {
    registry.close();
    await api.close();
  });

  const blocks = (language: string): string[] =>
    [...page.matchAll(new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\``, 'gm'))].map(
      ([, text]) => text!,
    );

  async function shell(commands: string): Promise<string> {
    const { stdout } = await run('sh', ['-e', '-c', commands], {
      cwd: existsSync(home) ? home : folder,
      env: shellEnvironment(folder, { npm_config_registry: registry.address }),
    });
    return stdout;
  }

  test('the quickstart, followed word for word in an empty folder, prints what it says', async () => {
    const [install, compile] = blocks('sh');
    const [program] = blocks('ts');
    const name = /Save this as `([^`]+)`/.exec(page)![1]!;
    if (existsSync(NODE_20)) expect(await shell('node --version')).toMatch(/^v20\./);
    await shell(install!);
    await writeFile(join(home, name), program!.replaceAll('http://localhost:4000', address));
    expect(await shell(compile!)).toBe(blocks('text')[0]);
  });

  test('before a registry has it, its archives are installed as the page says', async () => {
    const project = await mkdtemp(join(folder, 'from-a-clone-'));
    const [command] = /npm install \S+casus-client.tgz \S+casus-contract.tgz/.exec(page)!;
    const packed = command
      .replace(/\S+casus-client.tgz/, tarball)
      .replace(/\S+casus-contract.tgz/, contract);
    const program = `import { createClient } from '@casus/client';
      const { data } = await createClient({ url: '${address}/graphql' }).query('{ __typename }');
      console.log(JSON.stringify(data));`;
    await writeFile(join(project, 'program.mjs'), program);
    const commands = `cd ${project}; npm init -y; ${packed}; node program.mjs`;
    expect(await shell(commands)).toMatch(/\{"__typename":"Query"\}\n$/);
  });

  test('the doctor, asked as the page on clients has it, examines the same folder', async () => {
    const clients = await readFile(join(ROOT, 'docs/clients.md'), 'utf8');
    const [command] = /npx @casus\/client doctor --url [^`]+/.exec(clients)!;
    const [asked] = [command.replace('http://localhost:4000', address)];
    await mkdir(join(home, 'src'));
    await writeFile(
      join(home, 'src/mine.graphql'),
      'query Mine { conflicts { nodes { slug nothing } } }',
    );
    const examined = shell(asked);
    await expect(examined).rejects.toMatchObject({ stdout: expect.stringContaining('nothing') });
    await writeFile(join(home, 'src/mine.graphql'), 'query Mine { conflicts { nodes { slug } } }');
    expect(await shell(asked)).toContain('1 operation');
  });

  test.each(['typescript-5', 'typescript', 'typescript-7'])(
    'its types hold on %s, with every check on',
    async (compiler) => {
      const project = await mkdtemp(join(folder, 'types-'));
      await unpack({ client: tarball, contract }, project);
      await cp(join(PACKAGE, 'tests/consumer.ts'), join(project, 'consumer.ts'));
      const tsc = join(require.resolve(`${compiler}/package.json`), '../bin/tsc');
      const flags = ['--noEmit', '--strict', '--exactOptionalPropertyTypes', '--target', 'es2022'];
      const checked = await run(
        process.execPath,
        [tsc, ...flags, '--module', 'nodenext', '--extendedDiagnostics', 'consumer.ts'],
        { cwd: project },
      ).catch(({ stdout }: { stdout: string }) => ({ stdout }));
      expect(checked.stdout).not.toContain('error TS');
      // What an editor has to make of the types with each key that is pressed, whatever the machine.
      const [, instantiations] = /Instantiations:\s+(\d+)/.exec(checked.stdout)!;
      expect(Number(instantiations)).toBeLessThan(INSTANTIATIONS);
    },
  );
});
