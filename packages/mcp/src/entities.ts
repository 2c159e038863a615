interface Entity {
  /** The first word of the address of its page. */
  page: string;
  /** As what a search finds it; left out where it does not. */
  found?: string;
  /** The fields by which a hit of it is known. */
  known?: string;
}

/** The entities that have a page of their own on the site, by the names of their types. */
export const ENTITIES: Readonly<Record<string, Entity>> = {
  Actor: { page: 'actors', found: 'ACTOR', known: 'slug name' },
  Agreement: { page: 'agreements', found: 'AGREEMENT', known: 'slug name' },
  Claim: {
    page: 'claims',
    found: 'CLAIM',
    known: 'slug summary claimant { __typename slug name }',
  },
  Conflict: { page: 'conflicts', found: 'CONFLICT', known: 'slug name' },
  Dataset: { page: 'datasets' },
  Dyad: { page: 'dyads', found: 'DYAD', known: 'slug name' },
  Event: { page: 'events', found: 'EVENT', known: 'slug name' },
  Place: { page: 'places', found: 'PLACE', known: 'slug name' },
  Report: { page: 'reports', found: 'REPORT', known: 'slug title' },
};

/** What a search may be asked for. */
export const FOUND = Object.values(ENTITIES).flatMap(({ found }) => found ?? []);
