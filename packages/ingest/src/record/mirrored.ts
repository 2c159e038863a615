import type { Entry } from '../entry.ts';

/** What holds both ways is written once, and stored at both ends, each with its own key first. */
const MUTUAL: ReadonlySet<string> = new Set(['ALLY_OF', 'BORDERS', 'PARALLEL']);

export function mirrored(entries: readonly Entry[]): Entry[] {
  const actors = backwards(
    entries.flatMap((entry) => (entry.entity === 'actor' ? [entry] : [])),
    ({ kind }) => kind,
  );
  const conflicts = backwards(
    entries.flatMap((entry) => (entry.entity === 'conflict' ? [entry] : [])),
    ({ relation }) => relation,
  );
  return entries.map((entry) => {
    const { key } = entry.row;
    if (entry.entity === 'actor') return { ...entry, relations: actors.get(key) };
    if (entry.entity === 'conflict') return { ...entry, relations: conflicts.get(key) };
    return entry;
  });
}

/** The relations of every entity, its own first, then those that others hold with it. */
function backwards<Relation extends { otherKey: string }>(
  entries: readonly { row: { key: string }; relations?: Relation[] }[],
  wordOf: (relation: Relation) => string,
): Map<string, Relation[]> {
  const all = new Map(entries.map(({ row, relations }) => [row.key, [...(relations ?? [])]]));
  for (const { row, relations } of entries) {
    for (const relation of relations ?? []) {
      const others = all.get(relation.otherKey);
      const known = others?.some(
        (other) => other.otherKey === row.key && wordOf(other) === wordOf(relation),
      );
      if (!MUTUAL.has(wordOf(relation)) || !others || known) continue;
      others.push({ ...relation, otherKey: row.key });
    }
  }
  return all;
}
