import { derivedStream, mergedPage, type MergedOrder, type Stream } from '@casus/store/lists/merge';
import type { Link, Listing } from '@casus/store/lists/page';
import { sql } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { Context } from './context.ts';
import { connectionFrom, sliceOf, type ConnectionArguments } from './paging.ts';

/** One of the lists that make up a common one, and how many rows it has. */
export interface CountedStream<Node> extends Stream<Node> {
  count: () => Promise<number>;
}

interface ListedStream<Table extends PgTable & { key: PgColumn }, Node> {
  name: string;
  /** Tells lists of one request apart; with the filter's values. */
  id: readonly unknown[];
  listing: Listing<Table>;
  parent?: { key: string; link: Link } | undefined;
  nodeOf: (row: Table['$inferSelect']) => Node;
  placeOf: Stream<Node>['placeOf'];
}

/** Rows of a table, in the order of an instant. */
export function listedStream<Table extends PgTable & { key: PgColumn }, Node>(
  { loaders }: Context,
  { name, id, listing, parent, nodeOf, placeOf }: ListedStream<Table, Node>,
): CountedStream<Node> {
  const list = JSON.stringify([id, listing.order.name]);
  const link = parent?.link ?? (() => sql`true`);
  const key = parent?.key ?? '';
  return {
    name,
    order: listing.order.name,
    page: async (slice) => {
      const page = await loaders.page(list, listing, link, key, slice);
      const edges = page.edges.map(({ node, cursor }) => ({ node: nodeOf(node), cursor }));
      return { ...page, edges };
    },
    count: () => loaders.count(list, listing, link, key),
    placeOf,
  };
}

/**
 * What is derived for each answer, whole. It is asked for together with the pages of the other
 * streams: awaited before them, it would break the batches of those that need none apart.
 */
export function lazyStream<Node>(
  { name, placeOf }: Pick<Stream<Node>, 'name' | 'placeOf'>,
  derive: () => Promise<readonly Node[]>,
  descending: boolean,
): CountedStream<Node> {
  return {
    name,
    order: name,
    placeOf,
    page: async (slice) => derivedStream({ name, placeOf }, await derive(), descending).page(slice),
    count: async () => (await derive()).length,
  };
}

/** The connection of a list that is made up of several; its total is counted only when asked for. */
export function connectMerged<Node>(
  args: ConnectionArguments,
  order: MergedOrder,
  streams: readonly CountedStream<Node>[],
) {
  const slice = sliceOf(args);
  return connectionFrom(slice, mergedPage(streams, order, slice), async () => {
    const counts = await Promise.all(streams.map(({ count }) => count()));
    return counts.reduce((total, count) => total + count, 0);
  });
}
