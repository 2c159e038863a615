import { ask } from '#lib/api/client.server.ts';
import { indexData } from '#lib/totals/index-data.server.ts';
import { orderOf } from '#lib/totals/order.ts';
import { ActorsPage, ActorsThen } from './actors.ts';
import type { PageServerLoad } from './$types';

/** Who takes part in events; whom datasets only quote has no sums. */
const PARTIES = { kinds: ['GOVERNMENT', 'ARMED_GROUP', 'ARMED_FORCE', 'STATE'] as const };

export const load: PageServerLoad = (event) =>
  indexData(event, {
    of: 'actors',
    filter: PARTIES,
    order: orderOf(event.url),
    now: (asked) => ask(event, ActorsPage, { filter: { kinds: [...PARTIES.kinds] }, ...asked }),
    listed: ({ actors }) => actors,
    then: (asked) => ask(event, ActorsThen, { ...asked }),
  });
