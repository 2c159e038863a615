import {
  getDirectiveValues,
  GraphQLError,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  Kind,
  visit,
  type DocumentNode,
  type ExecutionResult,
  type FieldNode,
  type GraphQLSchema,
  type SelectionNode,
  type VariableValues,
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
  variables: VariableValues,
) => CompiledOperation | null;

interface CompiledDocument {
  /** The variables that decide what `@include` and `@skip` leave out. */
  conditions: readonly string[];
  /** By the operation's name and the values of those. */
  operations: Map<string, CompiledOperation | null>;
}

/**
 * Compiles operations to functions, of documents that have `limit` characters in all: graphql-jit
 * takes some 250 times as much memory as they have, and never lets go of it. The rest is interpreted.
 * Cached by their text: Yoga parses each document again every hour. What a document leaves out by the
 * values of its variables is compiled without it, once for each that were given.
 */
export function operationCompiler(limit: number): OperationCompiler {
  const documents = new Map<string, CompiledDocument>();
  let left = limit;
  return (schema, document, operationName, variables) => {
    const text = document.loc?.source.body;
    if (text === undefined) return null;
    const known = documents.get(text) ?? {
      conditions: conditionsOf(document),
      operations: new Map(),
    };
    const values = known.conditions.map((name) => variables.coerced[name]);
    const name = JSON.stringify([operationName, values]);
    const cached = known.operations.get(name);
    if (cached !== undefined) return cached;
    if (text.length > left) return null;
    left -= text.length;
    const asked = withoutConditions(document, variables);
    const query = compileQuery(schema, asked, operationName ?? undefined, {
      disableLeafSerialization: true,
    });
    const made = isCompiledQuery(query) ? withLocatedErrors(query, asked) : null;
    known.operations.set(name, made);
    documents.set(text, known);
    return made;
  };
}

function conditionsOf(document: DocumentNode): string[] {
  const names = new Set<string>();
  visit(document, {
    Directive({ arguments: args = [] }) {
      for (const { value } of args) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names];
}

/**
 * The document as these values ask for it. Of a field or fragment that stands in two places, one with
 * @skip or @include, graphql-jit itself would take the condition for both, or for neither.
 */
function withoutConditions(document: DocumentNode, variables: VariableValues): DocumentNode {
  const decide = <Node extends SelectionNode>(node: Node) => {
    if (!node.directives?.length) return undefined;
    const isLeftOut =
      getDirectiveValues(GraphQLSkipDirective, node, variables)?.['if'] === true ||
      getDirectiveValues(GraphQLIncludeDirective, node, variables)?.['if'] === false;
    return isLeftOut ? null : { ...node, directives: [] };
  };
  return visit(document, { Field: decide, FragmentSpread: decide, InlineFragment: decide });
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
