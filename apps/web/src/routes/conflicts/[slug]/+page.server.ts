import { error } from '@sveltejs/kit';
import { m } from '#paraglide/messages.js';
import { redirectToOwn } from '#lib/address/canonical.ts';
import { conflictPath } from '#lib/address/paths.ts';
import { asOfOf, begunFilter } from '#lib/api/as-of.ts';
import { ask } from '#lib/api/client.server.ts';
import { latestPageOf, pageOf } from '#lib/paging/page.ts';
import { locatorMap } from '#lib/geo/locator.server.ts';
import { placesOf, pointsOf } from '#lib/geo/points.ts';
import { statisticsOf } from '#lib/statistics/periods.ts';
import type { ConflictPageQuery } from '../../../gql/graphql.ts';
import { cellMap, type CellDrawing } from '#lib/geo/cells.server.ts';
import type { MapDrawing } from '#lib/geo/drawing.ts';
import { localized } from '#lib/language/locale.ts';
import { refiltered } from '../../explore/address.ts';
import { viewAround } from '../../explore/view.ts';
import { ConflictPage, type Conflict } from './conflict.ts';
import { ConflictHistory } from './history.ts';
import type { PageServerLoad } from './$types';

/** Entries of the timeline on one page. */
const ENTRIES = 60;
/** Land around the outermost squares of the map. */
const MARGIN = 1.2;

export const load: PageServerLoad = async (event) => {
  const asOf = asOfOf(event.url);
  const { slug } = event.params;
  const [{ data, playground }, { data: history }] = await Promise.all([
    ask(event, ConflictPage, {
      slug,
      conflict: slug,
      asOf,
      begun: begunFilter(asOf),
      ...pageOf(event.url),
    }),
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
  redirectToOwn(event, conflict, conflictPath(conflict));
  return {
    asOf,
    playground,
    conflict,
    timeline: history.conflict?.timeline ?? null,
    statistics: statisticsOf(history.eventStatistics, history.wide.nodes),
    wide: history.wide.totalCount,
    // Whether a number is on record does not change as a reader rewinds: only whether it was given by then.
    hasFigure: conflict.figuresNow.some(({ period }) => !period),
    changes: history.changes.nodes,
    ...mapOf(conflict, data.map, asOf),
  };
};

/** Each event as a point where the page lists them all, else all of them gathered by squares. */
function mapOf(
  conflict: Conflict,
  cells: ConflictPageQuery['map'],
  asOf: string | null,
): { map: MapDrawing | null; cells: CellDrawing | null; located: number } {
  const { nodes, totalCount } = conflict.latest;
  if (totalCount > nodes.length && cells.length > 0) {
    const around = viewAround(cells);
    return {
      map: null,
      cells: cellMap(cells, {
        view: around && { ...around, span: around.span * MARGIN },
        measure: 'events',
        hrefOf: ({ west, south, east, north }) =>
          `${refiltered(
            { pathname: localized('/explore'), search: asOf ? `?asOf=${asOf}` : '' },
            { conflicts: [conflict.slug], within: { west, south, east, north } },
          )}#where`,
      }),
      located: cells.reduce((sum, { events }) => sum + events, 0),
    };
  }
  const points = pointsOf(nodes, asOf);
  const countries = [
    ...conflict.parties.map(({ actor }) => actor.country?.countryCode),
    ...conflict.places.map(({ countryCode }) => countryCode),
  ].filter((code) => code !== null && code !== undefined);
  const map = locatorMap(points, {
    width: 640,
    height: 420,
    partyCountryCodes: countries,
    places: placesOf(nodes),
  });
  return { map: points.length > 0 ? map : null, cells: null, located: points.length };
}
