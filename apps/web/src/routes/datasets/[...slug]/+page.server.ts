import { error } from '@sveltejs/kit';
import { m } from '#paraglide/messages.js';
import { ask } from '#lib/api/client.server.ts';
import { publicApi } from '#lib/api/published.server.ts';
import { pageOf } from '#lib/paging/page.ts';
import { DatasetPage } from './dataset.ts';
import { flagOf } from './flag.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { slug } = event.params;
  const flag = flagOf(event.url);
  const { data, playground } = await ask(event, DatasetPage, {
    slug,
    flagged: flag ? { flags: [flag] } : { flagged: true },
    ...pageOf(event.url),
  });
  if (!data.dataset) error(404, m.faults_no_dataset({ slug }));
  const { origin } = new URL(publicApi());
  const list = new URLSearchParams({ datasets: data.dataset.slug });
  if (flag) list.set('flags', flag);
  else list.set('flagged', 'true');
  return {
    playground,
    dataset: data.dataset,
    flag,
    download: `${origin}/events.csv?${list}`,
    meanings: new Map(
      data.kinds?.enumValues?.map(({ name, description }) => [name, description ?? '']),
    ),
  };
};
