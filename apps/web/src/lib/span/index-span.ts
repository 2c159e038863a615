import type { EventFilter } from '../../gql/graphql.ts';
import { unitOf, type Span } from './span.ts';

/** Orders that sums over the days make; another order has no days. */
const BY_SUMS: readonly string[] = ['MOST_DEATHS', 'MOST_EVENTS', 'LATEST_EVENT'];

export const withinSpan = (span: Span | null): EventFilter => (span ? { during: span } : {});

/** What an index asks of the days of its sums. */
export const spanVariables = (span: Span | null, order: string) => ({
  span,
  ordered: BY_SUMS.includes(order) ? span : null,
  unit: unitOf(span),
  within: withinSpan(span),
});

interface Page<Node> {
  totalCount: number;
  pageInfo: { hasNextPage: boolean };
  nodes: Node[];
}

/**
 * Of a list that days leave nothing out of, the rows with an event on them. In the orders of sums those without any
 * come after all others, and with the first of them the list ends.
 */
export function rowsWithin<Node extends { totals: { events: number } }, List extends Page<Node>>(
  list: List & Page<Node>,
  span: Span | null,
): List {
  if (!span) return list;
  const nodes = list.nodes.filter(({ totals }) => totals.events > 0);
  const goesOn = list.pageInfo.hasNextPage && nodes.length === list.nodes.length;
  return { ...list, nodes, pageInfo: { ...list.pageInfo, hasNextPage: goesOn } };
}
