import type { Soon } from '@casus/store/reading/loaders';
import type { Link, Listing } from '@casus/store/lists/page';
import type { JsonExpression } from '@casus/store/pushdown/json';
import type { Row } from '@casus/store/pushdown/row';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { Context } from '../context.ts';
import { connect, preparedOnce, type ConnectionArguments } from '../paging.ts';
import type { PageSource } from '@casus/store/pushdown/page';
import type {
  ComposeTools,
  DeriveTools,
  Keyed,
  Moment,
  PageTools,
  Sluggish,
  Tools,
} from './options.ts';

/** The row of a key that may be null. */
export function toOne<Table extends Keyed, Property extends string>(
  table: Table,
  property: Property,
) {
  return {
    pushdown: { kind: 'row' as const, table, property },
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
    pushdown: { kind: 'row' as const, table, property },
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
    pushdown: { kind: 'rows' as const, table, owner, orderBy },
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
    pushdown: { kind: 'linked' as const, links, owner, property, table, orderBy },
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
    pushdown: {
      kind: 'page' as const,
      listing: listing as (args: never, now: Moment) => Listing<Keyed>,
      link,
    },
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

/** An SQL expression of its own. */
export const expression = <Args extends object>(
  build: (row: Row, args: Args, tools: Tools) => JsonExpression,
): {
  kind: 'expression';
  build: (row: Row, args: NoInfer<Args>, tools: Tools) => JsonExpression;
} => ({
  kind: 'expression',
  build,
});

/** The same, of the root. */
export const rootExpression = <Args extends object>(
  build: (args: Args, tools: Tools) => JsonExpression,
) => ({ kind: 'rootExpression' as const, build });

/** A page of what is no table's rows. */
export const selectedPage = <Args extends object>(
  select: (args: Args, tools: PageTools) => PageSource,
) => ({ kind: 'selectedPage' as const, select });

/** What a function makes of rows, which a loader reads or a statement for the whole operation brings. */
export function derived<Parent, Args, Input, Value>({
  input,
  columns = [],
  load,
  build,
  derive,
}: {
  /** Names what is brought: fields of one row that derive from the same share it. */
  input: string;
  /** What `derive` takes of the row itself, beside its key. */
  columns?: readonly (keyof Parent & string)[];
  load: (parent: Parent, context: Context) => Promise<Input>;
  /** JSON of the same shape as what is loaded. */
  build: (row: Row, tools: DeriveTools) => JsonExpression;
  derive: (input: Input, parent: Parent, args: Args, context: Context) => Value;
}) {
  return {
    pushdown: { kind: 'derived' as const, input, columns, build, derive: derive as never },
    resolve: async (parent: Parent, args: Args, context: Context) =>
      derive(await load(parent, context), parent, args, context),
  };
}

/** What a function makes of what a statement brings for the field's arguments. */
export const composed = <Brought, Parent, Args extends object, Value>(
  build: (args: Args, tools: ComposeTools) => JsonExpression,
  compose: (brought: Brought, parent: Parent, args: Args, context: Context) => Value,
) => ({ kind: 'composed' as const, build, compose: compose as never });

/** Of the root: the row of a slug or natural key. */
export const byName = (table: Sluggish) => ({ kind: 'byName' as const, table });

/** Of the root: the row of a natural key. */
export const byKey = (table: Keyed) => ({ kind: 'byKey' as const, table });

/** Of the root: all rows of a table. */
export const everyRow = (table: PgTable, orderBy: readonly PgColumn[]) => ({
  kind: 'everyRow' as const,
  table,
  orderBy,
});

/** An object made of columns of this row: null unless all of `given` and any of `some` have values. */
export const sameRow = <Property extends string = never>({
  columns = {},
  given = [],
  some = [],
}: {
  columns?: Readonly<Record<string, string | null>>;
  given?: readonly Property[];
  some?: readonly Property[];
} = {}) => ({ kind: 'sameRow' as const, columns, given, some });

type Bound = 'Earliest' | 'Latest' | 'Precision' | 'Edtf';

/** Bounds of time whose columns begin with a word; null where the row has none. */
export function boundsOfRow<Prefix extends string>(prefix: Prefix, { zone = true } = {}) {
  const given = ['Earliest', 'Latest', 'Precision', 'Edtf'] as const;
  const columns = Object.fromEntries(given.map((part) => [part.toLowerCase(), `${prefix}${part}`]));
  return sameRow<`${Prefix}${Bound}`>({
    columns: { ...columns, zone: zone ? `${prefix}Zone` : null },
    given: given.map((part) => `${prefix}${part}` as const),
  });
}

/** The first of these columns with a value. */
export const coalesce = <Property extends string>(
  properties: readonly Property[],
  otherwise?: string,
) => ({ kind: 'coalesce' as const, properties, ...(otherwise !== undefined && { otherwise }) });
