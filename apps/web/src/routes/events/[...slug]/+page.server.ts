import { error } from '@sveltejs/kit';
import { m } from '#paraglide/messages.js';
import { asOfOf, begunAmong } from '#lib/api/as-of.ts';
import { allAsked } from '#lib/api/all-asked.ts';
import { ask } from '#lib/api/client.server.ts';
import { pageOf } from '#lib/paging/page.ts';
import { locatorMap } from '#lib/geo/locator.server.ts';
import { pointsOf } from '#lib/geo/points.ts';
import { EventEditions } from './editions.ts';
import { EventPage } from './event.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { slug } = event.params;
  const asOf = asOfOf(event.url);
  const [{ data, playground }, { data: releases }] = await allAsked([
    ask(event, EventPage, { slug, asOf, ...pageOf(event.url) }),
    ask(event, EventEditions, { slug, asOf }),
  ]);
  if (!data.event) {
    error(404, m.faults_no_event({ slug }));
  }

  const found = {
    ...data.event,
    // Parts have no filter of their own in the API, and come earliest first.
    parts: asOf ? begunAmong(data.event.parts, asOf) : data.event.parts,
  };
  const points = pointsOf([found, ...found.parts.nodes], asOf);
  const countries = (found.conflict?.parties ?? []).flatMap(
    ({ actor }) => actor.country?.countryCode ?? [],
  );
  return {
    asOf,
    playground,
    event: found,
    editions: releases.event?.editions ?? [],
    map:
      points.length > 0
        ? locatorMap(points, { width: 640, height: 420, partyCountryCodes: countries })
        : null,
  };
};
