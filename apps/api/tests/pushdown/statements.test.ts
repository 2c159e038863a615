import { schema } from '@casus/schema/schema';
import { Kind, print, visit, type DocumentNode, type FieldNode } from 'graphql';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApi, type RunningApi } from '../api.ts';
import { importReleases } from '../releases.ts';
import { realOperations, type Operation } from './operations.ts';
import { exampleSlug } from './random-question.ts';

/** By where an operation is and its name: how many statements it takes where that is more than one. */
const LIST = new URL('./statements.json', import.meta.url);
const listed = JSON.parse(readFileSync(LIST, 'utf8')) as Record<string, Record<string, number>>;

let api: RunningApi;
beforeAll(async () => {
  api = await startApi();
  await importReleases(api.store, '22.1', '23.1');
});
afterAll(() => api.close());

/** What the record has an answer to. */
const VALUES: Record<string, unknown> = {
  conflict: 'kyrgyzstan-tajikistan',
  actor: 'government-of-kyrgyzstan',
  place: 'kyrgyzstan',
  query: 'batken',
  by: ['COUNTRY'],
  rows: 1000,
  squares: 200,
  first: 20,
  since: '2022-09-15T00:00:00Z',
  from: '2022-01-01',
  to: '2022-12-31',
};

/** Where the slug of the example has nothing to tell. */
const SLUGS: Record<string, string> = { EventEstimate: 'ucdp:ged:396873' };

/** Where from and to are releases, not days. */
const RELEASES: Record<string, object> = {
  ReleaseComparison: { from: 'ucdp:ged@22.1', to: 'ucdp:ged@23.1' },
};

/** Of what the operation asks for by its slug, the one that the record has. */
function slugIn(document: DocumentNode): string {
  const roots = schema.getQueryType()!.getFields();
  let slug: string | null = null;
  visit(document, {
    Argument: ({ name, value }, _key, _parent, _path, ancestors) => {
      if (name.value !== 'slug' || value.kind !== Kind.VARIABLE || slug) return;
      const field = ancestors.findLast(isField)!;
      if (roots[field.name.value]) slug = exampleSlug(roots[field.name.value]!);
    },
  });
  return slug!;
}

const isField = (node: unknown): node is FieldNode => (node as FieldNode).kind === Kind.FIELD;

function valuesOf({ name, document, variables }: Operation): Record<string, unknown> {
  const given = Object.keys(variables).filter(
    (variable) => variable in VALUES && variables[variable] !== null,
  );
  return {
    ...variables,
    ...Object.fromEntries(given.map((variable) => [variable, VALUES[variable]])),
    ...('slug' in variables ? { slug: SLUGS[name] ?? slugIn(document) } : {}),
    ...RELEASES[name],
  };
}

const ASKED_BEFORE = 3;

const found: typeof listed = {};

test('every operation that people send is answered', async () => {
  for (const [place, operations] of Object.entries(realOperations())) {
    for (const operation of operations) {
      const query = print(operation.document);
      const values = valuesOf(operation);
      for (let asked = 0; asked < ASKED_BEFORE; asked += 1) await api.ask(query, values);
      api.statements();
      const { errors } = await api.ask(query, values);
      expect({ name: operation.name, errors }).toEqual({ name: operation.name, errors: [] });
      const sent = api.statements().length;
      expect(sent).toBeGreaterThan(0);
      if (sent > 1) (found[place] ??= {})[operation.name] = sent;
    }
  }
});

test('each takes one statement, or no more than listed', () => {
  // Push down what takes more: the numbers never grow.
  expect(found).toEqual(listed);
});
