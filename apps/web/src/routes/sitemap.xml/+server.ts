import { ask } from '#lib/api/client.server.ts';
import { filesOf, MAPPED, sitemapIndex } from '#lib/sitemap/sitemap.ts';
import { graphql } from '../../gql/gql.ts';
import type { RequestHandler } from './$types';

const SitemapQuery = graphql(`
  query Sitemap {
    conflicts(first: 1) {
      totalCount
    }
    actors(first: 1) {
      totalCount
    }
    dyads(first: 1) {
      totalCount
    }
    places(first: 1) {
      totalCount
    }
    countries(first: 1) {
      totalCount
    }
    reports(first: 1) {
      totalCount
    }
  }
`);

/** Where search engines find the addresses of all that has a page, but for single events, agreements and claims. */
export const GET: RequestHandler = async (event) => {
  const { data } = await ask(event, SitemapQuery, {});
  const files = MAPPED.flatMap((list) => filesOf(list, data[list].totalCount));
  return new Response(sitemapIndex(event.url.origin, files), {
    headers: { 'content-type': 'application/xml; charset=utf-8' },
  });
};
