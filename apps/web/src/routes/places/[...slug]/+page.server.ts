import { error } from '@sveltejs/kit';
import { m } from '#paraglide/messages.js';
import type { EventOrder } from '../../../gql/graphql.ts';
import { redirectToOwn } from '#lib/address/canonical.ts';
import { placePath } from '#lib/address/paths.ts';
import { asOfOf } from '#lib/api/as-of.ts';
import { ask } from '#lib/api/client.server.ts';
import { providersOf } from '#lib/statistics/with-events.ts';
import { pageOf } from '#lib/paging/page.ts';
import { locatorMap } from '#lib/geo/locator.server.ts';
import { pointsOf } from '#lib/geo/points.ts';
import { statisticsOf } from '#lib/statistics/periods.ts';
import { WIDE } from '#lib/statistics/wide.ts';
import { totalsText } from '#lib/totals/sentence.ts';
import { PlacePage, type Place } from './place.ts';
import type { PageServerLoad } from './$types';

const ROWS = 50;
const ORDERS: readonly EventOrder[] = ['LATEST_FIRST', 'EARLIEST_FIRST', 'DEADLIEST_FIRST'];

export const load: PageServerLoad = async (event) => {
  const { slug } = event.params;
  const asOf = asOfOf(event.url);
  // A word that is no order counts as none.
  const orderBy =
    ORDERS.find((order) => order === event.url.searchParams.get('orderBy')) ?? 'LATEST_FIRST';
  const { data, playground } = await ask(event, PlacePage, {
    slug,
    within: { places: [slug] },
    wide: { places: [slug], timePrecisions: WIDE },
    asOf,
    orderBy,
    ...pageOf(event.url, ROWS),
  });
  const { place } = data;
  if (!place) {
    error(404, m.faults_no_place({ slug }));
  }
  redirectToOwn(event, place, placePath(place));
  const claimants = providersOf(data.datasets);
  return {
    asOf,
    orderBy,
    playground,
    place,
    map: mapOf(place, asOf),
    statistics: statisticsOf(data.eventStatistics, data.wide.nodes),
    wide: data.wide.totalCount,
    claimants,
    totals: totalsText(
      place.kind === 'COUNTRY' ? 'COUNTRY' : 'PLACE',
      place.totals,
      claimants,
      asOf,
    ),
  };
};

/** The place in its country, and the events that the page lists. */
function mapOf({ name, kind, latitude, longitude, country, events }: Place, asOf: string | null) {
  const hasPoint = typeof latitude === 'number' && typeof longitude === 'number';
  return locatorMap(pointsOf(events.nodes, asOf), {
    width: 760,
    height: 480,
    partyCountryCodes: country?.countryCode ? [country.countryCode] : [],
    places: hasPoint && kind !== 'COUNTRY' ? [{ name, latitude, longitude }] : [],
  });
}
