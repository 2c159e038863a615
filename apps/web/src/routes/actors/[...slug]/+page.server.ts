import { error } from '@sveltejs/kit';
import { m } from '#paraglide/messages.js';
import { redirectToOwn } from '#lib/address/canonical.ts';
import { actorPath } from '#lib/address/paths.ts';
import { asOfOf } from '#lib/api/as-of.ts';
import { allAsked } from '#lib/api/all-asked.ts';
import { ask } from '#lib/api/client.server.ts';
import { pageOf } from '#lib/paging/page.ts';
import { orNearly } from '#lib/search/nearly.server.ts';
import {
  breakdownsOf,
  breakdownsOn,
  EventBreakdowns,
  EventsOverTime,
} from '#lib/breakdowns/breakdowns.ts';
import { numberOfTotals } from '#lib/reuse/sum.ts';
import { totalsText } from '#lib/totals/sentence.ts';
import { ActorPage } from './actor.ts';
import { eventsMap } from '../../explore/events-map.server.ts';
import { numbersOf } from './numbers.ts';
import type { PageServerLoad, PageServerLoadEvent } from './$types';

export const load: PageServerLoad = (event) =>
  orNearly(event, { type: 'ACTOR', slug: event.params.slug }, actorOf(event));

async function actorOf(event: PageServerLoadEvent) {
  const { slug } = event.params;
  const asOf = asOfOf(event.url);
  const within = { actors: [slug] };
  const [{ data, playground }, { data: over }, asked] = await allAsked([
    ask(event, ActorPage, { slug, actor: slug, asOf, ...pageOf(event.url) }),
    ask(event, EventsOverTime, { within, asOf }),
    ask(event, EventBreakdowns, breakdownsOn(within, asOf, true)),
  ]);
  const { actor } = data;
  if (!actor) {
    error(404, m.faults_no_actor({ slug }));
  }
  redirectToOwn(event, actor, actorPath(actor));
  const breakdowns = breakdownsOf(asked, over, { within, asOf });
  // The comparison is sent along, not what it is made of.
  const { numbers, ...shown } = actor;
  return {
    asOf,
    playground,
    actor: shown,
    totals: totalsText('ACTOR', actor.totals, breakdowns.claimants, asOf, breakdowns.direction),
    sum: numberOfTotals({ root: 'actors', ...actor }, over.summed, over.coverage),
    breakdowns,
    map: eventsMap(data.map, { actors: [actor.slug] }, asOf, over.labels),
    numbers: numbersOf(numbers, actor.slug),
    figures: numbers.totalCount,
    compared: numbers.nodes.length,
  };
}
