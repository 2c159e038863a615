import type { Context } from '@casus/schema/context';
import {
  getOperationAST,
  getVariableValues,
  type DocumentNode,
  type ExecutionArgs,
  type VariableValues,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Executions } from '../operations/execution-metrics.ts';
import type { ServerContext } from './use-operation-notes.ts';
import type { KnownQuestions } from './known-questions.ts';
import type { ReadyAnswers } from './ready-answers.ts';

/** How often a document must have been asked before it is compiled. */
const ASKED_BEFORE = 2;

/**
 * Compiles the documents that are asked again and again: to one statement that writes the whole
 * answer where all that is asked can be pushed down, else to functions; interpreting the query
 * takes longer than the database does. Compiling one takes longer than running it once, so documents
 * that come once are interpreted; Yoga's own cache of parsed documents bounds how many are known.
 */
export function useCompiled(
  readyFor: ReadyAnswers,
  questions: KnownQuestions,
  executions: Executions,
): Plugin<ServerContext> {
  const timesAsked = new WeakMap<DocumentNode, number>();
  return {
    onExecute({ args, context, executeFn, setExecuteFn }) {
      const { failure } = context;
      if (failure) {
        setExecuteFn(() => {
          throw failure;
        });
        return;
      }
      const { schema, document, operationName } = args;
      const times = (timesAsked.get(document) ?? 0) + 1;
      timesAsked.set(document, times);
      // Until it is known to be executed otherwise.
      setExecuteFn((execution) => {
        executions.executed('resolvers');
        return executeFn(execution);
      });
      if (times <= ASKED_BEFORE) {
        executions.notPushedDown(document, operationName, ['first asked']);
        return;
      }
      // Those that do not fit, and an operation that is not there, are the interpreter's to refuse: the compilers have words of their own.
      const variables = coercedVariables(args);
      if (!variables) return;
      const ready = readyFor(schema, document, operationName, variables);
      if (!ready) return;
      setExecuteFn(async (execution) => {
        const answer = await ready(execution.contextValue as Context);
        // What was read for an answer that could not be given is not read again.
        if (!answer) {
          executions.executed('resolvers');
          return executeFn(execution);
        }
        questions.learn(document);
        return answer;
      });
    },
  };
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
