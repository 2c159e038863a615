import { asOfOf, begunFilter } from '#lib/api/as-of.ts';
import { ask } from '#lib/api/client.server.ts';
import { pointsOf } from '#lib/geo/points.ts';
import { worldMap } from '#lib/geo/world.server.ts';
import { HomePage } from './home.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const asOf = asOfOf(event.url);
  const { data, playground } = await ask(event, HomePage, { asOf, begun: begunFilter(asOf) });
  return { asOf, playground, record: data, map: worldMap(pointsOf(data.events.nodes, asOf)) };
};
