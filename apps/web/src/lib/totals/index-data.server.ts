import type { RequestEvent } from '@sveltejs/kit';
import type { BreakdownRowFragment, EventFilter, SpanCoverageFragment } from '../../gql/graphql.ts';
import { asOfOf } from '../api/as-of.ts';
import type { Answered } from '../api/client.server.ts';
import { pageOf } from '../paging/page.ts';
import { rowsWithin, spanVariables, withinSpan } from '../span/index-span.ts';
import { spanOf } from '../span/span.ts';
import type { ListOfRows } from '../tools/files.ts';
import { claimantsOf } from './claimants.ts';
import { ROWS_THEN, thenOrderOf, type ThenOrder } from './then.ts';

const ROWS = 50;

/** What the question of an index gives beside its rows. */
interface Sources {
  coverage: SpanCoverageFragment[];
  claimants: readonly { claimant?: { name: string } | null }[];
}

type PageAsked<Order> = { orderBy: Order } & ReturnType<typeof pageOf> &
  ReturnType<typeof spanVariables>;

interface ThenAsked {
  asOf: string;
  orderBy: ThenOrder;
  first: number;
  within: EventFilter;
}

interface Listed {
  totalCount: number;
  pageInfo: { hasNextPage: boolean };
  nodes: { totals: { events: number } }[];
}

interface Index<Order extends string, Now, Then, List> {
  /** The file that holds the same rows. */
  of: ListOfRows['of'];
  /** What the index is of. */
  filter?: object;
  /** What a reader asks of it; no part of what is told as of a moment. */
  choices?: object;
  order: Order;
  /** The question, under the arguments of a page and of the days of its sums. */
  now: (asked: PageAsked<Order>) => Promise<Answered<Now>>;
  listed: (answer: Now) => List;
  /** The question as of a moment. */
  then: (asked: ThenAsked) => Promise<Answered<Then>>;
}

/**
 * A page of entities of one sort with the sums of their events, as an address asks for it: in an order, of some days or
 * all, or as of a moment, of which the first rows are told.
 */
export async function indexData<
  Order extends string,
  Now extends Sources,
  Then extends Sources & { rows: BreakdownRowFragment[] },
  List extends Listed,
>(
  { url }: Pick<RequestEvent, 'url'>,
  { of, filter = {}, choices = {}, order, now, listed, then }: Index<Order, Now, Then, List>,
) {
  const asOf = asOfOf(url);
  const span = spanOf(url);
  if (asOf) {
    const orderBy = thenOrderOf(order);
    const within = withinSpan(span);
    const { data, playground } = await then({ asOf, orderBy, first: ROWS_THEN, within });
    return {
      ...{ asOf, span, playground, order: orderBy, list: null, then: data.rows as Then['rows'] },
      file: { of, filter } satisfies ListOfRows,
      coverage: data.coverage,
      providers: claimantsOf(data.claimants),
    };
  }
  const { data, playground } = await now({
    orderBy: order,
    ...pageOf(url, ROWS),
    ...spanVariables(span, order),
  });
  const list = listed(data);
  const days = span ? { during: span } : { rows: list.totalCount };
  return {
    ...{ asOf: null, span, playground, order, list: rowsWithin(list, span), then: null },
    file: { of, filter: { ...filter, ...choices }, orderBy: order, ...days } satisfies ListOfRows,
    coverage: data.coverage,
    providers: claimantsOf(data.claimants),
  };
}
