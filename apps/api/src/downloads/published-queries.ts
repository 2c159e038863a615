import type { Context } from '@casus/schema/context';
import { schema } from '@casus/schema/schema';
import { concatAST, execute, parse, print, separateOperations, type DocumentNode } from 'graphql';
import { costOf } from '../pipeline/limits/cost-of.ts';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Queries in files of their own, each with the fragments it uses and no others. */
export function publishedQueries(folder: string): ReadonlyMap<string, PublishedQuery> {
  const documents = readdirSync(folder)
    .filter((name) => name.endsWith('.graphql'))
    .map((name) => parse(readFileSync(join(folder, name), 'utf8')));
  const operations = Object.entries(separateOperations(concatAST(documents)));
  return new Map(
    operations.map(([name, document]) => [name, { document, text: print(document) }] as const),
  );
}

export interface PublishedQuery {
  document: DocumentNode;
  /** As anyone may send it to the API. */
  text: string;
}

/** As GraphQL charges it. */
export function costOfQuery(
  { document }: PublishedQuery,
  variableValues: Record<string, unknown>,
): number {
  return costOf({ schema, document, operationName: undefined, variableValues });
}

/** The API's own answer, without a client between; a field that fails fails it whole. */
export async function answerTo<Data>(
  { document }: PublishedQuery,
  variableValues: Record<string, unknown>,
  contextValue: Context,
): Promise<Data> {
  const { data, errors } = await execute({ schema, document, variableValues, contextValue });
  if (contextValue.budget.refusal) throw contextValue.budget.refusal;
  if (errors) throw errors[0]!.originalError ?? errors[0]!;
  return data as Data;
}
