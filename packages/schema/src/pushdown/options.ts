import type { EntityName } from '@casus/store/entities/all';
import type { Link, Listing } from '@casus/store/lists/page';
import type { JsonExpression } from '@casus/store/pushdown/json';
import type { Row } from '@casus/store/pushdown/row';
import type { PageSource } from '@casus/store/pushdown/page';
import type { SQL } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { Context } from '../context.ts';

export type Keyed = PgTable & { key: PgColumn };
export type Sluggish = Keyed & { slug: PgColumn };

/** When a question is asked: known to the resolvers, a parameter of a statement. */
export type Moment = string | SQL;

/** What an SQL expression may use beside its row and arguments. */
export interface Tools {
  /** When the question is asked. */
  now: Moment;
  /** A name that the statement has not used yet. */
  alias: () => string;
  /** What is selected of the object that a row is; the type where it may be of several. */
  below: (row: Row, type?: EntityName) => JsonExpression;
}

/** What an SQL expression may use of a field that is asked as of a moment. */
export interface PastTools extends Pick<Tools, 'alias' | 'below'> {
  /** The field itself, as `now` says, of another row. */
  of: (row: Row) => JsonExpression;
}

/** Gives the value of a parameter from that of an argument: all that may differ from one asking to the next. */
export type FromArgument<Value = never> = (value: Value, context: Context) => unknown;

/** What the selection of a page may use beside its arguments. */
export interface PageTools {
  /** When the question is asked. */
  now: Moment;
  /** The key of the row that the list hangs on; null for a list of the root. */
  parent: SQL | null;
  /** `cursor` is the argument that has one. */
  slice: { size: number; forward: boolean; cursor: 'after' | 'before' | null };
  /** A parameter made of an argument, which must be one of those that do not shape a statement (`CHANGING`). */
  argument: <Value>(name: string, from: FromArgument<Value>) => SQL;
}

/**
 * Builds rows that show up at some places below a field (`claims`, `edges.node.claim`): the columns given, and what is
 * selected there; with their type where others may stand there, too.
 */
export type PartBuilder = (
  type: string,
  at: readonly string[],
  columns: readonly string[],
  isAbstract?: boolean,
) => (row: Row) => JsonExpression;

/** What a field that is derived from rows may use to build them. */
export interface DeriveTools extends Omit<Tools, 'below'> {
  part: PartBuilder;
  /** Whether something is selected at a place below the field. */
  isAsked: (at: string) => boolean;
}

/** What a field that is composed from several reads may use to build them. */
export interface ComposeTools extends DeriveTools {
  /** The key of the row that the field belongs to; null at the root. */
  parent: SQL | null;
  argument: PageTools['argument'];
}

/** A property of the row that a field belongs to. */
type Property<Parent> = keyof Parent & string;

/**
 * How the database answers a field. A field that only shows a column needs no option; one that has
 * neither is answered by its resolver.
 */
export type PushdownOption<Parent = Record<string, unknown>, Args = never> =
  /** The row of a key. */
  | { kind: 'row'; table: Keyed; property: Property<Parent> }
  /** All rows of an owner. */
  | { kind: 'rows'; table: PgTable; owner: PgColumn; orderBy: readonly PgColumn[] }
  /** The rows that links of the row lead to, in the order of the links. */
  | {
      kind: 'linked';
      links: PgTable;
      owner: PgColumn;
      property: string;
      table: Keyed;
      orderBy: readonly PgColumn[];
    }
  /** A page of a list, of the whole or of what hangs on the row. */
  | { kind: 'page'; listing: (args: never, now: Moment) => Listing<Keyed>; link: Link | null }
  /** A page of what is no table's rows. */
  | { kind: 'selectedPage'; select: (args: Args, tools: PageTools) => PageSource }
  /** Of the root: the row of a slug or natural key. */
  | { kind: 'byName'; table: Sluggish }
  /** Of the root: the row of a natural key, given as slug. */
  | { kind: 'byKey'; table: Keyed }
  /** Of the root: all rows of a table. */
  | { kind: 'everyRow'; table: PgTable; orderBy: readonly PgColumn[] }
  /** An SQL expression of its own. */
  | { kind: 'expression'; build: (row: Row, args: Args, tools: Tools) => JsonExpression }
  /** Of the root: an SQL expression of its own. */
  | { kind: 'rootExpression'; build: (args: Args, tools: Tools) => JsonExpression }
  /** Of the root: the node of an id. */
  | { kind: 'byId' }
  /** Of the root: the nodes of several ids. */
  | { kind: 'byIds' }
  /**
   * An object made of columns of the same row: those of the same names, or of the names given; null
   * for one that it has not. The object is null unless all of `given` and any of `some` have values.
   */
  | {
      kind: 'sameRow';
      columns: Readonly<Record<string, string | null>>;
      given: readonly Property<Parent>[];
      some: readonly Property<Parent>[];
    }
  /** What a function of this process makes of rows that the database brings. */
  | {
      kind: 'derived';
      /** What is brought: fields of one row that derive from the same share it. */
      input: string;
      /** What `derive` takes of the row itself, beside its key. */
      columns: readonly Property<Parent>[];
      build: (row: Row, tools: DeriveTools) => JsonExpression;
      derive: (brought: never, parent: never, args: never, context: Context) => unknown;
    }
  /** What a function of this process makes of what the database brings for the field's arguments. */
  | {
      kind: 'composed';
      build: (args: Args, tools: ComposeTools) => JsonExpression;
      compose: (brought: never, parent: never, args: never, context: Context) => unknown;
    }
  /** The first of some columns with a value. */
  | { kind: 'coalesce'; properties: readonly Property<Parent>[]; otherwise?: string }
  /** Of the row as it is; where `asOf` is given, of what stood in its place at that moment. */
  | {
      kind: 'asOf';
      now: PushdownOption<Parent>;
      then: (row: Row, asOf: string, tools: PastTools) => JsonExpression;
    };

export type PushdownKind = PushdownOption['kind'];
