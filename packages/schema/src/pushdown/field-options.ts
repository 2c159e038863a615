import type { Soon } from '@casus/store/reading/loaders';
import type { Link, Listing } from '@casus/store/lists/page';
import { ownedRows, rowByKey, type Row, type JsonExpression } from '@casus/store/pushdown/json';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { SQL } from 'drizzle-orm';
import type { Context } from '../context.ts';
import type { NodeType } from '../global-id.ts';
import { connect, preparedOnce, type ConnectionArguments } from '../paging.ts';

type Keyed = PgTable & { key: PgColumn };
type Sluggish = Keyed & { slug: PgColumn };

/** When a question is asked: known to the resolvers, filled in later in a statement. */
export type Moment = string | SQL;

/** For a field with an SQL expression of its own. */
export interface Tools {
  /** When the question is asked. */
  now: Moment;
  /** A name that the statement has not used yet. */
  alias: () => string;
  /** What is asked of the object that a row is; the type where it may be of several. */
  below: (row: Row, type?: NodeType) => JsonExpression;
}

/**
 * How a field is pushed down to the database. A field that only shows a column needs none of it, and
 * one that has neither is answered by its resolver, with the whole operation that asks for it.
 */
export type PushdownOption =
  | { kind: 'one'; table: Keyed; property: string }
  | { kind: 'all'; table: PgTable; owner: PgColumn; orderBy: readonly PgColumn[] }
  | { kind: 'list'; listing: (args: never, now: Moment) => Listing<Keyed>; link: Link | null }
  | { kind: 'named'; table: Sluggish }
  | { kind: 'keyed'; table: Keyed }
  | { kind: 'every'; table: PgTable; orderBy: readonly PgColumn[] }
  | { kind: 'other'; build: (row: Row, args: never, tools: Tools) => JsonExpression }
  | {
      kind: 'within';
      columns: Readonly<Record<string, string | null>>;
      given: readonly string[];
      some: readonly string[];
    }
  | { kind: 'first'; properties: readonly string[]; otherwise?: string };

const option = (option: PushdownOption): { pushdown: PushdownOption } => ({ pushdown: option });

export function pushdownOptionOf(
  extensions: Readonly<Record<string | symbol, unknown>>,
): PushdownOption | null {
  return (extensions['pushdown'] as PushdownOption | undefined) ?? null;
}

/** The row of a key that may be null. */
export function toOne<Table extends Keyed, Property extends string>(
  table: Table,
  property: Property,
) {
  return {
    extensions: option({ kind: 'one', table, property }),
    resolve: (
      row: Readonly<Record<Property, string | null>>,
      _: object,
      { loaders }: Context,
    ): Soon<Table['$inferSelect'] | null> => loaders.one(table, row[property]),
  };
}

/** The row of a foreign key: it is there. */
export function toKnown<Table extends Keyed, Property extends string>(
  table: Table,
  property: Property,
) {
  return {
    extensions: option({ kind: 'one', table, property }),
    resolve: (
      row: Readonly<Record<Property, string>>,
      _: object,
      { loaders }: Context,
    ): Soon<Table['$inferSelect']> => loaders.known(table, row[property]),
  };
}

/** All rows that belong to this one. For short lists; long ones are paged. */
export function toAll<Table extends PgTable>(
  table: Table,
  owner: PgColumn,
  orderBy: readonly PgColumn[],
) {
  return {
    extensions: option({ kind: 'all', table, owner, orderBy }),
    resolve: ({ key }: { key: string }, _: object, { loaders }: Context) =>
      loaders.all(table, owner, key, orderBy),
  };
}

/** The rows that links of this row lead to, in the order of the links. */
export function toLinked<Link extends PgTable, Table extends Keyed>(
  links: Link,
  owner: PgColumn,
  property: keyof Link['$inferSelect'] & string,
  table: Table,
  orderBy: readonly PgColumn[],
) {
  return {
    extensions: pushedDownAs((row, _, { alias, below }) =>
      ownedRows(links, alias(), { owner, key: row.column('key'), orderBy }, (link) =>
        rowByKey(table, alias(), link.column(property), below),
      ),
    ),
    resolve: async ({ key }: { key: string }, _: object, { loaders }: Context) => {
      const found = await loaders.all(links, owner, key, orderBy);
      // Foreign keys let no link lead nowhere.
      return Promise.all(found.map((link) => loaders.known(table, link[property] as string)));
    },
  };
}

let lists = 0;

/** A page of a list, of the whole or of what hangs on this row. */
export function listed<Args extends object, Table extends Keyed>(
  listing: (args: Args, now: Moment) => Listing<Table>,
  link: Link | null = null,
) {
  const name = `list ${(lists += 1)}`;
  return {
    extensions: option({ kind: 'list', listing: listing as never, link }),
    resolve: (
      parent: object,
      { first, after, last, before, ...asked }: Args & ConnectionArguments,
      context: Context,
    ) => {
      const list = preparedOnce(context, name, asked, () =>
        listing(asked as unknown as Args, context.now),
      );
      return connect(
        context,
        { first, after, last, before },
        { ...list, ...(link && { parent: { key: (parent as { key: string }).key, link } }) },
      );
    },
  };
}

/** A field with an SQL expression of its own. */
export const pushedDownAs = <Args extends object>(
  build: (row: Row, args: Args, tools: Tools) => JsonExpression,
) => option({ kind: 'other', build: build as never });

/** The row of a slug or natural key. */
export const named = (table: Sluggish) => option({ kind: 'named', table });

/** The row of a natural key. */
export const keyed = (table: Keyed) => option({ kind: 'keyed', table });

/** All rows of a table. */
export const every = (table: PgTable, orderBy: readonly PgColumn[]) =>
  option({ kind: 'every', table, orderBy });

/** A row that the resolver has at hand already, and the database finds by its key. */
export const foundBy = (table: Keyed, property: string) => option({ kind: 'one', table, property });

/** An object made of columns of this row: those of the same names, or of the names given; null for one that it has not. */
export const within = ({
  columns = {},
  given = [],
  some = [],
}: Partial<Omit<PushdownOption & { kind: 'within' }, 'kind'>> = {}) =>
  option({ kind: 'within', columns, given, some });

/** Bounds of time whose columns begin with a word; null where the row has none. */
export const boundsWithin = (prefix: string, { zone = true } = {}) =>
  within({
    columns: Object.fromEntries(
      BOUNDS.map((part) => [
        part,
        part === 'zone' && !zone ? null : `${prefix}${part[0]!.toUpperCase()}${part.slice(1)}`,
      ]),
    ),
    given: ['earliest', 'latest', 'precision', 'edtf'],
  });

const BOUNDS = ['earliest', 'latest', 'precision', 'edtf', 'zone'];

/** The first of these columns with a value. */
export const firstOf = (properties: readonly string[], otherwise?: string) =>
  option({ kind: 'first', properties, ...(otherwise !== undefined && { otherwise }) });
