import { asOfOf } from '#lib/api/as-of.ts';
import { ask } from '#lib/api/client.server.ts';
import { pageOf } from '#lib/paging/page.ts';
import { ReportsPage } from './reports.ts';
import type { PageServerLoad } from './$types';

const ROWS = 50;

export const load: PageServerLoad = async (event) => {
  const { data, playground } = await ask(event, ReportsPage, {
    ...pageOf(event.url, ROWS),
  });
  return { asOf: asOfOf(event.url), playground, list: data.reports };
};
