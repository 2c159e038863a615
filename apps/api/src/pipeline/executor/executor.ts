import type { Context } from '@casus/schema/context';
import { positionOf } from '@casus/schema/entities/position';
import { pushdownOf } from '@casus/schema/pushdown/statement';
import {
  getOperationAST,
  getVariableValues,
  GraphQLError,
  valueFromASTUntyped,
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  type VariableValues,
} from 'graphql';
import type { PromiseOrValue } from 'graphql-yoga';
import type { Executions } from '../../operations/execution-metrics.ts';
import { asksPosition } from './asks-position.ts';
import { operationCompiler } from './compiled-operations.ts';
import { SerialisedResult } from './serialised-result.ts';

/** How often a document is interpreted before a statement or functions are made for it. */
const COMPILE_AFTER = 2;

/** Characters of the documents that are compiled to functions. */
const COMPILED_CHARACTERS = 1_000_000;

/** Executes a query or mutation. `interpret` is the executor that Yoga has; whichever executes, it does so once. */
export type Executor = (
  args: ExecutionArgs,
  interpret: (args: ExecutionArgs) => PromiseOrValue<ExecutionResult>,
) => Promise<ExecutionResult>;

/**
 * One statement that gives the whole answer where all that is asked can be pushed down; else functions that are compiled
 * from the document, over the rows that one statement brings where some of it can: interpreting it takes longer than the
 * database does. To make either takes longer than to interpret a document once, so those that come once are interpreted;
 * Yoga's own cache of parsed documents bounds how many are counted.
 */
export function createExecutor(executions: Executions): Executor {
  const timesAsked = new WeakMap<DocumentNode, number>();
  const compiledOf = operationCompiler(COMPILED_CHARACTERS);

  function isAskedAgain({ document, operationName }: ExecutionArgs): boolean {
    const times = (timesAsked.get(document) ?? 0) + 1;
    timesAsked.set(document, times);
    if (times > COMPILE_AFTER) return true;
    executions.notPushedDown(document, operationName, ['first asked']);
    return false;
  }

  return async (args, interpret) => {
    const { schema, document, operationName } = args;
    const context = args.contextValue as Context;
    // Variables that do not fit, and an operation that is not there, are the interpreter's to refuse.
    const variables = isAskedAgain(args) ? coercedVariables(args) : null;
    let rows: string | null = null;
    if (variables) {
      try {
        const { path, statement, reasons } = pushdownOf(schema, document, operationName, variables);
        if (reasons) executions.notPushedDown(document, operationName, reasons);
        // Null where it is of no use with these values, a cursor of another list, say: nothing was executed then.
        const json = statement ? await statement.run(context, variables.coerced) : null;
        if (json !== null && path === 'pushdown') {
          executions.executed('pushdown');
          return new SerialisedResult(json);
        }
        rows = json;
      } catch (error) {
        return { errors: [asGraphQLError(error)] };
      }
    }
    executions.executed(rows === null ? 'resolvers' : 'mixed');
    // A failure is the field's own to tell.
    if (rows === null && asksPosition(document, operationName))
      await positionOf(context).catch(() => {});
    const rootValue: unknown = rows === null ? args.rootValue : JSON.parse(rows);
    const compiled = variables && compiledOf(schema, document, operationName ?? null, variables);
    if (!compiled) return interpret({ ...args, rootValue });
    return compiled(rootValue, context, givenVariables(args));
  };
}

/** With the defaults of the document. */
function coercedVariables({
  schema,
  document,
  operationName,
  variableValues,
}: ExecutionArgs): VariableValues | null {
  const operation = getOperationAST(document, operationName);
  if (!operation) return null;
  const definitions = operation.variableDefinitions ?? [];
  return getVariableValues(schema, definitions, variableValues ?? {}).variableValues ?? null;
}

/**
 * The variables as a client would give all of them: graphql-jit reads them itself. It does not read defaults as the
 * scalars they are, and would refuse a day that is read already.
 */
function givenVariables({ document, operationName, variableValues }: ExecutionArgs) {
  const definitions = getOperationAST(document, operationName)?.variableDefinitions ?? [];
  const defaults = definitions.flatMap(({ variable, defaultValue }) =>
    defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)] as const] : [],
  );
  return { ...Object.fromEntries(defaults), ...variableValues };
}

/** What is not meant for clients is masked like all else. */
function asGraphQLError(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error;
  return new GraphQLError('The statement failed.', { originalError: error as Error });
}
