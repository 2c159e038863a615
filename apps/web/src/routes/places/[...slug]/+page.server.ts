import { error, redirect } from '@sveltejs/kit';
import { m } from '#paraglide/messages.js';
import { redirectToOwn } from '#lib/address/canonical.ts';
import { briefPath, placePath } from '#lib/address/paths.ts';
import { asOfOf } from '#lib/api/as-of.ts';
import { allAsked } from '#lib/api/all-asked.ts';
import { ask } from '#lib/api/client.server.ts';
import {
  breakdownsOf,
  breakdownsOn,
  EventBreakdowns,
  EventsOverTime,
} from '#lib/breakdowns/breakdowns.ts';
import { eventOrderOf } from '#lib/events/order.ts';
import { pageOf } from '#lib/paging/page.ts';
import { askedWithin } from '#lib/geo/country-filter.server.ts';
import { locatorMap } from '#lib/geo/locator.server.ts';
import { orNearly } from '#lib/search/nearly.server.ts';
import { numberOfTotals } from '#lib/reuse/sum.ts';
import { spanOf } from '#lib/span/span.ts';
import { totalsText } from '#lib/totals/sentence.ts';
import { eventsMap } from '../../explore/events-map.server.ts';
import { PlacePage, type Place } from './place.ts';
import type { PageServerLoad, PageServerLoadEvent } from './$types';

const ROWS = 20;

export const load: PageServerLoad = (event) =>
  orNearly(event, { type: 'PLACE', slug: event.params.slug }, placeOf(event));

async function placeOf(event: PageServerLoadEvent) {
  const { slug } = event.params;
  const asOf = asOfOf(event.url);
  const span = spanOf(event.url);
  const orderBy = eventOrderOf(event.url);
  const { within, answers } = await askedWithin(
    slug,
    async (within) => ({
      within,
      answers: await allAsked([
        ask(event, PlacePage, { slug, within, asOf, orderBy, ...pageOf(event.url, ROWS) }),
        ask(event, EventsOverTime, { within, asOf }),
        // The years of a pair are those of all its fighting, wherever that was.
        ask(event, EventBreakdowns, breakdownsOn(within, asOf, false)),
      ]),
    }),
    ({ answers: [{ data }] }) => data.place,
  );
  const [{ data, playground }, { data: over }, asked] = answers;
  const { place } = data;
  if (!place) {
    error(404, m.faults_no_place({ slug }));
  }
  // Of some days of a country its brief tells, under the same parameters.
  if (span && place.kind === 'COUNTRY') redirect(307, briefPath(place) + event.url.search);
  redirectToOwn(event, place, placePath(place));
  const breakdowns = breakdownsOf(asked, over, { within, asOf });
  return {
    asOf,
    orderBy,
    playground,
    place,
    breakdowns,
    map: eventsMap(data.map, within, asOf, over.labels),
    // Where nothing is on record, at least where the place lies.
    locator: data.map.length > 0 ? null : locatorOf(place),
    sum: numberOfTotals({ root: 'places', ...place }, over.summed, over.coverage),
    totals: totalsText(
      place.kind === 'COUNTRY' ? 'COUNTRY' : 'PLACE',
      place.totals,
      breakdowns.claimants,
      asOf,
      breakdowns.direction,
    ),
  };
}

/** The place in its country. */
function locatorOf({ name, kind, latitude, longitude, country }: Place) {
  const hasPoint = typeof latitude === 'number' && typeof longitude === 'number';
  return locatorMap([], {
    width: 760,
    height: 480,
    partyCountryCodes: country?.countryCode ? [country.countryCode] : [],
    places: hasPoint && kind !== 'COUNTRY' ? [{ name, latitude, longitude }] : [],
  });
}
