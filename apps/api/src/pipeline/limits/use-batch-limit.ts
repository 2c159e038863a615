import { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { limitExceeded } from './refusal.ts';

/** Every other limit is of one operation, so a request of many is one that asks past them all. */
export function useBatchLimit(limit: number): Plugin {
  return {
    onRequestParse: () => ({
      onRequestParseDone({ requestParserResult }) {
        if (!Array.isArray(requestParserResult)) return;
        const asked = requestParserResult.length;
        if (asked === 0) {
          throw new GraphQLError(
            'The request is an empty list. Send {"query": "…", "variables": {…}}.',
            { extensions: { code: 'BAD_REQUEST', http: { status: 400 } } },
          );
        }
        if (asked <= limit) return;
        throw limitExceeded(
          'BATCH_LIMIT_EXCEEDED',
          limit === 1
            ? `The request is a list of ${asked} operations; one at a time is answered. Send the operation itself, not in a list, or select several root fields in one.`
            : `The request has ${asked} operations; at most ${limit} are answered. Send several requests.`,
          { limit, asked },
        );
      },
    }),
  };
}
