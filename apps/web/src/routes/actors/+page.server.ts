import { ask } from '#lib/api/client.server.ts';
import { asOfOf } from '#lib/api/as-of.ts';
import { pageOf } from '#lib/paging/page.ts';
import { claimantsOf } from '#lib/totals/claimants.ts';
import { orderOf } from '#lib/totals/order.ts';
import { ActorsPage } from './actors.ts';
import type { PageServerLoad } from './$types';

const ROWS = 50;
/** Who takes part in events; whom datasets only quote has no sums. */
const PARTIES = { kinds: ['GOVERNMENT', 'ARMED_GROUP', 'ARMED_FORCE', 'STATE'] as const };

export const load: PageServerLoad = async (event) => {
  const order = orderOf(event.url);
  const { data, playground } = await ask(event, ActorsPage, {
    filter: { kinds: [...PARTIES.kinds] },
    orderBy: order,
    ...pageOf(event.url, ROWS),
  });
  return {
    asOf: asOfOf(event.url),
    playground,
    order,
    list: data.actors,
    providers: claimantsOf(data.claimants),
  };
};
