import { startApi, type RunningApi } from '../../../apps/api/tests/api.ts';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import { assertEnumType, assertUnionType, buildSchema, parse, validate } from 'graphql';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ENTITIES, FOUND } from '../src/entities.ts';
import { createMcpServer } from '../src/server.ts';
import { TOOLS } from '../src/tools.ts';

const SITE = 'https://casus.example';
const ASKED: Record<string, object> = {
  search: { query: 'Баткен' },
  list_conflicts: {},
  get_conflict: { slug: 'kyrgyzstan-tajikistan', language: 'ky' },
  who_says_how_many: { slug: 'kyrgyzstan-tajikistan', asOf: '2022-09-18T23:59:59Z' },
  list_claims: {
    conflict: 'kyrgyzstan-tajikistan',
    metric: 'EVACUATED',
    saidAfter: '2022-09-01T00:00:00Z',
  },
  trace_claim: { slug: 'kgz-tjk-fled-18500' },
  list_agreements: {},
  get_agreement: { slug: 'kyrgyzstan-tajikistan-ceasefire-2022-09-16' },
  list_events: { country: 'KG', from: '2021-04-01', to: '2022-12-31' },
  get_event: { slug: 'kgz-tjk-2022-09-fighting', asOf: '2022-09-18T23:59:59Z' },
  read_report: { slug: 'kgz-tjk-report-2022-09-16', first: 5 },
  what_changed: { since: '2022-09-16T00:00:00Z', until: '2022-09-17T00:00:00Z' },
  list_datasets: {},
};

let api: RunningApi;
let url: string;
let client: Client;
beforeAll(async () => {
  api = await startApi();
  url = `${await api.app.listen({ port: 0, host: 'localhost' })}/graphql`;
  const [ours, theirs] = InMemoryTransport.createLinkedPair();
  await createMcpServer({ url, site: SITE }).connect(theirs);
  client = new Client({ name: 'test', version: '1' });
  await client.connect(ours);
});
afterAll(async () => {
  await client.close();
  await api.close();
});

async function call(name: string, given: object): Promise<{ text: string; isError: boolean }> {
  const { content, isError = false } = await client.callTool({
    name,
    arguments: given as Record<string, unknown>,
  });
  return { text: (content as { text: string }[])[0]!.text, isError: Boolean(isError) };
}

test('what a tool does not take is refused, and not left out in silence', async () => {
  const { text, isError } = await call('list_events', { countries: ['KG'] });
  expect(isError).toBe(true);
  expect(text).toContain('countries');
  const { tools } = await client.listTools();
  expect(tools.filter(({ inputSchema }) => inputSchema['additionalProperties'] !== false)).toEqual(
    [],
  );
});

test('a figure tells the time and the place that it is bounded to', async () => {
  const { text } = await call('who_says_how_many', { slug: 'kyrgyzstan-tajikistan' });
  const { conflict } = JSON.parse(text) as {
    conflict: { figures: { period: { edtf: string } | null; place: { name: string } | null }[] };
  };
  const bounds = conflict.figures.map(({ period, place }) => [period?.edtf, place?.name]);
  expect(bounds.some(([period]) => period)).toBe(true);
  expect(bounds.some(([, place]) => place)).toBe(true);
});

test('a dozen tools and more, each of which only reads and explains itself', async () => {
  const { tools } = await client.listTools();
  expect(tools.map(({ name }) => name)).toEqual(Object.keys(ASKED));
  expect(tools.length).toBeGreaterThanOrEqual(12);
  for (const { annotations, description } of tools) {
    expect(annotations).toMatchObject({ readOnlyHint: true, destructiveHint: false });
    expect(description!.length).toBeGreaterThan(30);
  }
  expect(client.getInstructions()).toContain('Never add up');
});

const contract = buildSchema(
  await readFile(join(import.meta.dirname, '../../schema/schema.graphql'), 'utf8'),
);

test('their questions are the contract’s', () => {
  for (const { name, document } of TOOLS) {
    expect([name, validate(contract, parse(document))]).toEqual([name, []]);
  }
});

test('whatever the API finds is found, by what it is called', () => {
  const types = assertEnumType(contract.getType('SearchType')).getValues();
  expect(FOUND.toSorted()).toEqual(types.map(({ name }) => name).toSorted());
  const results = assertUnionType(contract.getType('SearchResult')).getTypes();
  const known = Object.entries(ENTITIES).flatMap(([type, { known }]) => (known ? type : []));
  expect(known.toSorted()).toEqual(results.map(({ name }) => name).toSorted());
});

/** Every object of a type in an answer. */
function* ofType(type: string, answer: unknown): Generator<Record<string, unknown>> {
  if (answer === null || typeof answer !== 'object') return;
  if ((answer as { __typename?: string }).__typename === type) {
    yield answer as Record<string, unknown>;
  }
  for (const value of Object.values(answer)) yield* ofType(type, value);
}

describe('each answers of the record', () => {
  test.each(Object.entries(ASKED))('%s', async (name, given) => {
    const { text, isError } = await call(name, given);
    expect(isError, text).toBe(false);
    const answer = JSON.parse(text) as { asOf: string };
    expect(Date.parse(answer.asOf)).not.toBeNaN();
    for (const claim of ofType('Claim', answer)) {
      expect(claim['claimant']).toMatchObject({ name: expect.any(String) });
      expect(claim['permalink']).toBe(
        `${SITE}/claims/${claim['slug']}?asOf=${encodeURIComponent(answer.asOf)}`,
      );
    }
  });

  test('numbers come with who says them, as of the moment that was asked for', async () => {
    const { text } = await call('who_says_how_many', {
      ...ASKED['who_says_how_many'],
      metric: 'DEATHS',
    });
    const attributed = [...ofType('Claim', JSON.parse(text))].map(({ claimant, quantity }) => [
      (claimant as { name: string }).name,
      (quantity as { best: number } | null)?.best ?? null,
    ]);
    expect(attributed).toContainEqual(['Health Ministry of Kyrgyzstan', 36]);
    expect(attributed).toContainEqual(['Foreign Ministry of Tajikistan', 35]);
  });
});

describe('what cannot be answered is an error that says what to do', () => {
  test.each([
    ['get_conflict', { slug: 'nowhere' }, 'Find it with search'],
    ['list_claims', { claimant: 'nobody' }, 'BAD_USER_INPUT'],
    ['list_claims', { first: 1000 }, 'first'],
    ['who_says_how_many', { slug: 'x', asOf: 'yesterday' }, 'asOf'],
  ])('%s of %j: %s', async (name, given, words) => {
    const { text, isError } = await call(name, given);
    expect(isError).toBe(true);
    expect(text).toContain(words);
  });
});

test('it speaks over standard input and output', async () => {
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [join(import.meta.dirname, '../src/cli.ts'), '--url', url, '--site', SITE],
  });
  const other = new Client({ name: 'test', version: '1' });
  await other.connect(transport);
  const { content } = await other.callTool({ name: 'search', arguments: { query: 'Batken' } });
  expect((content as { text: string }[])[0]!.text).toContain(`${SITE}/places/batken-region`);
  await other.close();
});
