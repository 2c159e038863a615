import { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';

/** 400, but 200 as application/json: it is a GraphQL request. */
const AS_REQUESTED = { spec: true, status: 400 };

/**
 * Documents named by their hash, as the appendix of GraphQL over HTTP has it: `documentId=sha256:…` in place of
 * `query`. An address so short can be cached anywhere. Any other document is sent as it is.
 */
export function usePersistedDocuments(documents: ReadonlyMap<string, string>): Plugin {
  return {
    onParams({ request, params, setParams }) {
      const { documentId: posted, ...others } = params as typeof params & { documentId?: unknown };
      const id =
        request.method === 'GET' ? new URL(request.url).searchParams.get('documentId') : posted;
      if (id === undefined || id === null) {
        if (!params.query && params.extensions?.['persistedQuery']) throw notAutomatic();
        return;
      }
      if (params.query) {
        throw new GraphQLError('Send query or documentId, not both.', {
          extensions: { code: 'BAD_REQUEST', http: { status: 400 } },
        });
      }
      const query = documents.get(String(id));
      if (query === undefined) {
        throw new GraphQLError(
          `No document is known as ${String(id).slice(0, 100)}. Send its text as query.`,
          { extensions: { code: 'PERSISTED_DOCUMENT_NOT_FOUND', http: AS_REQUESTED } },
        );
      }
      setParams({ ...others, query });
    },
  };
}

/**
 * Clients of automatic persisted queries (Apollo, urql) send the hash of a document first, and the document only to
 * whom tells them by this message that hashes alone are not answered. They do so once.
 */
const notAutomatic = () =>
  new GraphQLError('PersistedQueryNotSupported', {
    extensions: { code: 'PERSISTED_QUERY_NOT_SUPPORTED', http: AS_REQUESTED },
  });
