import { ask } from '#lib/api/client.server.ts';
import { asOfOf } from '#lib/api/as-of.ts';
import { pageOf } from '#lib/paging/page.ts';
import { withEvents } from '#lib/statistics/with-events.ts';
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
  const providers = new Set(withEvents(data.datasets).map(({ provider }) => provider.name));
  return {
    asOf: asOfOf(event.url),
    playground,
    order,
    list: data.countries,
    providers: [...providers],
  };
};
