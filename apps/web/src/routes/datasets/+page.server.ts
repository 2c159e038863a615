import { asOfOf } from '#lib/api/as-of.ts';
import { ask } from '#lib/api/client.server.ts';
import { DatasetsPage } from './datasets.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { data, playground } = await ask(event, DatasetsPage, {});
  return {
    asOf: asOfOf(event.url),
    playground,
    datasets: data.datasets,
    log: data.auditLog.nodes,
  };
};
