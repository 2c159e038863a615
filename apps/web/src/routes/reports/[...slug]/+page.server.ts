import { error } from '@sveltejs/kit';
import { m } from '#paraglide/messages.js';
import { asOfOf } from '#lib/api/as-of.ts';
import { ask } from '#lib/api/client.server.ts';
import { pageOf } from '#lib/paging/page.ts';
import { ReportPage } from './report.ts';
import type { PageServerLoad } from './$types';

/** A report is read whole; only a dataset's release runs over more pages than one. */
const WHOLE = 100;

export const load: PageServerLoad = async (event) => {
  const { slug } = event.params;
  const asOf = asOfOf(event.url);
  const { data, playground } = await ask(event, ReportPage, {
    slug,
    asOf,
    ...pageOf(event.url, WHOLE),
  });
  if (!data.report) {
    error(404, m.faults_no_report({ slug }));
  }
  return { asOf, playground, report: data.report };
};
