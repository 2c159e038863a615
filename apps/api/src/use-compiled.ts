import type { Context } from '@casus/schema/context';
import { statementFor } from '@casus/schema/telling/answer';
import {
  getOperationAST,
  getVariableValues,
  type DocumentNode,
  type ExecutionArgs,
  type VariableValues,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { ServerContext } from './http/use-operation-notes.ts';
import { operationCompiler } from './operation-compiler.ts';
import type { ToldQuestions } from './told-questions.ts';
import { writtenBy } from './written-answer.ts';

/** How often a document must have been asked before it is compiled. */
const ASKED_BEFORE = 2;

/** Characters of the documents that are compiled to functions. */
const COMPILED = 1_000_000;

/**
 * Compiles the documents that are asked again and again: to one statement that writes the whole
 * answer where the database can tell all that is asked, else to functions; interpreting the query
 * takes longer than the database does. Compiling one takes longer than running it once, so documents
 * that come once are interpreted; Yoga's own cache of parsed documents bounds how many are known.
 */
export function useCompiled(questions: ToldQuestions): Plugin<ServerContext> {
  const timesAsked = new WeakMap<DocumentNode, number>();
  const compiledOf = operationCompiler(COMPILED);
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
      if (times <= ASKED_BEFORE) return;
      // Those that do not fit, and an operation that is not there, are the interpreter's to refuse: the compilers have words of their own.
      const variables = coercedVariables(args);
      if (!variables) return;
      const statement = statementFor(schema, document, operationName, variables);
      const query = statement ? null : compiledOf(schema, document, operationName ?? null);
      if (!statement && !query) return;
      setExecuteFn(async (execution) => {
        const answer = statement
          ? await writtenBy(statement, execution.contextValue as Context, variables)
          : await query!.query(execution.rootValue, execution.contextValue, variables.coerced);
        // The compilers forget where in the document an error is. What was read for it is not read again.
        if (!answer || answer.errors) return executeFn(execution);
        if (statement) questions.learn(document);
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
