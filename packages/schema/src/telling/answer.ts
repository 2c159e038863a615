import { readRows, statementOf } from '@casus/store/read';
import { is, Placeholder, sql } from 'drizzle-orm';
import {
  getOperationAST,
  Kind,
  visit,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type VariableValues,
} from 'graphql';
import type { Context } from '../context.ts';
import { CHANGING, tellOperation, typeOfIds, type Fill } from './operation.ts';

/** Characters kept in all, of statements and of the values that shape them: clients may make up any number of filters. */
const KEPT = 10_000_000;

/** An operation as one statement. */
export interface ToldStatement {
  /** How many characters it has. */
  length: number;
  /** The JSON of the answer's `data`; null when only the resolvers can answer these values. */
  tell(
    context: Pick<Context, 'db' | 'now'>,
    values: VariableValues['coerced'],
  ): Promise<string | null>;
}

interface Known {
  changing: ReadonlySet<string>;
  statements: Map<string, ToldStatement | null>;
}

let documents = new WeakMap<OperationDefinitionNode, Known>();
let kept = 0;

/**
 * The statement that answers an operation by itself; null for one of which the database cannot tell
 * all. Made once for a document and the values that shape it: cursors, slugs and ids do not.
 */
export function statementFor(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null | undefined,
  variables: VariableValues,
): ToldStatement | null {
  const operation = getOperationAST(document, operationName);
  if (operation?.operation !== 'query') return null;
  let known = documents.get(operation);
  if (!known) {
    known = { changing: changingVariables(document), statements: new Map() };
    documents.set(operation, known);
  }
  const shape = shapeOf(variables.coerced, known.changing);
  const made = known.statements.get(shape);
  if (made !== undefined) return made;
  const statement = toldStatement(schema, document, operation, variables);
  kept += shape.length + (statement?.length ?? 0);
  if (kept > KEPT) {
    documents = new WeakMap();
    kept = 0;
  } else {
    known.statements.set(shape, statement);
  }
  return statement;
}

function toldStatement(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: VariableValues,
): ToldStatement | null {
  const fragments = new Map(
    document.definitions
      .filter((each): each is FragmentDefinitionNode => each.kind === Kind.FRAGMENT_DEFINITION)
      .map((fragment) => [fragment.name.value, fragment]),
  );
  let told;
  try {
    told = tellOperation({ schema, fragments, variables }, operation);
  } catch {
    // Whatever is amiss with the question, the resolvers tell the client.
    return null;
  }
  const { text, params } = statementOf(sql`select ${told.text}`);
  // Not the expression with them: it takes twenty times as much memory as its text.
  const { fills } = told;
  return {
    length: text.length,
    tell: async ({ db, now }, values) => {
      const given = filled(params, fills, values, now);
      if (!given) return null;
      const [row] = await readRows(db, { text, params: given });
      return row![0] as string;
    },
  };
}

/** All are filled in, those too that the statement does not need: a wrong cursor is wrong all the same. */
function filled(
  params: readonly unknown[],
  fills: ReadonlyMap<string, Fill>,
  values: VariableValues['coerced'],
  now: string,
): unknown[] | null {
  try {
    const by = new Map([...fills].map(([name, fill]) => [name, fill(values, now)]));
    return params.map((param) => (is(param, Placeholder) ? by.get(param.name) : param));
  } catch {
    return null;
  }
}

/** The variables that stand for nothing but a cursor, a slug or an id. */
function changingVariables(document: DocumentNode): Set<string> {
  const used = new Set<string>();
  const fixed = new Set<string>();
  visit(document, {
    Variable(node, _, parent) {
      if (isNode(parent, Kind.VARIABLE_DEFINITION)) return;
      const changes = isNode(parent, Kind.ARGUMENT) && CHANGING.has(parent.name.value);
      (changes ? used : fixed).add(node.name.value);
    },
  });
  return new Set([...used].filter((name) => !fixed.has(name)));
}

function isNode<K extends Kind>(
  value: unknown,
  kind: K,
): value is { kind: K; name: { value: string } } {
  return (value as { kind?: Kind } | undefined)?.kind === kind;
}

/** What of the values the statement's text depends on. */
function shapeOf(values: VariableValues['coerced'], changing: ReadonlySet<string>): string {
  return JSON.stringify(
    Object.entries(values).map(([name, value]) => {
      if (!changing.has(name) || value === null) return [name, value];
      // Ids shape it by their types alone; a slug is of none.
      return [name, typeOfIds([value].flat() as string[]), Array.isArray(value)];
    }),
  );
}
