import { error } from '@sveltejs/kit';
import { m } from '#paraglide/messages.js';
import { asOfOf } from '#lib/api/as-of.ts';
import { allAsked } from '#lib/api/all-asked.ts';
import { ask } from '#lib/api/client.server.ts';
import { AgreementMoments, AgreementPage } from './agreement.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { slug } = event.params;
  const asOf = asOfOf(event.url);
  const [{ data, playground }, { data: now }] = await allAsked([
    ask(event, AgreementPage, { slug, asOf }),
    ask(event, AgreementMoments, { slug }),
  ]);
  if (!data.agreement || !now.agreement) {
    error(404, m.faults_no_agreement({ slug }));
  }
  return { asOf, playground, agreement: data.agreement, moments: now.agreement };
};
