import { CursorRefused } from '@casus/store/lists/cursor';
import { SNAPSHOT_POSITION, type Position } from '@casus/store/history/position';
import { readRows, statementOf } from '@casus/store/reading/read';
import { is, Placeholder, sql } from 'drizzle-orm';
import {
  getOperationAST,
  GraphQLError,
  Kind,
  visit,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type VariableValues,
} from 'graphql';
import type { Context } from '../context.ts';
import { isMoment, MOMENTS, withMoments, withStandIns, type StandIns } from './moments.ts';
import { NotPushedDown } from './not-pushed-down.ts';
import { compileOperation, type CompiledOperation, type Form } from './operation.ts';
import { CHANGING, type Fill } from './parameters.ts';
import { typeOfIds } from './root.ts';

/** Characters kept in all, of statements and of the values that shape them: clients may make up any number of filters. */
const KEPT = 10_000_000;

/** A statement that answers an operation, or brings the rows that its resolvers need. */
export interface PushdownStatement {
  /** How many characters it has. */
  length: number;
  /**
   * The JSON of the answer's `data`, or of the parent of the root's fields; null when only the resolvers
   * can answer these values.
   * @throws GraphQLError where an answer has more bytes than the budget: they never leave the database
   */
  run(context: Context, values: VariableValues['coerced']): Promise<string | null>;
}

/**
 * How an operation is answered: by one statement; by resolvers, from the rows that one statement brings;
 * or by resolvers alone. The reasons say why not by a statement alone.
 */
export type Pushdown =
  | { path: 'pushdown'; statement: PushdownStatement; reasons: null }
  | {
      path: 'mixed';
      statement: PushdownStatement;
      reasons: readonly string[];
      /** The fields whose resolvers read for themselves: all others are shown or derived from the statement's rows. */
      resolved: readonly string[];
    }
  | { path: 'resolvers'; statement: null; reasons: readonly string[] };

/** Stands for the bytes that the answer may have. */
const BYTES = 'bytes';

interface Known {
  changing: ReadonlySet<string>;
  moments: ReadonlySet<string>;
  pushdowns: Map<string, Pushdown>;
}

let documents = new WeakMap<OperationDefinitionNode, Known>();
let size = 0;

/**
 * The statement that answers an operation by itself, or the fields that cannot be pushed down to the
 * database. Made once for a document and the values that shape it: cursors, slugs, ids and moments do not.
 * @throws whatever else goes wrong: it is a fault of this code
 */
export function pushdownOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null | undefined,
  variables: VariableValues,
): Pushdown {
  const operation = getOperationAST(document, operationName);
  if (operation?.operation !== 'query') return refused([operation?.operation ?? 'no operation']);
  let known = documents.get(operation);
  if (!known) {
    known = {
      changing: variablesOnlyFor(CHANGING, document),
      moments: variablesOnlyFor(MOMENTS, document),
      pushdowns: new Map(),
    };
    documents.set(operation, known);
  }
  const shape = shapeOf(variables.coerced, known);
  const made = known.pushdowns.get(shape);
  if (made) return made;
  const pushdown = makePushdown(
    schema,
    document,
    operation,
    withStandIns(variables, known.moments),
  );
  size += shape.length + (pushdown.statement?.length ?? 0);
  if (size > KEPT) {
    documents = new WeakMap();
    size = 0;
  } else {
    known.pushdowns.set(shape, pushdown);
  }
  return pushdown;
}

const refused = (reasons: readonly string[]): Pushdown => ({
  path: 'resolvers',
  statement: null,
  reasons,
});

function makePushdown(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  { variables, names }: StandIns,
): Pushdown {
  const fragments = new Map(
    document.definitions
      .filter((each): each is FragmentDefinitionNode => each.kind === Kind.FRAGMENT_DEFINITION)
      .map((fragment) => [fragment.name.value, fragment]),
  );
  const made = (form: Form, refused = new Set<string>()) =>
    statementFor(
      compileOperation({ schema, fragments, variables, refused }, operation, form),
      form,
      names,
    );
  try {
    return { path: 'pushdown', statement: made('answer'), reasons: null };
  } catch (error) {
    // What is amiss with the question, the resolvers tell the client.
    if (isClientMistake(error)) return refused(['a mistake of the client']);
    if (!(error instanceof NotPushedDown)) throw error;
    const { reasons } = error;
    try {
      const resolved = new Set<string>();
      const statement = made('rows', resolved);
      return { path: 'mixed', statement, reasons, resolved: [...resolved] };
    } catch (again) {
      if (!(again instanceof NotPushedDown) && !isClientMistake(again)) throw again;
      return refused(reasons);
    }
  }
}

