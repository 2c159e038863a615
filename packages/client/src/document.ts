import { stringifyDocument, type TypedDocumentNode } from '@urql/core';

/**
 * A GraphQL document that knows its answer and its variables: one of `@casus/client/documents`, or one of your own
 * by graphql-codegen (nodes or strings), gql.tada, or whatever else makes a typed document.
 */
export interface TypedDocument<Data, Variables> {
  __apiType?: (variables: Variables) => Data;
}

/** Its text, whichever kind it is. */
export function textOf(document: string | TypedDocument<unknown, never>): string {
  return typeof document === 'string' || document instanceof String
    ? String(document)
    : stringifyDocument(document as TypedDocumentNode);
}

/** What the documents of this package are: their text, with their types. */
export function typed<Data, Variables>(text: string): TypedDocument<Data, Variables> & string {
  return text as TypedDocument<Data, Variables> & string;
}
