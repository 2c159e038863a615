import { BREAK, visit, type DocumentNode, type GraphQLSchema } from 'graphql';
import { compileQuery, isCompiledQuery, type CompiledQuery } from 'graphql-jit';

/** Gives an operation's functions; null for one that is left to the interpreter. */
export type OperationCompiler = (
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null,
) => CompiledQuery | null;

/**
 * Compiles operations to functions, and keeps those of documents that have `limit` characters in all:
 * they take some 250 times as much memory as the document has characters.
 */
export function operationCompiler(limit: number): OperationCompiler {
  let documents = new WeakMap<DocumentNode, Map<string | null, CompiledQuery | null>>();
  let kept = 0;
  return (schema, document, operationName) => {
    const known = documents.get(document)?.get(operationName);
    if (known !== undefined) return known;
    const length = document.loc?.source.body.length ?? 0;
    kept += length;
    if (kept > limit) {
      documents = new WeakMap();
      kept = length;
    }
    const query = isConditional(document)
      ? null
      : compileQuery(schema, document, operationName ?? undefined, {
          disableLeafSerialization: true,
        });
    const made = query && isCompiledQuery(query) ? query : null;
    const operations = documents.get(document) ?? new Map<string | null, CompiledQuery | null>();
    documents.set(document, operations.set(operationName, made));
    return made;
  };
}

/**
 * Of a field or fragment that stands in two places, one with @skip or @include, graphql-jit takes
 * the condition for both, or for neither.
 */
function isConditional(document: DocumentNode): boolean {
  let found = false;
  visit(document, {
    Directive() {
      found = true;
      return BREAK;
    },
  });
  return found;
}
