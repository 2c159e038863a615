import type { EventFilter, SearchType } from '../../gql/graphql.ts';

/** The conditions that name things on record, and what sort of thing each names. */
export const NAMING = {
  conflicts: 'CONFLICT',
  actors: 'ACTOR',
  claimants: 'ACTOR',
  places: 'PLACE',
  dyads: 'DYAD',
  partOf: 'EVENT',
} as const satisfies Partial<Record<keyof EventFilter, SearchType | null>>;

export type NamingField = keyof typeof NAMING;

/** The variables by which a page asks for the names of what its address names. */
export function namesAsked(filter: EventFilter) {
  const { conflicts, actors, claimants, dyads, partOf } = filter;
  const places = placesOf(filter);
  return {
    conflicts: conflicts ?? [],
    actors: actors ?? [],
    claimants: claimants ?? [],
    places,
    dyads: dyads ?? [],
    partOf: partOf ?? '',
    namesConflicts: !!conflicts,
    namesActors: !!actors,
    namesClaimants: !!claimants,
    namesPlaces: places.length > 0,
    namesDyads: !!dyads,
    namesPartOf: !!partOf,
  };
}

/** Those to be in, and the one to be near. */
const placesOf = ({ places, near }: EventFilter): string[] => [
  ...(places ?? []),
  ...(near?.place ? [near.place] : []),
];

interface Found {
  slug: string;
  name: string;
}

/** What was asked for by field, and the name it has on record; null where nothing is called so. */
export type Names = Partial<
  Record<NamingField | 'datasets' | 'near', Record<string, string | null>>
>;

export function namesOf(
  filter: EventFilter,
  answer: Partial<Record<Exclude<NamingField, 'partOf'>, { nodes: readonly Found[] } | null>> & {
    partOf?: Found | null;
    datasets: readonly { slug: string; name: string; version: string }[];
  },
): Names {
  const lists = (['conflicts', 'actors', 'claimants', 'dyads'] as const).flatMap((field) => {
    const asked = filter[field];
    return asked ? [[field, matched(asked, answer[field]?.nodes ?? [])] as const] : [];
  });
  const { partOf, datasets, places, near } = filter;
  const placed = matched(placesOf(filter), answer.places?.nodes ?? []);
  const named = (slug: string) => [slug, placed[slug] ?? null];
  return {
    ...Object.fromEntries(lists),
    ...(places && { places: Object.fromEntries(places.map(named)) }),
    ...(near?.place && { near: Object.fromEntries([named(near.place)]) }),
    ...(partOf && { partOf: { [partOf]: answer.partOf?.name ?? null } }),
    ...(datasets && {
      datasets: Object.fromEntries(
        datasets.map((slug) => {
          const found = answer.datasets.find((dataset) => dataset.slug === slug);
          return [slug, found ? `${found.name}, ${found.version}` : null];
        }),
      ),
    }),
  };
}

/**
 * A thing may be asked for by its natural key and answer with its curated slug. Where one name is
 * left over and one thing, they belong together; where more are, each keeps the key it was asked by.
 */
function matched(asked: readonly string[], found: readonly Found[]): Record<string, string | null> {
  const bySlug = new Map(found.map(({ slug, name }) => [slug, name]));
  const others = found.filter(({ slug }) => !asked.includes(slug));
  const unmatched = asked.filter((name) => !bySlug.has(name));
  return Object.fromEntries(
    asked.map((name) => {
      const known = bySlug.get(name);
      if (known !== undefined) return [name, known];
      if (others.length === 0) return [name, null];
      return [name, others.length === 1 && unmatched.length === 1 ? others[0]!.name : name];
    }),
  );
}