/** Rows have columns that the answer does not show. */
const ROWS_TO_ANSWER = 4;

function statementFor(
  compiled: CompiledOperation,
  form: Form,
  names: StandIns['names'],
): PushdownStatement {
  // OFFSET 0 keeps PostgreSQL from writing the answer again to measure it.
  const statement = statementOf(
    sql`select case when octet_length(answer) <= ${sql.placeholder(BYTES)} then answer end,
      octet_length(answer)${form === 'answer' ? sql`, ${SNAPSHOT_POSITION}` : sql``}
      from (select ${compiled.text} as answer offset 0) compiled`,
  );
  const { text } = statement;
  const { params, fills: moments } = withMoments(text, statement.params, names);
  if (!isStorable(text) || !params.every(isStorable)) throw new NotPushedDown(UNSTORABLE);
  // Not the expression with them: it takes twenty times as much memory as its text.
  const fills = new Map([...compiled.fills, ...moments]);
  return {
    length: text.length,
    run: async (context, values) => {
      const { budget } = context;
      const bytes = () => budget.bytes * (form === 'rows' ? ROWS_TO_ANSWER : 1);
      const given = await filled(params, new Map([...fills, [BYTES, bytes]]), values, context);
      if (!given) return null;
      const [row] = await readRows(context.db, { text, params: given });
      const [answer, length, position] = row as [string | null, number, (Position | null)?];
      if (form === 'answer') budget.takeBytes(length);
      // Nothing else of the answer is read, not even from a cache.
      if (position) context.readAt?.(position);
      return answer;
    },
  };
}

const UNSTORABLE = 'a character that PostgreSQL cannot hold';

/** PostgreSQL's text holds every character but one: what is called so, the resolvers know without asking. */
function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return !value.includes('\0');
  return !Array.isArray(value) || value.every(isStorable);
}

/** An argument that the API refuses, or a cursor that is none of this list. */
function isClientMistake(error: unknown): boolean {
  return error instanceof GraphQLError || error instanceof CursorRefused;
}

/** All are filled in, those too that the statement does not need: a wrong cursor is wrong all the same. */
async function filled(
  params: readonly unknown[],
  fills: ReadonlyMap<string, Fill>,
  values: VariableValues['coerced'],
  context: Context,
): Promise<unknown[] | null> {
  try {
    const by = new Map<string, unknown>();
    const promised: Promise<void>[] = [];
    for (const [name, fill] of fills) {
      const value = fill(values, context);
      if (value instanceof Promise) {
        const filled = value.then((given) => void by.set(name, given));
        promised.push(filled);
        // The first that fails is told; the others are not to be unhandled.
        filled.catch(() => {});
      } else {
        by.set(name, value);
      }
    }
    if (promised.length > 0) await Promise.all(promised);
    const given = params.map((param) => (is(param, Placeholder) ? by.get(param.name) : param));
    return given.every(isStorable) ? given : null;
  } catch (error) {
    if (error instanceof NotPushedDown || isClientMistake(error)) return null;
    throw error;
  }
}

/** The variables that stand for nothing but some arguments. */
function variablesOnlyFor(names: ReadonlySet<string>, document: DocumentNode): Set<string> {
  const used = new Set<string>();
  const fixed = new Set<string>();
  visit(document, {
    Variable(node, _, parent) {
      if (isNode(parent, Kind.VARIABLE_DEFINITION)) return;
      const changes = isNode(parent, Kind.ARGUMENT) && names.has(parent.name.value);
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
function shapeOf(
  values: VariableValues['coerced'],
  { changing, moments }: Pick<Known, 'changing' | 'moments'>,
): string {
  return JSON.stringify(
    Object.entries(values).map(([name, value]) => {
      if (moments.has(name) && isMoment(value)) return [name, 'a moment'];
      if (!changing.has(name) || value === null) return [name, value];
      // Ids shape it by their types alone; a slug is of none.
      return [name, typeOfIds([value].flat() as string[]), Array.isArray(value)];
    }),
  );
}
