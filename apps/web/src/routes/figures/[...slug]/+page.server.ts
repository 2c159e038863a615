import { error } from '@sveltejs/kit';
import { m } from '#paraglide/messages.js';
import { asOfOf } from '#lib/api/as-of.ts';
import { ask } from '#lib/api/client.server.ts';
import { groupsOf } from '#lib/figures/groups.ts';
import { pageOf } from '#lib/paging/page.ts';
import { FigurePage } from './figure.ts';
import type { PageServerLoad } from './$types';

const ROWS = 50;

export const load: PageServerLoad = async (event) => {
  const { slug } = event.params;
  const asOf = asOfOf(event.url);
  const { data, playground } = await ask(event, FigurePage, {
    slug,
    filter: { sameFigureAs: slug },
    asOf,
    ...pageOf(event.url, ROWS),
  });
  const [group] = data.claim?.figure ? groupsOf([data.claim.figure]) : [];
  if (!group) error(404, m.faults_no_figure({ slug }));
  return {
    asOf,
    playground,
    slug,
    rows: ROWS,
    conflict: data.claim?.conflict ?? null,
    group,
    claims: data.claims,
  };
};
