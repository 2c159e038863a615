import { NoDeprecatedCustomRule, validate, type DocumentNode, type GraphQLSchema } from 'graphql';
import type { Plugin, YogaInitialContext } from 'graphql-yoga';

/** A field, an argument or a value that a document uses and that will go. */
export interface Deprecation {
  /** What it is, why it goes and what to use instead. */
  message: string;
  /** The last day on which it is answered, where the schema names one. */
  until: string | null;
  locations: readonly { line: number; column: number }[];
}

/**
 * Tells in `extensions.deprecations` what of a document is deprecated, to who asks for it with the request's own
 * `extensions` or with a header.
 */
export function useDeprecations(): Plugin {
  return {
    onExecute({ args, context }) {
      if (!asksForDeprecations(context as YogaInitialContext)) return undefined;
      const deprecations = deprecationsOf(args.schema, args.document);
      return {
        onExecuteDone({ result }) {
          if (Symbol.asyncIterator in result) return;
          result.extensions = { ...result.extensions, deprecations };
        },
      };
    },
  };
}

export function deprecationsOf(schema: GraphQLSchema, document: DocumentNode): Deprecation[] {
  return validate(schema, document, [NoDeprecatedCustomRule]).map(
    ({ message, locations = [] }) => ({
      message,
      until: /Until (\d{4}-\d{2}-\d{2})\.?$/.exec(message)?.[1] ?? null,
      locations: locations.map(({ line, column }) => ({ line, column })),
    }),
  );
}

function asksForDeprecations({ params, request }: Partial<YogaInitialContext>): boolean {
  return (
    params?.extensions?.['deprecations'] === true ||
    request?.headers.get('x-casus-deprecations') === '1'
  );
}
