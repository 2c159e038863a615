import type { EventFilter, ExploreSuggestedQuery } from '../../gql/graphql.ts';

/** A thing on record that bears the words looked for as a name, and the filter that finds its events instead. */
export interface AlsoNamed {
  name: string;
  /** The name that was meant, where it is not the one it goes by here. */
  called: string | null;
  filter: EventFilter;
}

const FIELDS = { Conflict: 'conflicts', Actor: 'actors', Place: 'places' } as const;
const MOST = 3;

type Hit = ExploreSuggestedQuery['search']['nodes'][number];

/**
 * Which conflicts, parties and places the words name: events are found by their own names, so that those of a party which
 * datasets call otherwise are not among them. Each in the place of the words; none that is asked for already, or only alike.
 */
export function alsoNamed(hits: readonly Hit[], { text: _, ...filter }: EventFilter): AlsoNamed[] {
  return hits
    .flatMap(({ match, matchedText, node }) => {
      if (match === 'ALIKE' || !('slug' in node) || !(node.__typename in FIELDS)) return [];
      const field = FIELDS[node.__typename as keyof typeof FIELDS];
      const asked = filter[field] ?? [];
      if (asked.includes(node.slug)) return [];
      return [
        {
          name: node.name,
          called: matchedText === node.name ? null : matchedText,
          filter: { ...filter, [field]: [...asked, node.slug] },
        },
      ];
    })
    .slice(0, MOST);
}
