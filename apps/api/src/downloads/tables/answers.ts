import type { Context } from '@casus/schema/context';
import { pushdownOf } from '@casus/schema/pushdown/statement';
import { schema } from '@casus/schema/schema';
import type { Database } from '@casus/store/engines/database';
import { createLoaders } from '@casus/store/reading/loaders';
import {
  execute,
  getNullableType,
  getVariableValues,
  isInputObjectType,
  isListType,
  parse,
  typeFromAST,
  type GraphQLInputType,
  type OperationDefinitionNode,
  type VariableDefinitionNode,
} from 'graphql';
import { answerBudget } from '../../pipeline/limits/answer-budget.ts';

/** Of one page, which is read whole: the download as a whole is charged and bounded elsewhere. */
const PAGE_LIMITS = { answerFields: Infinity, answerBytes: 100_000_000 };

/** Asks the API's schema on one connection, so that all pages of a file stand at one moment of the database. */
export function questions(text: string): Ask {
  const document = parse(text);
  const { variableDefinitions = [] } = document.definitions[0] as OperationDefinitionNode;
  return async <Data>(db: Database, now: string, args: Record<string, unknown>): Promise<Data> => {
    const given = asSent(variableDefinitions, args);
    const { variableValues, errors } = getVariableValues(schema, variableDefinitions, given);
    if (!variableValues) throw errors[0]!;
    const context = contextOf(db, now);
    const { path, statement } = pushdownOf(schema, document, null, variableValues);
    const json = statement && (await statement.run(context, variableValues.coerced));
    if (json && path === 'pushdown') return JSON.parse(json) as Data;
    const answer = await execute({
      schema,
      document,
      contextValue: context,
      variableValues: given,
      rootValue: json ? JSON.parse(json) : undefined,
    });
    if (answer.errors) throw answer.errors[0]!;
    return answer.data as Data;
  };
}

/** Arguments that were read already, as a client sends them. */
function asSent(
  definitions: readonly VariableDefinitionNode[],
  args: Record<string, unknown>,
): Record<string, unknown> {
  const given = definitions.flatMap(({ variable: { name }, type }) => {
    const value = args[name.value];
    if (value === undefined) return [];
    return [[name.value, sent(value, typeFromAST(schema, type as never) as GraphQLInputType)]];
  });
  return Object.fromEntries(given);
}

function sent(value: unknown, type: GraphQLInputType): unknown {
  const bare = getNullableType(type);
  if (Array.isArray(value) && isListType(bare)) return value.map((each) => sent(each, bare.ofType));
  if (value instanceof Date) {
    const text = value.toISOString();
    return String(bare) === 'Date' ? text.slice(0, 10) : text;
  }
  if (value === null || !isInputObjectType(bare)) return value;
  const fields = Object.values(bare.getFields());
  const of = value as Record<string, unknown>;
  return Object.fromEntries(
    fields.flatMap((field) =>
      of[field.name] === undefined ? [] : [[field.name, sent(of[field.name], field.type)]],
    ),
  );
}

export type Ask = <Data>(
  db: Database,
  now: string,
  given: Record<string, unknown>,
) => Promise<Data>;

/** The database of a request gives up by itself when the request does. */
export const contextOf = (db: Database, now: string): Context => ({
  db,
  loaders: createLoaders(db),
  signal: new AbortController().signal,
  now,
  budget: answerBudget(PAGE_LIMITS),
  followClaims: () => {
    throw new Error('A file subscribes to nothing.');
  },
  lastEventId: null,
});
