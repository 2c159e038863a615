import { asOfOf } from '#lib/api/as-of.ts';
import { ask } from '#lib/api/client.server.ts';
import { DatasetsPage } from './datasets.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { data, playground } = await ask(event, DatasetsPage, {});
  return {
    // What it lists is not as of a moment; what it leads to may be.
    linkedAsOf: asOfOf(event.url),
    playground,
    datasets: data.datasets,
    log: data.auditLog.nodes,
  };
};
