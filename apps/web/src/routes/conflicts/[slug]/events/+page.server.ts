import { error } from '@sveltejs/kit';
import { m } from '#paraglide/messages.js';
import { redirectToOwn } from '#lib/address/canonical.ts';
import { conflictEventsPath } from '#lib/address/paths.ts';
import { asOfOf, begunFilter } from '#lib/api/as-of.ts';
import { ask } from '#lib/api/client.server.ts';
import { pageOf } from '#lib/paging/page.ts';
import { locatorMap } from '#lib/geo/locator.server.ts';
import { pointsOf } from '#lib/geo/points.ts';
import { choicesOf, filterOf } from './choices.ts';
import { ConflictEventsPage } from './events.ts';
import type { PageServerLoad } from './$types';

const ROWS = 50;

export const load: PageServerLoad = async (event) => {
  const { slug } = event.params;
  const asOf = asOfOf(event.url);
  const choices = choicesOf(event.url);
  const { data, playground } = await ask(event, ConflictEventsPage, {
    slug,
    asOf,
    begun: begunFilter(asOf),
    filter: filterOf(choices, asOf),
    orderBy: choices.order,
    ...pageOf(event.url, ROWS),
  });
  const { conflict } = data;
  if (!conflict) error(404, m.faults_no_conflict({ slug }));
  redirectToOwn(event, conflict, conflictEventsPath(conflict));

  const points = pointsOf(conflict.events.nodes, asOf);
  const countries = [
    ...conflict.parties.map(({ actor }) => actor.country?.countryCode),
    ...conflict.places.map(({ countryCode }) => countryCode),
  ].filter((code) => code !== null && code !== undefined);
  return {
    asOf,
    choices,
    playground,
    conflict,
    map:
      points.length > 0
        ? locatorMap(points, { width: 960, height: 480, partyCountryCodes: countries })
        : null,
  };
};
