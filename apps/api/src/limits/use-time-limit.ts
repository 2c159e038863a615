import { GraphQLError } from 'graphql';
import type { Plugin, PromiseOrValue } from 'graphql-yoga';

/** Answers for a request that takes too long, whoever executes it; a subscription has begun in time. */
export function useTimeLimit(milliseconds: number): Plugin {
  return {
    onParams({ paramsHandler, setParamsHandler }) {
      setParamsHandler((payload) =>
        inTime(milliseconds, paramsHandler(payload), () => ({
          errors: [tookTooLong(milliseconds)],
        })),
      );
    },
  };
}

/** What comes, or once time has run out what is had instead. */
export async function inTime<T>(
  milliseconds: number,
  coming: PromiseOrValue<T>,
  late: () => T,
): Promise<T> {
  const { promise, resolve } = Promise.withResolvers();
  const timer = setTimeout(resolve, milliseconds);
  try {
    return await Promise.race([coming, promise.then(late)]);
  } finally {
    clearTimeout(timer);
  }
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
