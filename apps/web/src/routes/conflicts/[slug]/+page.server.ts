import { error } from '@sveltejs/kit';
import { m } from '#paraglide/messages.js';
import { redirectToOwn } from '#lib/address/canonical.ts';
import { conflictPath } from '#lib/address/paths.ts';
import { asOfOf, begunFilter } from '#lib/api/as-of.ts';
import { allAsked } from '#lib/api/all-asked.ts';
import { ask } from '#lib/api/client.server.ts';
import { latestPageOf, pageOf } from '#lib/paging/page.ts';
import { locatorMap } from '#lib/geo/locator.server.ts';
import { placesOf, pointsOf } from '#lib/geo/points.ts';
import { breakdownsOf, breakdownsOn, EventBreakdowns } from '#lib/breakdowns/breakdowns.ts';
import { cursorParameter } from '#lib/paging/links.ts';
import { eventsMap } from '../../explore/events-map.server.ts';
import { numberOfTotals } from '#lib/reuse/sum.ts';
import { totalsText } from '#lib/totals/sentence.ts';
import type { ConflictHistoryQuery, ConflictPageQuery } from '../../../gql/graphql.ts';
import type { CellDrawing } from '#lib/geo/cells.server.ts';
import type { MapDrawing } from '#lib/geo/drawing.ts';
import { widestText } from '#lib/figures/widest.ts';
import { orNearly } from '#lib/search/nearly.server.ts';
import { ConflictPage, type Conflict } from './conflict.ts';
import { ConflictHistory, type History } from './history.ts';
import type { PageServerLoad, PageServerLoadEvent } from './$types';

/** Entries of the timeline on one page. */
const ENTRIES = 60;

export const load: PageServerLoad = (event) =>
  orNearly(event, { type: 'CONFLICT', slug: event.params.slug }, conflictOf(event));

async function conflictOf(event: PageServerLoadEvent) {
  const asOf = asOfOf(event.url);
  const { slug } = event.params;
  const within = { conflicts: [slug] };
  const [{ data, playground }, { data: history }, asked] = await allAsked([
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
      within,
      asOf,
      ...latestPageOf(event.url, ENTRIES, 'timeline'),
    }),
    ask(event, EventBreakdowns, breakdownsOn(within, asOf, true)),
  ]);
  if (!data.conflict || !history.conflict) {
    error(404, m.faults_no_conflict({ slug }));
  }
  const conflict: Conflict = { ...data.conflict, history: history.conflict.history };
  redirectToOwn(event, conflict, conflictPath(conflict));
  const breakdowns = breakdownsOf(asked, history, { within, asOf });
  const drawn = mapOf(conflict, data.map, asOf, history.labels);
  return {
    asOf,
    playground,
    // Where squares stand for the events, their rows are not sent along.
    conflict: drawn.cells ? { ...conflict, latest: { ...conflict.latest, nodes: [] } } : conflict,
    timeline: timelineOf(event.url, conflict, history.conflict.timeline),
    breakdowns,
    totals: totalsText(
      'CONFLICT',
      conflict.totals,
      breakdowns.claimants,
      asOf,
      breakdowns.direction,
    ),
    claimed: widestText(conflict.figures),
    sum: numberOfTotals({ root: 'conflicts', ...conflict }, history.summed, history.coverage),
    // Whether a number is on record does not change as a reader rewinds: only whether it was given by then.
    hasFigure: conflict.figuresNow.some(({ period }) => !period),
    changes: history.changes.nodes,
    ...drawn,
  };
}

/** What is known of thousands of events is told by the sums, not by their latest sixty in a row. */
function timelineOf(
  { searchParams }: URL,
  conflict: Conflict,
  timeline: History | undefined,
): History | null {
  if (!timeline) return null;
  const isTurned = (['after', 'before'] as const).some((way) =>
    searchParams.has(cursorParameter(way, 'timeline')),
  );
  const isWhole = timeline.nodes.length === timeline.totalCount;
  return isWhole || isTurned || conflict.history.nodes.length > 0 ? timeline : null;
}

/** Each event as a point where the page lists them all, else all of them gathered by squares. */
function mapOf(
  conflict: Conflict,
  cells: ConflictPageQuery['map'],
  asOf: string | null,
  labels: ConflictHistoryQuery['labels'],
): { map: MapDrawing | null; cells: CellDrawing | null; located: number } {
  const { nodes, totalCount } = conflict.latest;
  if (totalCount > nodes.length) {
    const gathered = eventsMap(cells, { conflicts: [conflict.slug] }, asOf, labels);
    if (gathered) return { map: null, cells: gathered.drawing, located: gathered.located };
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
