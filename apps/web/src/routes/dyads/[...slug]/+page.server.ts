import { error } from '@sveltejs/kit';
import { m } from '#paraglide/messages.js';
import { redirectToOwn } from '#lib/address/canonical.ts';
import { dyadPath } from '#lib/address/paths.ts';
import { allAsked } from '#lib/api/all-asked.ts';
import { asOfOf } from '#lib/api/as-of.ts';
import { ask } from '#lib/api/client.server.ts';
import {
  breakdownsOf,
  breakdownsOn,
  EventBreakdowns,
  EventsOverTime,
} from '#lib/breakdowns/breakdowns.ts';
import { eventOrderOf } from '#lib/events/order.ts';
import { dyadName } from '#lib/language/dyad-name.ts';
import { pageOf } from '#lib/paging/page.ts';
import { orNearly } from '#lib/search/nearly.server.ts';
import { numberOfTotals } from '#lib/reuse/sum.ts';
import { totalsText } from '#lib/totals/sentence.ts';
import { eventsMap } from '../../explore/events-map.server.ts';
import { DyadPage } from './dyad.ts';
import type { PageServerLoad, PageServerLoadEvent } from './$types';

const ROWS = 20;

export const load: PageServerLoad = (event) =>
  orNearly(event, { type: 'DYAD', slug: event.params.slug }, dyadOf(event));

async function dyadOf(event: PageServerLoadEvent) {
  const { slug } = event.params;
  const asOf = asOfOf(event.url);
  const orderBy = eventOrderOf(event.url);
  const within = { dyads: [slug] };
  const [{ data, playground }, { data: over }, asked] = await allAsked([
    ask(event, DyadPage, { slug, within, asOf, orderBy, ...pageOf(event.url, ROWS) }),
    ask(event, EventsOverTime, { within, asOf }),
    ask(event, EventBreakdowns, breakdownsOn(within, asOf, false)),
  ]);
  const { dyad } = data;
  if (!dyad) {
    error(404, m.faults_no_dyad({ slug }));
  }
  redirectToOwn(event, dyad, dyadPath(dyad));
  // Who fights whom is what the page is of.
  const breakdowns = { ...breakdownsOf(asked, over, { within, asOf }), dyads: [] };
  return {
    asOf,
    orderBy,
    playground,
    dyad,
    breakdowns,
    map: eventsMap(data.map, { dyads: [dyad.slug] }, asOf, over.labels),
    sum: numberOfTotals(
      { root: 'dyads', ...dyad, name: dyadName(dyad) },
      over.summed,
      over.coverage,
    ),
    totals: totalsText('DYAD', dyad.totals, breakdowns.claimants, asOf, breakdowns.direction),
  };
}
