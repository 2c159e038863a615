import { schema } from '@casus/schema/schema';
import { getOperationAST, parse, separateOperations, type DocumentNode } from 'graphql';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mixedMoments } from '../src/pipeline/moments/mixed-moments.ts';
import { WORKED_QUESTIONS } from '../src/playground/worked-questions.ts';
import { startApi, type RunningApi } from './api.ts';
import { documentsOfSite } from './pushdown/operations.ts';

const ROOT = join(import.meta.dirname, '../../..');
const GRAPHQL_FILES = [
  'packages/client/src/documents/*.graphql',
  'apps/api/src/downloads/entities/*.graphql',
  'apps/api/src/feeds/queries/*.graphql',
];
const BLOCK = /```graphql\n(.*?)```/gs;
const PROSE = ['README.md', 'docs/*.md', 'packages/client/README.md', 'apps/api/README.md'];

const textOf = (pattern: string) =>
  globSync(pattern, { cwd: ROOT }).map((file) => readFileSync(join(ROOT, file), 'utf8'));
const separated = (text: string) => Object.entries(separateOperations(parse(text)));

/** What people are shown or given to ask, each operation with its fragments. */
const DOCUMENTS: [name: string, document: DocumentNode][] = [
  ...documentsOfSite(),
  ...separated(WORKED_QUESTIONS.map(({ query }) => query).join('\n')),
  ...GRAPHQL_FILES.flatMap((pattern) => separated(textOf(pattern).join('\n'))),
  ...PROSE.flatMap((pattern) =>
    textOf(pattern)
      .flatMap((text) => [...text.matchAll(BLOCK)].map(([, block]) => block!))
      .flatMap(separated)
      .map(([name, document]): [string, DocumentNode] => [`${pattern} ${name}`.trim(), document]),
  ),
];

test.each(DOCUMENTS)('%s mixes no moments, whatever variables it is given', (_, document) => {
  const operation = getOperationAST(document)!;
  const given = Object.fromEntries(
    (operation.variableDefinitions ?? []).map(({ variable }) => [variable.name.value, 'given']),
  );
  expect(mixedMoments(schema, document, operation, given)).toEqual([]);
});

describe('an operation that mixes moments in silence', () => {
  let api: RunningApi;
  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api.close());

  const THEN = '2022-06-01T00:00:00Z';

  test('is refused whole, with the words to add', async () => {
    const { data, errors } = await api.ask(
      `{ events(asOf: "${THEN}", first: 1) { nodes { slug deaths { best } } } }`,
    );
    expect(data).toBeUndefined();
    expect(errors).toEqual([
      {
        message: `Event.deaths has no asOf, below Query.events, which is asked as of "${THEN}". Give it asOf: "${THEN}" to ask as of the same moment, or asOf: null if now is meant.`,
        locations: [{ line: 1, column: 65 }],
        extensions: { code: 'MOMENTS_MIXED', field: 'Event.deaths', below: 'Query.events' },
      },
    ]);
  });

  test('is answered once it says what is meant', async () => {
    const asked = `query ($then: DateTime, $below: DateTime) {
      events(asOf: $then, first: 1) { nodes { deaths(asOf: $below) { best } } } }`;
    const ask = async (variables: Record<string, unknown>) =>
      (await api.ask(asked, variables)).errors;
    expect(await ask({ then: THEN, below: THEN })).toEqual([]);
    expect(await ask({ then: THEN, below: null })).toEqual([]);
    expect(await ask({ then: null })).toEqual([]);
    expect(await ask({})).toEqual([]);
    expect(await ask({ then: THEN })).toMatchObject([{ extensions: { code: 'MOMENTS_MIXED' } }]);
  });
});
