import { error } from '@sveltejs/kit';
import { m } from '#paraglide/messages.js';
import { allAsked } from '#lib/api/all-asked.ts';
import { asOfOf } from '#lib/api/as-of.ts';
import { ask } from '#lib/api/client.server.ts';
import { ClaimPage, ClaimsBeside } from './claim.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { slug } = event.params;
  const asOf = asOfOf(event.url);
  const [{ data, playground }, { data: beside }] = await allAsked([
    ask(event, ClaimPage, { slug, asOf }),
    ask(event, ClaimsBeside, { slug, asOf }),
  ]);
  if (!data.claim || !beside.claim) {
    error(404, m.faults_no_claim({ slug }));
  }
  return { asOf, playground, claim: { ...data.claim, ...beside.claim } };
};
