import { CursorRefused, decodeCursor, encodeCursor } from './cursor.ts';
import type { Page, Slice } from './page.ts';
import { instantFrom } from '../tables/columns.ts';

/** A list in time's order that is to be one of several in a common list. */
export interface Stream<Node> {
  /** Stands in cursors. */
  name: string;
  /** The order by which its pages are cut: instants, and the key where they are equal. */
  order: string;
  /** Cursors tell where nodes stand: as of a moment that is not always where they say themselves. */
  page: (slice: Slice) => Promise<Page<Node>>;
}

/** In which direction the common list runs, and the name of that in its cursors. */
export interface MergedOrder {
  name: string;
  descending: boolean;
}

/** Behind every key there is, in the order of bytes. */
const BEHIND_ALL_KEYS = '\u{10FFFF}';

/**
 * A slice of several streams as one list. What falls on one instant stands in the order in which the
 * streams are given. Each stream is asked for one slice, however long it and the others are.
 */
export async function mergedPage<Node>(
  streams: readonly Stream<Node>[],
  order: MergedOrder,
  slice: Slice,
): Promise<Page<Node>> {
  const ascending = order.descending !== slice.forward;
  const from = slice.cursor === null ? null : startOf(slice.cursor, streams, order);
  const pages = await Promise.all(
    streams.map(async (stream, rank) => {
      const cursor = from && encodeCursor(stream.order, ...placeFor(rank, from, ascending));
      const { edges, hasNextPage, hasPreviousPage } = await stream.page({ ...slice, cursor });
      const more = slice.forward ? hasNextPage : hasPreviousPage;
      return { more, nodes: slice.forward ? edges : edges.toReversed(), stream, rank };
    }),
  );
  const sign = ascending ? 1 : -1;
  const met = pages
    .flatMap(({ nodes, stream, rank }) =>
      nodes.map(({ node, cursor }) => {
        const [text, key] = decodeCursor(cursor, stream.order, 'instant');
        return { node, stream, rank, at: instantFrom(text), key };
      }),
    )
    // Of one stream they are in order already, and stay so: keys need no comparing here.
    .sort((a, b) => sign * (Number(a.at > b.at) - Number(a.at < b.at) || a.rank - b.rank));
  const edges = met.slice(0, slice.size).map(({ node, stream, at, key }) => ({
    node,
    cursor: encodeCursor(order.name, instantText(at), `${stream.name} ${key}`),
  }));
  const more = met.length > slice.size || pages.some((page) => page.more);
  return slice.forward
    ? { edges, hasNextPage: more, hasPreviousPage: slice.cursor !== null }
    : { edges: edges.reverse(), hasNextPage: slice.cursor !== null, hasPreviousPage: more };
}

/**
 * Where in its own order one of several streams goes on from a cursor of the common list.
 * @throws CursorRefused
 */
export function placeInStream(
  cursor: string,
  streams: readonly Pick<Stream<unknown>, 'name' | 'order'>[],
  order: MergedOrder,
  rank: number,
  ascending: boolean,
): [instant: string, key: string] {
  return placeFor(rank, startOf(cursor, streams, order), ascending);
}

interface Start {
  instant: string;
  rank: number;
  key: string;
}

/** @throws CursorRefused */
function startOf(
  cursor: string,
  streams: readonly Pick<Stream<unknown>, 'name'>[],
  { name }: MergedOrder,
): Start {
  const [instant, place] = decodeCursor(cursor, name, 'instant');
  const space = place.indexOf(' ');
  const rank = streams.findIndex((stream) => stream.name === place.slice(0, space));
  if (rank === -1) throw new CursorRefused();
  return { instant, rank, key: place.slice(space + 1) };
}

function placeFor(rank: number, from: Start, ascending: boolean): [instant: string, key: string] {
  const allPast = rank !== from.rank && rank < from.rank === ascending;
  const key = rank === from.rank ? from.key : allPast === ascending ? BEHIND_ALL_KEYS : '';
  return [from.instant, key];
}

/** An instant as PostgreSQL writes it, and as cursors have it. */
export function instantText(at: string): string {
  return at.replace('T', ' ').replace('Z', '+00');
}

/** Where a node stands in the order of time: its instant, and a key where instants are equal. */
export type PlaceOf<Node> = (node: Node) => { at: string; key: string };

/** A stream of what is not in the database but derived from it; the whole of it is at hand. */
export function derivedStream<Node>(
  { name, placeOf }: { name: string; placeOf: PlaceOf<Node> },
  nodes: readonly Node[],
  descending: boolean,
): Stream<Node> {
  const placed = nodes
    .map((node) => ({ node, ...placeOf(node) }))
    .sort((a, b) => compare([a.at, a.key], [b.at, b.key]));
  const page = async ({ size, forward, cursor }: Slice): Promise<Page<Node>> => {
    const ascending = descending !== forward;
    const from = cursor === null ? null : decodeCursor(cursor, name, 'instant');
    const sign = ascending ? 1 : -1;
    const rest = (ascending ? placed : placed.toReversed()).filter(
      ({ at, key }) => !from || sign * compare([instantText(at), key], from) > 0,
    );
    const edges = rest.slice(0, size).map(({ node, at, key }) => ({
      node,
      cursor: encodeCursor(name, instantText(at), key),
    }));
    const more = rest.length > size;
    return forward
      ? { edges, hasNextPage: more, hasPreviousPage: cursor !== null }
      : { edges: edges.reverse(), hasNextPage: cursor !== null, hasPreviousPage: more };
  };
  return { name, order: name, page };
}

type Place = readonly [instant: string, key: string];

function compare([at, key]: Place, [otherAt, otherKey]: Place): number {
  return (
    Number(at > otherAt) - Number(at < otherAt) || Number(key > otherKey) - Number(key < otherKey)
  );
}
