import type { Context } from '@casus/schema/context';
import { pushdownOf, type PushdownStatement } from '@casus/schema/pushdown/statement';
import {
  getOperationAST,
  getVariableValues,
  GraphQLError,
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  type VariableValues,
} from 'graphql';
import type { PromiseOrValue } from 'graphql-yoga';
import type { Executions } from '../../operations/execution-metrics.ts';
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
 * One statement that gives the whole answer where all that is asked can be pushed down, else functions that
 * are compiled from the document: interpreting it takes longer than the database does. To make either takes
 * longer than to interpret a document once, so those that come once are interpreted; Yoga's own cache of
 * parsed documents bounds how many are counted.
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

  /** Null where resolvers have to execute it: nothing was executed then. */
  async function pushedDown(
    { schema, document, operationName, contextValue }: ExecutionArgs,
    variables: VariableValues,
  ): Promise<ExecutionResult | null> {
    try {
      const { statement, reasons } = pushdownOf(schema, document, operationName, variables);
      if (statement) return await resultOf(statement, contextValue as Context, variables);
      executions.notPushedDown(document, operationName, reasons);
      return null;
    } catch (error) {
      return { errors: [asGraphQLError(error)] };
    }
  }

  return async (args, interpret) => {
    // Variables that do not fit, and an operation that is not there, are the interpreter's to refuse.
    const variables = isAskedAgain(args) ? coercedVariables(args) : null;
    if (variables) {
      const result = await pushedDown(args, variables);
      if (result) {
        executions.executed('pushdown');
        return result;
      }
    }
    executions.executed('resolvers');
    const { schema, document, operationName, contextValue } = args;
    const compiled = variables && compiledOf(schema, document, operationName ?? null);
    if (!compiled) return interpret(args);
    // As they were given: it reads them itself, and would refuse a day that is read already.
    return compiled(contextValue, { ...variables.coerced, ...args.variableValues });
  };
}

/** Null where the statement cannot answer these values, a cursor of another list, say. */
async function resultOf(
  statement: PushdownStatement,
  context: Context,
  { coerced }: VariableValues,
): Promise<ExecutionResult | null> {
  const json = await statement.run(context, coerced);
  return json === null ? null : new SerialisedResult(json);
}

/** With the defaults of the document, which the compilers would not read as the scalars they are. */
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

/** What is not meant for clients is masked like all else. */
function asGraphQLError(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error;
  return new GraphQLError('The statement failed.', { originalError: error as Error });
}
