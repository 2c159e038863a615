import type { ConflictFilter, ConflictKind, ConflictOrder, Violence } from '../../gql/graphql.ts';
import { m } from '#paraglide/messages.js';
import { messageTable } from '#lib/language/message-table.ts';
import { CONFLICT_KIND } from '#lib/vocabulary/kinds.ts';
import { VIOLENCE } from '#lib/vocabulary/words.ts';

/** What the reader chose, as the address and the form write it. */
export interface Choices {
  q: string;
  sort: string;
  curated: boolean;
  order: ConflictOrder;
}

export const ORDERS: Record<ConflictOrder, string> = /* @__PURE__ */ messageTable({
  MOST_DEATHS: m.conflicts_most_deaths,
  MOST_EVENTS: m.conflicts_most_events,
  LATEST_EVENT: m.conflicts_latest_event,
  NAME_ASC: m.conflicts_name_asc,
  NAME_DESC: m.conflicts_name_desc,
  START_DESC: m.conflicts_start_desc,
  START_ASC: m.conflicts_start_asc,
});

const has = <Key extends string>(words: Record<Key, string>, value: string): value is Key =>
  Object.hasOwn(words, value);

/** A word that the form does not offer counts as no choice. */
export function choicesOf({ searchParams }: Pick<URL, 'searchParams'>): Choices {
  const sort = searchParams.get('sort') ?? '';
  const order = searchParams.get('order') ?? '';
  const known = violenceOf(sort) !== null || kindOf(sort) !== null;
  return {
    q: searchParams.get('q')?.trim().slice(0, 100) ?? '',
    sort: known ? sort : '',
    curated: searchParams.has('curated'),
    order: has(ORDERS, order) ? order : 'MOST_DEATHS',
  };
}

/** NON_STATE and ONE_SIDED are words of both lists, so each says which list it is of. */
const kindOf = (sort: string): ConflictKind | null => {
  const word = sort.replace(/^kind:/, '');
  return sort !== word && has(CONFLICT_KIND, word) ? word : null;
};

const violenceOf = (sort: string): Violence | null => {
  const word = sort.replace(/^violence:/, '');
  return sort !== word && has(VIOLENCE, word) ? word : null;
};

export function filterOf({ q, sort, curated }: Choices): ConflictFilter {
  const kind = kindOf(sort);
  const violence = violenceOf(sort);
  return {
    ...(q && { text: q }),
    ...(kind && { kinds: [kind] }),
    ...(violence && { violence: [violence] }),
    ...(curated && { curated: true }),
  };
}
