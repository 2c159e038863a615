import { ask } from '#lib/api/client.server.ts';
import { pageOf } from '#lib/paging/page.ts';
import { ReleaseComparison } from './comparison.ts';
import { endsOf } from './ends.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { data, playground } = await ask(event, ReleaseComparison, {
    ...endsOf(event.url),
    ...pageOf(event.url),
  });
  return { playground, comparison: data.releaseDiff };
};
