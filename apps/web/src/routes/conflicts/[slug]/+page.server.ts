import { error } from '@sveltejs/kit';
import { m } from '#paraglide/messages.js';
import { asOfOf, begunFilter } from '#lib/api/as-of.ts';
import { ask } from '#lib/api/client.server.ts';
import { latestPageOf, pageOf } from '#lib/paging/page.ts';
import { locatorMap } from '#lib/geo/locator.server.ts';
import { placesOf, pointsOf } from '#lib/geo/points.ts';
import { statisticsOf } from '#lib/statistics/periods.ts';
import { ConflictPage } from './conflict.ts';
import { ConflictHistory } from './history.ts';
import type { PageServerLoad } from './$types';

/** Entries of the timeline on one page. */
const ENTRIES = 60;

export const load: PageServerLoad = async (event) => {
  const asOf = asOfOf(event.url);
  const { slug } = event.params;
  const [{ data, playground }, { data: history }] = await Promise.all([
    ask(event, ConflictPage, { slug, asOf, begun: begunFilter(asOf), ...pageOf(event.url) }),
    ask(event, ConflictHistory, {
      slug,
      conflict: slug,
      asOf,
      ...latestPageOf(event.url, ENTRIES, 'timeline'),
    }),
  ]);
  const { conflict } = data;
  if (!conflict) {
    error(404, m.faults_no_conflict({ slug }));
  }
  const points = pointsOf(conflict.latest.nodes, asOf);
  const countries = [
    ...conflict.parties.map(({ actor }) => actor.country?.countryCode),
    ...conflict.places.map(({ countryCode }) => countryCode),
  ].filter((code) => code !== null && code !== undefined);
  return {
    asOf,
    playground,
    conflict,
    timeline: history.conflict?.timeline ?? null,
    statistics: statisticsOf(history.eventStatistics, history.wide.nodes),
    wide: history.wide.totalCount,
    changes: history.changes.nodes,
    located: points.length,
    map:
      points.length > 0
        ? locatorMap(points, {
            width: 640,
            height: 420,
            partyCountryCodes: countries,
            places: placesOf(conflict.latest.nodes),
          })
        : null,
  };
};
