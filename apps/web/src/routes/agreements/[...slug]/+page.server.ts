import { error } from '@sveltejs/kit';
import { asOfOf } from '#lib/api/as-of.ts';
import { ask } from '#lib/api/client.server.ts';
import { AgreementPage } from './agreement.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { slug } = event.params;
  const asOf = asOfOf(event.url);
  const { data, playground } = await ask(event, AgreementPage, { slug, asOf });
  if (!data.agreement) {
    error(
      404,
      `No agreement is called “${slug}”. The list of agreements has all that are on record.`,
    );
  }
  return { asOf, playground, agreement: data.agreement };
};
