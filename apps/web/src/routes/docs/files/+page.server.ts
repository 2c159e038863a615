import { ask } from '#lib/api/client.server.ts';
import { publicApi, published } from '#lib/api/published.server.ts';
import { columnsOf, type CsvMetadata } from './columns.ts';
import { FilesPage } from './files.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const [{ data, playground }, events, claims] = await Promise.all([
    ask(event, FilesPage, { filter: { conflicts: ['kyrgyzstan-tajikistan'], minDeaths: 5 } }),
    published<CsvMetadata>(event, 'events.csv-metadata.json'),
    published<CsvMetadata>(event, 'claims.csv-metadata.json'),
  ]);
  const api = publicApi();
  return {
    playground,
    api,
    origin: new URL(api).origin,
    total: data.events.totalCount,
    lists: [
      { name: 'events', columns: columnsOf(events) },
      { name: 'claims', columns: columnsOf(claims) },
    ],
  };
};
