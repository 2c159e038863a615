import type { Context } from '@casus/schema/context';
import { pushdownOf } from '@casus/schema/pushdown/statement';
import { outageOf, statementGivenUp } from '@casus/store/store-error';
import type { DocumentNode, GraphQLSchema, VariableValues } from 'graphql';
import type { Executions } from '../operations/execution-metrics.ts';
import { operationCompiler } from './operation-compiler.ts';
import { written, writtenBy, type WrittenResult } from './written-answer.ts';

/** Characters of the documents that are compiled to functions. */
const COMPILED = 1_000_000;

/**
 * Answers an operation without interpreting it. Null where the interpreter has to: it alone tells where
 * in the document an error is.
 * @throws where the database gave up, or is away: the interpreter would ask it as long again, for nobody;
 * GraphQLError where the answer has more than its budget.
 */
export type ReadyAnswer = (context: Context) => Promise<WrittenResult | null>;

/** Gives the answer to an operation of these variables; null where there is none but the interpreter's. */
export type ReadyAnswers = (
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null | undefined,
  variables: VariableValues,
) => ReadyAnswer | null;

/** One statement that writes the whole answer where all that is asked can be pushed down, else functions. */
export function readyAnswers(executions: Executions): ReadyAnswers {
  const compiledOf = operationCompiler(COMPILED);
  return (schema, document, operationName, variables) => {
    const { statement, reasons } = pushdownOf(schema, document, operationName, variables);
    if (statement) {
      return async (context) => {
        const answer = await writtenBy(statement, context, variables);
        if (answer) executions.executed('pushdown');
        return answer;
      };
    }
    executions.notPushedDown(document, operationName, reasons);
    const compiled = compiledOf(schema, document, operationName ?? null);
    return (
      compiled &&
      (async (context) => {
        const answer = await compiled.query(undefined, context, variables.coerced);
        const fatal = answer.errors?.find(
          ({ originalError }) => statementGivenUp(originalError) || outageOf(originalError),
        );
        // What still ran was given up with it.
        if (context.budget.refusal) throw context.budget.refusal;
        if (fatal) throw fatal.originalError!;
        if (answer.errors) return null;
        executions.executed('resolvers');
        return written(answer.data, context.budget);
      })
    );
  };
}
