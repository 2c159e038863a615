import { ask } from '#lib/api/client.server.ts';
import { asOfOf } from '#lib/api/as-of.ts';
import { pageOf } from '#lib/paging/page.ts';
import { claimantsOf } from '#lib/totals/claimants.ts';
import { orderOf } from '#lib/totals/order.ts';
import { ROWS_THEN, thenOrderOf } from '#lib/totals/then.ts';
import { CountriesPage, CountriesThen } from './countries.ts';
import type { ListOfRows } from '#lib/tools/files.ts';
import type { PageServerLoad } from './$types';

const ROWS = 50;

export const load: PageServerLoad = async (event) => {
  const order = orderOf(event.url);
  const asOf = asOfOf(event.url);
  if (asOf) {
    const orderBy = thenOrderOf(order);
    const { data, playground } = await ask(event, CountriesThen, {
      asOf,
      orderBy,
      first: ROWS_THEN,
    });
    return {
      asOf,
      playground,
      order: orderBy,
      list: null,
      file: { of: 'countries', filter: {} } satisfies ListOfRows,
      then: data.rows,
      providers: claimantsOf(data.claimants),
    };
  }
  const { data, playground } = await ask(event, CountriesPage, {
    filter: {},
    orderBy: order,
    ...pageOf(event.url, ROWS),
  });
  return {
    asOf: null,
    playground,
    order,
    list: data.countries,
    file: {
      of: 'countries',
      filter: {},
      orderBy: order,
      rows: data.countries.totalCount,
    } satisfies ListOfRows,
    then: null,
    providers: claimantsOf(data.claimants),
  };
};
