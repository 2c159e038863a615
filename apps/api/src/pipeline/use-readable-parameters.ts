import { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';

/** Yoga takes broken JSON in an address (`?variables=[`) for a fault of its own, and any `operationName` for one. */
export function useReadableParameters(): Plugin {
  return {
    onRequestParse({ request, requestParser, setRequestParser }) {
      if (request.method !== 'GET' || !requestParser) return;
      setRequestParser(async (asked) => {
        try {
          return await requestParser(asked);
        } catch (error) {
          if (!(error instanceof SyntaxError)) throw error;
          throw malformed('variables and extensions in an address should be JSON objects.');
        }
      });
    },
    onParams({ params }) {
      // One of a list may be anything.
      if (typeof params !== 'object' || params === null) {
        throw malformed('A request should be an object: {"query": "…", "variables": {…}}.');
      }
      if (typeof (params.operationName ?? '') === 'string') return;
      throw malformed('operationName should be a string.');
    },
  };
}

const malformed = (message: string) =>
  new GraphQLError(message, { extensions: { code: 'BAD_REQUEST', http: { status: 400 } } });
