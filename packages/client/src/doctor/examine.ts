import {
  GraphQLError,
  isTypeDefinitionNode,
  Kind,
  NoDeprecatedCustomRule,
  parse,
  Source,
  specifiedRules,
  validate,
  visit,
  type DefinitionNode,
  type DocumentNode,
  type GraphQLSchema,
} from 'graphql';
import type { Written } from './documents.ts';

/** What is the matter with a document, and where. */
export interface Finding {
  file: string;
  line: number;
  message: string;
  /** The operation or fragment that it is in. */
  in: string | null;
}

export interface Examination {
  operations: number;
  /** What the schema does not answer. */
  broken: Finding[];
  /** What it answers as yet. */
  deprecated: Finding[];
}

/** These ask how a client’s files are cut, which is not the schema’s affair. */
const OF_FILES = new Set([
  'UniqueOperationNamesRule',
  'UniqueFragmentNamesRule',
  'NoUnusedFragmentsRule',
  'LoneAnonymousOperationRule',
]);
const RULES = specifiedRules.filter(({ name }) => !OF_FILES.has(name));

/** What clients take out of a document before they send it: Relay’s, Apollo’s and graphcache’s. */
const OF_CLIENTS = new Set([
  ...['alias', 'appendEdge', 'appendNode', 'catch', 'connection', 'deleteEdge', 'deleteRecord'],
  ...['inline', 'match', 'module', 'no_inline', 'prependEdge', 'prependNode', 'preloadable'],
  ...['raw_response_type', 'refetchable', 'relay', 'required', 'throwOnFieldError', 'updatable'],
  ...['client', 'export', 'nonreactive', 'unmask'],
  ...['_optional', '_required', 'populate'],
]);

/** A document as the server gets it. */
const asSent = (document: DocumentNode): DocumentNode =>
  visit(document, {
    Directive: ({ name }) => (OF_CLIENTS.has(name.value) ? null : undefined),
  });

/** Holds documents against a schema. Fragments are found in whichever file they stand. */
export function examine(schema: GraphQLSchema, written: readonly Written[]): Examination {
  const broken: Finding[] = [];
  const definitions: DefinitionNode[] = [];
  for (const { text, file, line } of written) {
    try {
      const source = new Source(text, file, { line, column: 1 });
      definitions.push(
        ...asSent(parse(source)).definitions.filter((each) => !isTypeDefinitionNode(each)),
      );
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      broken.push(findingOf(error, []));
    }
  }
  const document: DocumentNode = { kind: Kind.DOCUMENT, definitions };
  const validated = (rules: typeof RULES, limit = 1000) =>
    validate(schema, document, rules, { maxErrors: limit, hideSuggestions: false }).map((error) =>
      findingOf(error, definitions),
    );
  return {
    operations: definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION).length,
    broken: [...broken, ...validated(RULES)],
    deprecated: validated([NoDeprecatedCustomRule]),
  };
}

function findingOf(error: GraphQLError, definitions: readonly DefinitionNode[]): Finding {
  const [node] = error.nodes ?? [];
  const source = error.source ?? node?.loc?.source;
  const start = error.positions?.[0] ?? node?.loc?.start ?? 0;
  const within = definitions.find(
    ({ loc }) => loc && loc.source === source && loc.start <= start && start <= loc.end,
  );
  const name = within && 'name' in within && within.name;
  return {
    file: source?.name ?? '',
    line: (error.locations?.[0]?.line ?? 1) + (source ? source.locationOffset.line - 1 : 0),
    message: error.message,
    in: name && typeof name === 'object' && 'value' in name ? name.value : null,
  };
}
