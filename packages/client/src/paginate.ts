import type { TypedDocument } from './document.ts';
import { CasusFailure } from './errors.ts';
import type { Answer } from './client.ts';

interface PageInfo {
  hasNextPage?: boolean;
  endCursor?: string | null;
  hasPreviousPage?: boolean;
  startCursor?: string | null;
}

/** A page of any list: its rows as `nodes`, or as `edges`, whichever the document asks for. */
export type Page<Row> = { pageInfo: PageInfo } & (
  { nodes: readonly Row[] } | { edges: readonly { node: Row }[] }
);

export interface PageOptions {
  /** 1 to 100. */
  pageSize?: number;
  /** From the end of the list to its beginning. */
  backwards?: boolean;
}

type Query<Data, Variables> = (
  document: TypedDocument<Data, Variables> | string,
  variables: Variables,
) => Promise<Answer<Data>>;

/**
 * The rows of a list, page after page, each asked for when the ones before it were taken.
 *
 * @throws CasusFailure
 */
export async function* paginate<Data, Variables, Row>(
  query: Query<Data, Variables>,
  document: TypedDocument<Data, Variables> | string,
  variables: Variables,
  pageOf: (data: Data) => Page<Row> | null | undefined,
  { pageSize = 100, backwards = false }: PageOptions,
): AsyncGenerator<Row, void, void> {
  let cursor: string | null | undefined;
  do {
    const { data, errors } = await query(document, {
      ...variables,
      ...(backwards ? { last: pageSize, before: cursor } : { first: pageSize, after: cursor }),
    });
    if (errors) throw new CasusFailure(errors);
    const page = pageOf(data);
    // What the list belongs to is not on record.
    if (!page) return;
    const rows = 'nodes' in page ? page.nodes : page.edges.map(({ node }) => node);
    yield* backwards ? [...rows].reverse() : rows;
    cursor = nextCursor(page.pageInfo, backwards);
  } while (cursor);
}

/** @throws TypeError where the document does not ask for it: it would be one page for ever, or the first alone. */
function nextCursor(info: PageInfo, backwards: boolean): string | null | undefined {
  const [more, cursor] = backwards
    ? [info.hasPreviousPage, info.startCursor]
    : [info.hasNextPage, info.endCursor];
  if (more === undefined || (more && !cursor)) {
    throw new TypeError(
      backwards
        ? 'To be paged backwards, a list has to ask for pageInfo { hasPreviousPage startCursor }.'
        : 'To be paged, a list has to ask for pageInfo { hasNextPage endCursor }.',
    );
  }
  return more ? cursor : null;
}
