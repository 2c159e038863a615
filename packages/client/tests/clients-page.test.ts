import { startApi, type RunningApi } from '../../../apps/api/tests/api.ts';
import type { ApolloClient } from '@apollo/client';
import type { Client } from '@urql/core';
import { parse } from 'graphql';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';

const PAGE = readFileSync(new URL('../../../docs/clients.md', import.meta.url), 'utf8');

let api: RunningApi;
let address: string;
let folder: string;
beforeAll(async () => {
  api = await startApi();
  address = await api.app.listen({ port: 0, host: 'localhost' });
  // Beside the packages that the page's examples import.
  folder = await mkdtemp(join(import.meta.dirname, '.clients-page-'));
});
afterAll(async () => {
  await api.close();
  await rm(folder, { recursive: true });
});

/** The examples in one language under a heading of the page, as for this server. */
function examples(heading: string, language: string): string[] {
  const section = PAGE.split(/^## /m).find((part) => part.startsWith(`${heading}\n`))!;
  return [...section.matchAll(new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\``, 'gm'))].map(
    ([, code]) => code!.replaceAll('http://localhost:4000', address),
  );
}

async function run<Exports>(heading: string, exported: string): Promise<Exports> {
  const file = join(folder, `${heading.replaceAll(/\W/g, '-')}.mjs`);
  await writeFile(file, `${examples(heading, 'js').join('\n')}\nexport { ${exported} };\n`);
  return (await import(file)) as Exports;
}

/** It comes to entities through an interface and a union, and to types without an id. */
const QUESTION = `query ($id: ID!) {
  node(id: $id) {
    __typename
    id
    ... on Conflict {
      name
      claims(first: 3) {
        edges { cursor node { id quantity { low high } subject { __typename ... on Event { id name } ... on Conflict { id name } ... on Agreement { id name } } } }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
}`;

async function conflictId(): Promise<string> {
  const { data } = await api.ask('{ conflict(slug: "kyrgyzstan-tajikistan") { id } }');
  return data.conflict.id;
}

/** What the API gives, as no client changed it. */
async function expected(id: string): Promise<unknown> {
  return (await api.ask(QUESTION, { id })).data;
}

test('Apollo Client keeps what interfaces and unions hold', async () => {
  const { client, growing } = await run<{ client: ApolloClient; growing: object }>(
    'Apollo Client',
    'client, growing',
  );
  expect(growing).toHaveProperty('Query.fields.claims.keyArgs');
  const id = await conflictId();
  const { data } = await client.query({ query: parse(QUESTION), variables: { id } });
  expect(data).toMatchObject((await expected(id)) as object);
});

test('urql’s graphcache keeps all of it, and has nothing to warn of', async () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
  const { client } = await run<{ client: Client }>('urql', 'client');
  const id = await conflictId();
  const { data, error } = await client.query(QUESTION, { id });
  expect(error).toBeUndefined();
  expect(data).toMatchObject((await expected(id)) as object);
  expect(warn.mock.calls).toEqual([]);
});

test('graphql-codegen makes text of a DateTime', async () => {
  const [config] = examples('graphql-codegen', 'json');
  const project = join(folder, 'codegen');
  await mkdir(join(project, 'src'), { recursive: true });
  await writeFile(join(project, 'codegen.json'), config!);
  await writeFile(
    join(project, 'src/question.ts'),
    `import { graphql } from './gql';
export const question = graphql(\`query Said { claims(first: 1) { nodes { metric assertedAt { latest } } } }\`);
`,
  );
  const cli = createRequire(import.meta.url).resolve('@graphql-codegen/cli/package.json');
  await promisify(execFile)(
    process.execPath,
    [join(cli, '../cjs/bin.js'), '--config', 'codegen.json'],
    {
      cwd: project,
    },
  );
  const types = await readFile(join(project, 'src/gql/graphql.ts'), 'utf8');
  expect(types).toMatch(/latest: string/);
});
