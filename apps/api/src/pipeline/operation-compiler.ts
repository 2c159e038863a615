import { BREAK, visit, type DocumentNode, type GraphQLSchema } from 'graphql';
import { compileQuery, isCompiledQuery, type CompiledQuery } from 'graphql-jit';

/** Gives an operation's functions; null for one that is left to the interpreter. */
export type OperationCompiler = (
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null,
) => CompiledQuery | null;

/**
 * Compiles operations to functions, of documents that have `limit` characters in all: graphql-jit
 * takes some 250 times as much memory as they have, and never lets go of it. The rest is interpreted.
 * Known by their text: Yoga parses each document anew every hour.
 */
export function operationCompiler(limit: number): OperationCompiler {
  const documents = new Map<string, Map<string | null, CompiledQuery | null>>();
  let left = limit;
  return (schema, document, operationName) => {
    const text = document.loc?.source.body;
    if (text === undefined) return null;
    const operations = documents.get(text) ?? new Map<string | null, CompiledQuery | null>();
    const known = operations.get(operationName);
    if (known !== undefined) return known;
    if (text.length > left || isConditional(document)) return null;
    left -= text.length;
    const query = compileQuery(schema, document, operationName ?? undefined, {
      disableLeafSerialization: true,
    });
    const made = isCompiledQuery(query) ? query : null;
    documents.set(text, operations.set(operationName, made));
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
