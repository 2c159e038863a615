import { GraphQLError, type ExecutionResult } from 'graphql';
import type { Plugin } from 'graphql-yoga';

/** An error without a code is one no client can act on. What GraphQL itself finds at execution is the client's. */
export function useErrorCodes(): Plugin {
  return {
    onResultProcess({ result, setResult }) {
      if (Symbol.asyncIterator in result) return;
      if (!Array.isArray(result) && !result.errors) return;
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
  if (code && !http && !originalError) return error;
  const isMalformed = Boolean(originalError) || code === 'BAD_REQUEST';
  return new GraphQLError(error.message, {
    nodes: error.nodes,
    path: error.path,
    originalError: error.originalError,
    extensions: {
      ...extensions,
      code: code ?? 'BAD_USER_INPUT',
      ...(http ? { http: withSpec(http as HttpExtensions, isMalformed) } : {}),
    },
  });
}

interface HttpExtensions {
  status?: number;
}

/**
 * Yoga reads the status of an answer from here. GraphQL over HTTP has application/json answered with 200 where the
 * request is one of GraphQL, whatever its document or variables, and with 400 where it is none; Yoga knows the former
 * by `spec`, but does not mark all errors so.
 */
function withSpec(http: HttpExtensions, isMalformed: boolean): HttpExtensions & { spec?: boolean } {
  return http.status === 400 ? { ...http, spec: !isMalformed } : http;
}
