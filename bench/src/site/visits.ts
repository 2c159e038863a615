import type { Client } from 'pg';
import { withClient } from '../data/databases.ts';

/** So many slugs of a table, spread over it alike in each run. */
async function slugsOf(client: Client, table: string, where: string, most: number) {
  const { rows } = await client.query<{ slug: string }>(
    `select coalesce(slug, key) as slug from ${table} where ${where} order by md5(key) limit ${most}`,
  );
  return rows.map(({ slug }) => slug);
}

/**
 * The addresses that are visited, a share of them of each kind of page. No log of readers stands behind
 * the shares: most come for one event, conflict or actor, and fewer to lists and searches.
 */
export async function visitsOf(databaseUrl: string): Promise<string[]> {
  return withClient(databaseUrl, async (client) => {
    const curated = await slugsOf(client, 'conflicts', 'slug is not null', 8);
    const conflicts = await slugsOf(client, 'conflicts', 'slug is null', 8);
    const events = await slugsOf(client, 'events', `key like 'ucdp:ged:%'`, 20);
    const slugs = await slugsOf(client, 'events', 'slug is not null', 4);
    const actors = await slugsOf(
      client,
      'actors',
      'key in (select actor_key from event_participants)',
      10,
    );
    const places = await slugsOf(client, 'places', 'true', 6);
    const claims = await slugsOf(client, 'claims', `key like 'record:%'`, 6).catch(() => []);
    const reports = await slugsOf(client, 'reports', 'slug is not null', 4);
    const agreements = await slugsOf(client, 'agreements', 'true', 3);
    const { rows: datasets } = await client.query<{ slug: string }>(
      'select key as slug from datasets order by key limit 2',
    );
    const under = (root: string, slugs: readonly string[]) =>
      slugs.map((slug) => `${root}/${slug.split('/').map(encodeURIComponent).join('/')}`);
    return [
      ...Array.from({ length: 8 }, () => '/'),
      ...Array.from({ length: 3 }, () => '/conflicts'),
      ...under('/conflicts', [...curated, ...conflicts]),
      ...under('/conflicts', curated.slice(0, 4)).map(
        (path) => `${path}?asOf=2022-09-16T23:59:59Z`,
      ),
      ...under('/conflicts', [...curated.slice(0, 3), ...conflicts.slice(0, 3)]).map(
        (path) => `${path}/events`,
      ),
      ...under('/events', [...events, ...slugs]),
      ...under('/actors', actors),
      ...under('/places', places),
      '/places',
      ...under('/claims', claims),
      ...under('/reports', reports),
      '/reports',
      ...under('/agreements', agreements),
      '/agreements',
      '/explore',
      '/explore?measure=deaths',
      ...conflicts
        .slice(0, 3)
        .map((slug) => `/explore?${new URLSearchParams({ conflicts: slug })}&by=MONTH`),
      '/explore?countries=SY',
      '/explore?minDeaths=100',
      ...['batken', 'Исфара', 'ceasefire', 'taliban', 'syria', 'army'].map(
        (words) => `/search?${new URLSearchParams({ q: words })}`,
      ),
      ...['kyr', 'gover', 'taj', 'mali'].map((words) => `/suggest?q=${words}`),
      '/changes',
      '/changes?from=2022-09-16&to=2022-09-19',
      '/datasets',
      ...under(
        '/datasets',
        datasets.map(({ slug }) => slug),
      ),
      ...under('/og/events', events.slice(0, 3)).map((path) => `${path}/card.png`),
      '/about',
      '/methodology',
      '/docs',
      '/docs/concepts',
      '/docs/asking',
      '/docs/files',
      '/docs/schema/Claim',
    ];
  });
}
