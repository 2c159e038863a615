import { ask } from '#lib/api/client.server.ts';
import { AboutPage, SINCE } from './about.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { data, playground } = await ask(event, AboutPage, { since: SINCE });
  return {
    playground,
    corrections: data.corrections.nodes,
    datasets: data.datasets,
    origin: event.url.origin,
  };
};
