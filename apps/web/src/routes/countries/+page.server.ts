import { ask } from '#lib/api/client.server.ts';
import { indexData } from '#lib/totals/index-data.server.ts';
import { orderOf } from '#lib/totals/order.ts';
import { CountriesPage, CountriesThen } from './countries.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
  indexData(event, {
    of: 'countries',
    order: orderOf(event.url),
    now: (asked) => ask(event, CountriesPage, { filter: {}, ...asked }),
    listed: ({ countries }) => countries,
    then: (asked) => ask(event, CountriesThen, { ...asked }),
  });
