import { getOperationAST, GraphQLError, type DocumentNode, type ExecutionArgs } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { ServerContext } from '../use-operation-notes.ts';
import { mixedMoments, type MixedMoment } from './mixed-moments.ts';

/** As many as GraphQL's own validation tells. */
const MOST_TOLD = 20;

/** Refuses an operation that would mix moments in silence, before anything of it is read. */
export function useMoments(): Plugin {
  return {
    onExecute({ args, context, setResultAndStopExecution }) {
      if ((context as Partial<ServerContext>).isPublished) return;
      const errors = refusalsOf(args as ExecutionArgs);
      if (errors.length > 0) setResultAndStopExecution({ errors });
    },
    onSubscribe({ args, setResultAndStopExecution }) {
      const errors = refusalsOf(args as ExecutionArgs);
      if (errors.length > 0) setResultAndStopExecution({ errors });
    },
  };
}

function refusalsOf({
  schema,
  document,
  operationName,
  variableValues,
}: Pick<ExecutionArgs, 'schema' | 'document' | 'operationName' | 'variableValues'>) {
  const operation = getOperationAST(document as DocumentNode, operationName);
  // Several operations and no name: the executor tells so.
  if (!operation) return [];
  return mixedMoments(schema, document as DocumentNode, operation, variableValues ?? {})
    .slice(0, MOST_TOLD)
    .map(refusalOf);
}

function refusalOf({ node, field, below, asOf }: MixedMoment): GraphQLError {
  return new GraphQLError(
    `${field} has no asOf, below ${below}, which is asked as of ${asOf}. Give it asOf: ${asOf} to ask as of the same moment, or asOf: null if now is meant.`,
    {
      nodes: [node],
      extensions: { code: 'MOMENTS_MIXED', field, below, http: { spec: true, status: 400 } },
    },
  );
}
