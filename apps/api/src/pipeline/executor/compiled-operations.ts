import {
  BREAK,
  GraphQLError,
  visit,
  type DocumentNode,
  type ExecutionResult,
  type FieldNode,
  type GraphQLSchema,
} from 'graphql';
import { compileQuery, isCompiledQuery, type CompiledQuery } from 'graphql-jit';

/** Executes the operation by functions that were made for it, with variables that are coerced already. */
export type CompiledOperation = (
  rootValue: unknown,
  context: unknown,
  variables: Record<string, unknown>,
) => Promise<ExecutionResult>;

/** Gives an operation's functions; null for one that is left to the interpreter. */
export type OperationCompiler = (
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null,
) => CompiledOperation | null;

/**
 * Compiles operations to functions, of documents that have `limit` characters in all: graphql-jit
 * takes some 250 times as much memory as they have, and never lets go of it. The rest is interpreted.
 * Cached by their text: Yoga parses each document again every hour.
 */
export function operationCompiler(limit: number): OperationCompiler {
  const documents = new Map<string, Map<string | null, CompiledOperation | null>>();
  let left = limit;
  return (schema, document, operationName) => {
    const text = document.loc?.source.body;
    if (text === undefined) return null;
    const operations = documents.get(text) ?? new Map<string | null, CompiledOperation | null>();
    const cached = operations.get(operationName);
    if (cached !== undefined) return cached;
    if (text.length > left || isConditional(document)) return null;
    left -= text.length;
    const query = compileQuery(schema, document, operationName ?? undefined, {
      disableLeafSerialization: true,
    });
    const made = isCompiledQuery(query) ? withLocatedErrors(query, document) : null;
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

/** graphql-jit's errors name lines and columns; those of GraphQL.js also name the fields of the document. */
function withLocatedErrors({ query }: CompiledQuery, document: DocumentNode): CompiledOperation {
  return async (rootValue, context, variables) => {
    const result = await query(rootValue, context, variables);
    const { errors } = result;
    if (!errors) return result;
    const fields = fieldsByLocation(document);
    return {
      errors: errors.map(
        ({ message, locations = [], path, originalError, extensions }) =>
          new GraphQLError(message, {
            nodes: locations.flatMap((location) => fields.get(keyOf(location)) ?? []),
            path,
            originalError,
            extensions,
          }),
      ),
      data: result.data,
    };
  };
}

const keyOf = ({ line, column }: { line: number; column: number }) => `${line}:${column}`;

function fieldsByLocation(document: DocumentNode): Map<string, FieldNode> {
  const fields = new Map<string, FieldNode>();
  visit(document, {
    Field(node) {
      if (node.loc) fields.set(keyOf(node.loc.startToken), node);
    },
  });
  return fields;
}
