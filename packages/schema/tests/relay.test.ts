import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';

const run = promisify(execFile);

/** The path of its binary for this machine. */
const relayCompiler = createRequire(import.meta.url)('relay-compiler') as string;

let project: string;
beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), 'casus-relay-'));
  await cp(join(import.meta.dirname, 'relay'), join(project, 'src'), { recursive: true });
  await cp(join(import.meta.dirname, '../schema.graphql'), join(project, 'schema.graphql'));
  await mkdir(join(project, 'made'));
  await writeFile(
    join(project, 'relay.config.json'),
    JSON.stringify({
      src: './src',
      schema: './schema.graphql',
      language: 'typescript',
      artifactDirectory: './made',
    }),
  );
});
afterAll(() => rm(project, { recursive: true, force: true }));

test('Relay compiles documents with pages, refetching and nodes against the contract', async () => {
  await run(relayCompiler, ['relay.config.json'], { cwd: project });
  expect((await readdir(join(project, 'made'))).sort()).toEqual([
    'ClaimQuery.graphql.ts',
    'ConflictEventsPaginationQuery.graphql.ts',
    'ConflictEventsQuery.graphql.ts',
    'ConflictEventsRowQuery.graphql.ts',
    'ConflictEvents_conflict.graphql.ts',
    'ConflictEvents_event.graphql.ts',
  ]);
});

test('and refuses one that does not fit', async () => {
  await writeFile(
    join(project, 'src/Wrong.ts'),
    'graphql`query WrongQuery { conflict(slug: "x") { nothing } }`',
  );
  const refused = await run(relayCompiler, ['relay.config.json'], { cwd: project }).catch(
    (error: { stdout: string; stderr: string }) => error,
  );
  expect(refused.stdout + refused.stderr).toContain('nothing');
});
