import { ask } from '#lib/api/client.server.ts';
import { pointsOf } from '#lib/geo/points.ts';
import { worldMap } from '#lib/geo/world.server.ts';
import { HomePage } from './home.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  // The front page is always of now: its fragments ask as of a moment, and null is now.
  const { data, playground } = await ask(event, HomePage, { asOf: null });
  return { playground, record: data, map: worldMap(pointsOf(data.events.nodes, null)) };
};
