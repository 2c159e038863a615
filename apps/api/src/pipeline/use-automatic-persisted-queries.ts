import { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';

/**
 * Clients of automatic persisted queries (Apollo, urql) send the hash of a document first, and the document only to
 * whom tells them by this message that hashes alone are not answered. They do so once.
 */
export function useAutomaticPersistedQueries(): Plugin {
  return {
    onParams({ params }) {
      if (params.query || !params.extensions?.['persistedQuery']) return;
      throw new GraphQLError('PersistedQueryNotSupported', {
        extensions: {
          code: 'PERSISTED_QUERY_NOT_SUPPORTED',
          http: { spec: true, status: 400 },
        },
      });
    },
  };
}
