import { ENTITIES } from './entities.ts';

/**
 * The answer with the address of the page of everything that has one, as it was at that moment: so that whoever
 * repeats a number can say where it stands.
 */
export function withPermalinks(answer: unknown, site: string, asOf: string): unknown {
  if (Array.isArray(answer)) return answer.map((each) => withPermalinks(each, site, asOf));
  if (answer === null || typeof answer !== 'object') return answer;
  const fields = Object.fromEntries(
    Object.entries(answer).map(([name, value]) => [name, withPermalinks(value, site, asOf)]),
  );
  const { __typename, slug } = fields as { __typename?: string; slug?: string };
  const page = __typename && ENTITIES[__typename]?.page;
  if (!page || !slug) return fields;
  // A slug may be several words of an address: `afghanistan/balkh`.
  const words = encodeURIComponent(slug).replaceAll('%3A', ':').replaceAll('%2F', '/');
  const address = new URL(`/${page}/${words}`, site);
  address.searchParams.set('asOf', asOf);
  return { ...fields, permalink: address.href };
}
