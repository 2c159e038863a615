import { asOfOf } from '#lib/api/as-of.ts';
import { ask } from '#lib/api/client.server.ts';
import { pageOf } from '#lib/paging/page.ts';
import { AgreementsPage } from './agreements.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const asOf = asOfOf(event.url);
  const { data, playground } = await ask(event, AgreementsPage, { asOf, ...pageOf(event.url) });
  return { asOf, playground, list: data.agreements };
};
