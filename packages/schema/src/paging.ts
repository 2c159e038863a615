import { CursorRefused } from '@casus/store/lists/cursor';
import { ofAll, type Link, type Listing, type Page, type Slice } from '@casus/store/lists/page';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { Context } from './context.ts';
import { badUserInput } from './errors.ts';
import { PAGE_DEFAULT, PAGE_LIMIT } from './limits.ts';

export interface ConnectionArguments {
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}

/** The slice that a connection's arguments ask for. */
export function sliceOf({ first, after, last, before }: ConnectionArguments): Slice {
  if (isGiven(first) && isGiven(last)) {
    throw badUserInput('Give first or last, not both: a page has one direction.', 'last');
  }
  if (isGiven(after) && isGiven(before)) {
    throw badUserInput('Give after or before, not both.', 'before');
  }
  if (isGiven(last) ? isGiven(after) : isGiven(before)) {
    throw badUserInput(
      'Use first with after, and last with before.',
      isGiven(last) ? 'after' : 'before',
    );
  }
  const size = first ?? last ?? PAGE_DEFAULT;
  if (size < 1 || size > PAGE_LIMIT) {
    throw badUserInput(
      `A page has 1 to ${PAGE_LIMIT} rows; ${size} was asked for. Ask for up to ${PAGE_LIMIT} and go on with the page's endCursor.`,
      isGiven(last) ? 'last' : 'first',
    );
  }
  return { size, forward: !isGiven(last), cursor: after ?? before ?? null };
}

const isGiven = <Value>(value: Value | null | undefined): value is Value =>
  value !== null && value !== undefined;

/** A list under a field: what is listed, how it hangs on its parent (none for a root list). */
export interface ListRequest<Table extends PgTable & { key: PgColumn }> {
  /** Tells lists of one request apart, with the filter's values; text where it does so already. */
  name: readonly unknown[] | string;
  listing: Listing<Table>;
  parent?: { key: string; link: Link };
}

type Prepared<Table extends PgTable & { key: PgColumn }> = Omit<ListRequest<Table>, 'parent'>;

const prepared = new WeakMap<Context, Map<string, unknown>>();

/**
 * What `prepare` makes of a field's arguments, made once in an answer: under each of a hundred rows
 * the same list hangs, and working its filter out costs more than batching its rows.
 */
export function preparedOnce<Table extends PgTable & { key: PgColumn }>(
  context: Context,
  field: string,
  args: unknown,
  prepare: () => Listing<Table>,
): Prepared<Table> {
  let lists = prepared.get(context);
  if (!lists) prepared.set(context, (lists = new Map()));
  const name = `${field} ${JSON.stringify(args)}`;
  let list = lists.get(name) as Prepared<Table> | undefined;
  if (!list) lists.set(name, (list = { name, listing: prepare() }));
  return list;
}

/** The connection that a list field answers with; its total is counted only when asked for. */
export async function connect<Table extends PgTable & { key: PgColumn }>(
  { loaders }: Context,
  args: ConnectionArguments,
  { name, listing, parent }: ListRequest<Table>,
) {
  const slice = sliceOf(args);
  const id = typeof name === 'string' ? name : JSON.stringify([name, listing.order.name]);
  const link = parent?.link ?? ofAll;
  const key = parent?.key ?? '';
  return connectionFrom(slice, loaders.page(id, listing, link, key, slice), () =>
    loaders.count(id, listing, link, key),
  );
}

/** The connection around a page; a cursor that the list did not give out is the client's mistake. */
export async function connectionFrom<Node>(
  slice: Slice,
  coming: Promise<Page<Node>>,
  totalCount: () => Promise<number>,
) {
  const { edges, hasNextPage, hasPreviousPage } = await coming.catch((error: unknown) => {
    if (!(error instanceof CursorRefused)) throw error;
    throw badUserInput(error.message, slice.forward ? 'after' : 'before');
  });
  return {
    edges,
    // Made when asked for, like all that follows.
    get nodes() {
      return edges.map(({ node }) => node);
    },
    pageInfo: {
      hasNextPage,
      hasPreviousPage,
      get startCursor() {
        return edges[0]?.cursor ?? null;
      },
      get endCursor() {
        return edges.at(-1)?.cursor ?? null;
      },
    },
    totalCount,
  };
}
