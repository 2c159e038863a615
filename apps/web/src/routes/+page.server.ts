import { asOfOf, begunFilter } from '#lib/api/as-of.ts';
import { ask } from '#lib/api/client.server.ts';
import { pointsOf } from '#lib/geo/points.ts';
import { worldMap } from '#lib/geo/world.server.ts';
import { HomePage } from './home.ts';
import { lastDayOf } from './latest-year.ts';
import { yearUntil } from './latest-year.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const asOf = asOfOf(event.url);
  const { data, playground } = await ask(event, HomePage, { asOf, begun: begunFilter(asOf) });
  const { nodes, totalCount } = data.events;
  const [latest] = nodes;
  // More than can be drawn one by one.
  const year =
    latest && totalCount > nodes.length
      ? await yearUntil(event, lastDayOf(data.coverage, latest.time.earliest), asOf)
      : null;
  if (!year) return { asOf, playground, record: data, year, map: worldMap(pointsOf(nodes, asOf)) };
  const record = { ...data, events: { totalCount, nodes: [] } };
  return { asOf, playground, record, year, map: null };
};
