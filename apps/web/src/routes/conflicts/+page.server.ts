import { asOfOf } from '#lib/api/as-of.ts';
import { ask } from '#lib/api/client.server.ts';
import { pageOf } from '#lib/paging/page.ts';
import { claimantsOf } from '#lib/totals/claimants.ts';
import { choicesOf, filterOf } from './choices.ts';
import { ConflictsPage } from './conflicts.ts';
import type { PageServerLoad } from './$types';

const ROWS = 50;

export const load: PageServerLoad = async (event) => {
  const choices = choicesOf(event.url);
  const { data, playground } = await ask(event, ConflictsPage, {
    filter: filterOf(choices),
    orderBy: choices.order,
    ...pageOf(event.url, ROWS),
  });
  return {
    asOf: asOfOf(event.url),
    playground,
    choices,
    list: data,
    providers: claimantsOf(data.claimants),
  };
};
