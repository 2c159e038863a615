import { ask } from '#lib/api/client.server.ts';
import { eventsMap } from './explore/events-map.server.ts';
import { HomeMap } from './home.ts';
import { firstDayOfYearTo, type YearOfEvents } from './latest-year.ts';
import type { RequestEvent } from '@sveltejs/kit';

/**
 * The year up to a day: what a world map can show of a record of decades without being a map of the past. Null where
 * nothing in it has a point.
 */
export async function yearUntil(
  event: RequestEvent,
  { until, isCovered }: Pick<YearOfEvents, 'until' | 'isCovered'>,
  asOf: string | null,
): Promise<YearOfEvents | null> {
  const filter = { during: { from: firstDayOfYearTo(until), to: until } };
  const { data } = await ask(event, HomeMap, { filter, asOf });
  const map = eventsMap(data.map, filter, asOf);
  return map && { until, isCovered, events: data.events.totalCount, ...map };
}
