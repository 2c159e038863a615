import { statementGivenUp } from '@casus/store/store-error';
import { GraphQLError } from 'graphql';
import type { Plugin, PromiseOrValue } from 'graphql-yoga';
import type { ServerContext } from '../use-operation-notes.ts';

/** Answers for a request that takes too long, whoever executes it; a subscription has begun in time. */
export function useTimeLimit(milliseconds: number): Plugin {
  return {
    onParams({ paramsHandler, setParamsHandler, context }) {
      const { cancellation } = context as ServerContext;
      setParamsHandler(async (payload) => {
        try {
          return await withTimeout(milliseconds, cancellation, () => paramsHandler(payload));
        } catch (error) {
          if (error instanceof TookTooLong) return { errors: [error] };
          throw error;
        }
      });
    },
  };
}

/**
 * Does some work, or gives it up once time has run out.
 * @throws TookTooLong
 */
async function withTimeout<T>(
  milliseconds: number,
  cancellation: AbortController,
  work: () => PromiseOrValue<T>,
): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    const late = new TookTooLong(milliseconds);
    reject(late);
    cancellation.abort(late);
  }, milliseconds);
  try {
    return await Promise.race([work(), promise]);
  } catch (error) {
    throw statementGivenUp(error) ? new TookTooLong(milliseconds) : error;
  } finally {
    clearTimeout(timer);
  }
}

/** The whole request, or a statement of it. */
export class TookTooLong extends GraphQLError {
  constructor(milliseconds: number) {
    super(
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
}
