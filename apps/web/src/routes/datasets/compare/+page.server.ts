import { ask } from '#lib/api/client.server.ts';
import { publicApi } from '#lib/api/published.server.ts';
import { pageOf } from '#lib/paging/page.ts';
import { ReleaseComparison } from './comparison.ts';
import { endsOf } from './ends.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const ends = endsOf(event.url);
  const { data, playground } = await ask(event, ReleaseComparison, {
    ...ends,
    ...pageOf(event.url),
  });
  const given = Object.entries(ends).filter(([, value]) => value !== null);
  const { origin } = new URL(publicApi());
  return {
    playground,
    comparison: data.releaseDiff,
    download: `${origin}/release-diff.csv?${new URLSearchParams(given)}`,
  };
};
