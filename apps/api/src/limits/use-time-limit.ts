import { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';

/** Answers for a request that takes too long, whoever executes it; a subscription has begun in time. */
export function useTimeLimit(milliseconds: number): Plugin {
  return {
    onParams({ paramsHandler, setParamsHandler }) {
      setParamsHandler(async (payload) => {
        const { promise, resolve } = Promise.withResolvers<{ errors: GraphQLError[] }>();
        const timer = setTimeout(
          () => resolve({ errors: [tookTooLong(milliseconds)] }),
          milliseconds,
        );
        try {
          return await Promise.race([promise, paramsHandler(payload)]);
        } finally {
          clearTimeout(timer);
        }
      });
    },
  };
}

/** The whole request's, or that of a statement which the database gave up. */
export function tookTooLong(milliseconds: number): GraphQLError {
  return new GraphQLError(
    `No answer in ${milliseconds / 1000} s, so it was given up. Ask for smaller pages or a narrower filter, or try again when the server is less busy.`,
    {
      extensions: {
        code: 'TIMEOUT',
        limit: milliseconds,
        http: { status: 503, headers: { 'Retry-After': '5' } },
      },
    },
  );
}
