import {
  derivedStream,
  mergedPage,
  placeInStream,
  type PlaceOf,
  type Stream,
} from '@casus/store/lists/merge';
import { ofAll, type Link, type Listing, type Page } from '@casus/store/lists/page';
import { jsonObject, type JsonExpression } from '@casus/store/pushdown/json';
import type { Row } from '@casus/store/pushdown/row';
import { pageOf } from '@casus/store/pushdown/page';
import type { SQL } from 'drizzle-orm';
import type { Context } from './context.ts';
import { connectionFrom, sliceOf, type ConnectionArguments } from './paging.ts';
import { composed } from './pushdown/field-options.ts';
import type { ComposeTools, Keyed, Moment } from './pushdown/options.ts';

/** One of the lists that make up a common one: rows of a table, in the order of an instant. */
export interface ListedPart<Node> {
  /** Stands in cursors. */
  name: string;
  listing: Listing<Keyed>;
  /** How it hangs on a row; null where it is of the whole record. */
  link: Link | null;
  /** Of a row, or of what `build` made of it. */
  nodeOf: (row: never) => Node;
  build: (row: Row, tools: ComposeTools) => JsonExpression;
}

/** One that is derived for each answer, whole. */
export interface DerivedPart<Node> {
  name: string;
  load: (key: string | null, context: Context) => Promise<readonly Node[]>;
  /** What `derive` takes. */
  build: (key: SQL | null, tools: ComposeTools) => JsonExpression;
  derive: (brought: never, context: Context) => readonly Node[];
}

export type Part<Node> = ListedPart<Node> | DerivedPart<Node>;

export interface MergedList<Parent, Args, Node> {
  name: string;
  /** Which way it runs. */
  order: (args: Args) => { name: string; descending: boolean };
  /** In the order in which what falls on one instant stands. */
  parts: (args: Args, now: Moment) => readonly Part<Node>[];
  /** Of what is derived. */
  placeOf: PlaceOf<Node>;
  /** The key of what the lists hang on; null where they are of the whole record. */
  hangsOn: (args: Args) => {
    key: (parent: Parent, context: Context) => Promise<string> | string;
    sql: (parent: SQL | null) => SQL;
  } | null;
  /** Refuses arguments that do not go together. */
  check?: (args: Args, now: string) => void;
}

interface BroughtPage {
  edges: { node: never; cursor: string }[];
  hasNextPage: boolean;
  hasPreviousPage: boolean;
  total?: number;
}

/** How a field gives several lists as one, by their places in time. */
export function merged<Parent, Args extends object, Node>(list: MergedList<Parent, Args, Node>) {
  const { resolve, build, compose } = mergedParts(list);
  return { resolve, pushdown: composed(build, compose) };
}

/** The parts of that, for a field that gives several lists so under some arguments only. */
export function mergedParts<Parent, Args extends object, Node>(
  list: MergedList<Parent, Args, Node>,
) {
  type Given = Args & ConnectionArguments;
  const { placeOf } = list;

  function connect(args: Given, streams: readonly CountedStream<Node>[]) {
    const slice = sliceOf(args);
    return connectionFrom(slice, mergedPage(streams, list.order(args), slice), async () => {
      const counts = await Promise.all(streams.map(({ count }) => count()));
      return counts.reduce((total, count) => total + count, 0);
    });
  }

  async function resolve(parent: Parent, args: Given, context: Context) {
    list.check?.(args, context.now);
    const { first: _f, after: _a, last: _l, before: _b, ...asked } = args;
    const hangs = list.hangsOn(args);
    const key = hangs && (await hangs.key(parent, context));
    const { descending } = list.order(args);
    const streams = list.parts(args, context.now).map((part): CountedStream<Node> => {
      const id = JSON.stringify([list.name, part.name, asked]);
      if (!('listing' in part)) {
        return lazyStream({ name: part.name, placeOf }, () => part.load(key, context), descending);
      }
      const link = part.link ?? ofAll;
      return {
        name: part.name,
        order: part.listing.order.name,
        page: async (slice) => {
          const page = await context.loaders.page(id, part.listing, link, key ?? '', slice);
          return withNodes(page, part);
        },
        count: () => context.loaders.count(id, part.listing, link, key ?? ''),
      };
    });
    return connect(args, streams);
  }

  function build(args: Given, tools: ComposeTools): JsonExpression {
    const slice = sliceOf(args);
    const order = list.order(args);
    const parts = list.parts(args, tools.now);
    const names = parts.map((part) => ({
      name: part.name,
      order: 'listing' in part ? part.listing.order.name : part.name,
    }));
    const hangs = list.hangsOn(args);
    const key = hangs && hangs.sql(tools.parent);
    const isAscending = order.descending !== slice.forward;
    return jsonObject(
      parts.map((part, rank) => {
        if (!('listing' in part)) return [part.name, part.build(key, tools)];
        const at = (index: 0 | 1) =>
          tools.argument(
            slice.forward ? 'after' : 'before',
            (cursor: string) => placeInStream(cursor, names, order, rank, isAscending)[index],
          );
        const cursor = slice.cursor === null ? null : { value: at(0), key: at(1) };
        const json = pageOf(
          part.listing,
          part.link && key && { link: part.link, key },
          { ...slice, cursor },
          tools.alias(),
          (page) =>
            jsonObject([
              [
                'edges',
                page.rows((row, text) =>
                  jsonObject([
                    ['node', part.build(row, tools)],
                    ['cursor', ['"', ...text, '"']],
                  ]),
                ),
              ],
              ['hasNextPage', page.hasNextPage()],
              ['hasPreviousPage', page.hasPreviousPage()],
              ...(tools.isAsked('totalCount') ? [['total', page.total()] as const] : []),
            ]),
        );
        return [part.name, json];
      }),
    );
  }

  function compose(
    brought: Record<string, BroughtPage>,
    _: unknown,
    args: Given,
    context: Context,
  ) {
    list.check?.(args, context.now);
    const { descending } = list.order(args);
    const streams = list.parts(args, context.now).map((part): CountedStream<Node> => {
      const found = brought[part.name]!;
      if (!('listing' in part)) {
        const derive = async () => part.derive(found as never, context);
        return lazyStream({ name: part.name, placeOf }, derive, descending);
      }
      return {
        name: part.name,
        order: part.listing.order.name,
        page: async () => withNodes(found, part),
        count: async () => found.total!,
      };
    });
    return connect(args, streams);
  }

  return { resolve, build, compose };
}

function withNodes<Node>(
  page: { edges: { node: unknown; cursor: string }[] } & Omit<Page<unknown>, 'edges'>,
  { nodeOf }: ListedPart<Node>,
): Page<Node> {
  const edges = page.edges.map(({ node, cursor }) => ({ node: nodeOf(node as never), cursor }));
  return { ...page, edges };
}

/** One of the lists that make up a common one, and how many rows it has. */
interface CountedStream<Node> extends Stream<Node> {
  count: () => Promise<number>;
}

/**
 * What is derived for each answer, whole. It is asked for together with the pages of the other
 * streams: awaited before them, it would break the batches of those that need none apart.
 */
function lazyStream<Node>(
  { name, placeOf }: { name: string; placeOf: PlaceOf<Node> },
  derive: () => Promise<readonly Node[]>,
  descending: boolean,
): CountedStream<Node> {
  return {
    name,
    order: name,
    page: async (slice) => derivedStream({ name, placeOf }, await derive(), descending).page(slice),
    count: async () => (await derive()).length,
  };
}
