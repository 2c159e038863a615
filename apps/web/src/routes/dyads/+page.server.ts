import { ask } from '#lib/api/client.server.ts';
import { indexData } from '#lib/totals/index-data.server.ts';
import { orderOf } from '#lib/totals/order.ts';
import { DyadsPage, DyadsThen } from './dyads.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
  indexData(event, {
    of: 'dyads',
    order: orderOf(event.url),
    now: (asked) => ask(event, DyadsPage, { ...asked }),
    listed: ({ dyads }) => dyads,
    then: (asked) => ask(event, DyadsThen, { ...asked }),
  });
