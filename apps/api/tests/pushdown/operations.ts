import { schema } from '@casus/schema/schema';
import {
  getNamedType,
  getNullableType,
  getOperationAST,
  isEnumType,
  isListType,
  isNonNullType,
  parse,
  separateOperations,
  typeFromAST,
  type DocumentNode,
  type GraphQLInputType,
} from 'graphql';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { publishedQueries } from '../../src/downloads/published-queries.ts';
import { WORKED_QUESTIONS } from '../../src/playground/worked-questions.ts';

const SITE = join(import.meta.dirname, '../../../web/src');
const ENTITIES = join(import.meta.dirname, '../../src/downloads/entities');

/** An operation that people send, with values for its variables. */
export interface Operation {
  name: string;
  document: DocumentNode;
  variables: Record<string, unknown>;
}

/** The queries of the site, of the playground's tabs and of the downloads of entities, by where they are. */
export function realOperations(): Record<'site' | 'playground' | 'downloads', Operation[]> {
  return {
    site: queriesIn(documentsOfSite()),
    playground: queriesIn(documentsIn(WORKED_QUESTIONS.map(({ query }) => query).join('\n'))),
    downloads: [...publishedQueries(ENTITIES)].map(([name, { document }]) => ({
      name,
      document,
      variables: variablesOf(document, name),
    })),
  };
}

/** Every document of the site, as its pages send them: each operation with its fragments. */
export function documentsOfSite(): [name: string, document: DocumentNode][] {
  const texts = globSync('{lib,routes}/**/*.ts', { cwd: SITE }).flatMap((file) =>
    [...readFileSync(join(SITE, file), 'utf8').matchAll(/\bgraphql\(`([^`]*)`\)/g)].map(
      ([, text]) => text!,
    ),
  );
  return documentsIn(texts.join('\n'));
}

const documentsIn = (text: string) => Object.entries(separateOperations(parse(text)));

const queriesIn = (documents: [name: string, document: DocumentNode][]): Operation[] =>
  documents
    .filter(([name, document]) => getOperationAST(document, name)!.operation === 'query')
    .map(([name, document]) => ({ name, document, variables: variablesOf(document, name) }));

/** All that must be given, and nothing else: what is asked for when a condition holds is asked for. */
function variablesOf(document: DocumentNode, name: string): Record<string, unknown> {
  const definitions = getOperationAST(document, name)!.variableDefinitions ?? [];
  return Object.fromEntries(
    definitions
      .filter(({ defaultValue }) => !defaultValue)
      .map(({ variable, type }) => [
        variable.name.value,
        IDS[variable.name.value] ?? valueOf(typeFromAST(schema, type as never) as GraphQLInputType),
      ]),
  );
}

/** By a variable's name: ids or slugs of what it names, which is not always a conflict. */
const IDS: Record<string, string | string[]> = {
  actor: 'QWN0b3I6eA',
  claimants: ['government-of-kyrgyzstan', 'government-of-tajikistan'],
  place: 'UGxhY2U6eA',
};

const VALUES: Record<string, unknown> = {
  String: 'x',
  ID: 'Q29uZmxpY3Q6eA',
  Int: 3,
  Float: 1,
  Boolean: true,
  DateTime: '2022-09-16T23:59:59Z',
  Date: '2022-09-16',
  // Of the clock that is asked unless another is named.
  ChangeKind: 'ASSERTED',
};

function valueOf(type: GraphQLInputType): unknown {
  if (!isNonNullType(type)) return null;
  const inner = getNullableType(type);
  if (isListType(inner)) return [valueOf(inner.ofType)];
  const named = getNamedType(inner);
  return VALUES[named.name] ?? (isEnumType(named) ? named.getValues()[0]!.name : {});
}
