import { ask } from '#lib/api/client.server.ts';
import { asOfOf } from '#lib/api/as-of.ts';
import { pageOf } from '#lib/paging/page.ts';
import { claimantsOf } from '#lib/totals/claimants.ts';
import { orderOf } from '#lib/totals/order.ts';
import { CountriesPage } from './countries.ts';
import type { PageServerLoad } from './$types';

const ROWS = 50;

export const load: PageServerLoad = async (event) => {
  const order = orderOf(event.url);
  const { data, playground } = await ask(event, CountriesPage, {
    filter: {},
    orderBy: order,
    ...pageOf(event.url, ROWS),
  });
  return {
    asOf: asOfOf(event.url),
    playground,
    order,
    list: data.countries,
    providers: claimantsOf(data.claimants),
  };
};
