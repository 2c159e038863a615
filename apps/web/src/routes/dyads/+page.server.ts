import { ask } from '#lib/api/client.server.ts';
import { asOfOf } from '#lib/api/as-of.ts';
import { pageOf } from '#lib/paging/page.ts';
import { claimantsOf } from '#lib/totals/claimants.ts';
import { orderOf } from '#lib/totals/order.ts';
import { spanOf } from '#lib/span/span.ts';
import { rowsWithin, spanVariables, withinSpan } from '#lib/span/index-span.ts';
import { ROWS_THEN, thenOrderOf } from '#lib/totals/then.ts';
import { DyadsPage, DyadsThen } from './dyads.ts';
import type { ListOfRows } from '#lib/tools/files.ts';
import type { PageServerLoad } from './$types';

const ROWS = 50;

export const load: PageServerLoad = async (event) => {
  const order = orderOf(event.url);
  const asOf = asOfOf(event.url);
  const span = spanOf(event.url);
  const within = withinSpan(span);
  if (asOf) {
    const orderBy = thenOrderOf(order);
    const { data, playground } = await ask(event, DyadsThen, {
      asOf,
      orderBy,
      first: ROWS_THEN,
      within,
    });
    return {
      asOf,
      span,
      coverage: data.coverage,
      playground,
      order: orderBy,
      list: null,
      file: { of: 'dyads', filter: {} } satisfies ListOfRows,
      then: data.rows,
      providers: claimantsOf(data.claimants),
    };
  }
  const { data, playground } = await ask(event, DyadsPage, {
    orderBy: order,
    ...pageOf(event.url, ROWS),
    ...spanVariables(span, order),
  });
  return {
    asOf: null,
    span,
    coverage: data.coverage,
    playground,
    order,
    list: rowsWithin(data.dyads, span),
    file: {
      of: 'dyads',
      filter: {},
      orderBy: order,
      ...(span ? { during: span } : { rows: data.dyads.totalCount }),
    } satisfies ListOfRows,
    then: null,
    providers: claimantsOf(data.claimants),
  };
};
