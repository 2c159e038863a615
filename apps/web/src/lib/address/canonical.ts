import { redirect } from '@sveltejs/kit';

/**
 * Leads from whatever address something was asked by (its natural key, a slug that it had before) to the
 * one that it has, for good.
 *
 * @param path of the page at its own address
 */
export function redirectToOwn(
  { params, url }: { params: { slug: string }; url: URL },
  { slug }: { slug: string },
  path: string,
): void {
  if (params.slug !== slug) redirect(308, path + url.search);
}
