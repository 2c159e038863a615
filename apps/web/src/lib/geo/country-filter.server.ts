import type { EventFilter } from '../../gql/graphql.ts';
import { countryNames } from './atlas.server.ts';

/** By the slug of a country's English name, such as `burkina-faso`: its ISO 3166-1 code. */
const codes = new Map(Object.entries(countryNames).map(([code, name]) => [slugOf(name), code]));

function slugOf(name: string): string {
  const plain = name.normalize('NFD').replace(/\p{Mn}/gu, '');
  return plain.toLowerCase().replace(/[^a-z0-9]+/g, '-');
}

/** What a country is asked for by where an address has its code, in whatever case: "et" by `iso:ET`. */
export function countryKey(slug: string): string {
  const code = slug.toUpperCase();
  return Object.hasOwn(countryNames, code) ? `iso:${code}` : slug;
}

/** What a page asks of a place: its kind, too. */
interface AskedPlace {
  kind: string;
  countryCode?: string | null;
}

/**
 * Asks of the events of a place. Those of a country are asked for by its code, for which the record has sums, if the
 * place is called like one; is it none, the same is asked again of what lies in the place.
 */
export async function askedWithin<Answer>(
  slug: string,
  question: (within: EventFilter) => Promise<Answer>,
  placeOf: (answer: Answer) => AskedPlace | null | undefined,
): Promise<Answer> {
  const code = codes.get(slug);
  if (!code) return question({ places: [slug] });
  const answer = await question({ countries: [code] });
  const place = placeOf(answer);
  const isIt = !place || (place.kind === 'COUNTRY' && place.countryCode === code);
  return isIt ? answer : question({ places: [slug] });
}
