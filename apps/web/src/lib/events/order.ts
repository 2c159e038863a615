import type { EventOrder } from '../../gql/graphql.ts';

const ORDERS: readonly EventOrder[] = ['LATEST_FIRST', 'EARLIEST_FIRST', 'DEADLIEST_FIRST'];

/** The order in which a page lists its events; a word that is no order counts as none. */
export const eventOrderOf = ({ searchParams }: Pick<URL, 'searchParams'>): EventOrder =>
  ORDERS.find((order) => order === searchParams.get('orderBy')) ?? 'LATEST_FIRST';
