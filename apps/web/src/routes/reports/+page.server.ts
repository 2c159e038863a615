import { asOfOf } from '#lib/api/as-of.ts';
import { ask } from '#lib/api/client.server.ts';
import { pageOf } from '#lib/paging/page.ts';
import { ReportsPage } from './reports.ts';
import type { PageServerLoad } from './$types';

const ROWS = 50;

export const load: PageServerLoad = async (event) => {
  const asOf = asOfOf(event.url);
  const { data, playground } = await ask(event, ReportsPage, {
    asOf,
    ...pageOf(event.url, ROWS),
  });
  return { asOf, playground, list: data.reports };
};
