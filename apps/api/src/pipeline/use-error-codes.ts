import { GraphQLError, type ExecutionResult } from 'graphql';
import type { Plugin } from 'graphql-yoga';

/** An error without a code is one no client can act on. What GraphQL itself finds at execution is the client's. */
export function useErrorCodes(): Plugin {
  return {
    onResultProcess({ result, setResult }) {
      if (Symbol.asyncIterator in result) return;
      const answers = [result].flat() as ExecutionResult[];
      if (answers.every(({ errors }) => !errors)) return;
      const coded = answers.map((answer) =>
        answer.errors ? { ...answer, errors: answer.errors.map(withCode) } : answer,
      );
      setResult(Array.isArray(result) ? coded : coded[0]!);
    },
  };
}

function withCode(error: GraphQLError): GraphQLError {
  const { originalError, code, http, ...extensions } = error.extensions;
  if (code && !originalError) return error;
  return new GraphQLError(error.message, {
    nodes: error.nodes,
    path: error.path,
    originalError: error.originalError,
    extensions: {
      ...extensions,
      code: code ?? 'BAD_USER_INPUT',
      // Yoga takes the status from `http`, unless it is one of a GraphQL answer and not of a broken body.
      ...(http ? { http: originalError ? { ...http, spec: false } : http } : {}),
    },
  });
}
