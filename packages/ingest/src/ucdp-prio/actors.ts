import type { Entry } from '../entry.ts';
import { actorKey } from '../ucdp-ged/keys.ts';
import { countryEntry } from '../ucdp-ged/places.ts';

/** A side as a line has it: numbers and names, which follow no common order where there are several. */
export interface WrittenSide {
  year: number;
  ids: string[];
  names: string[];
  /** Gleditsch–Ward numbers of the states on it. */
  states: number[];
}

/**
 * The entries of the actors, by number. UCDP/PRIO sorts the names of a side by the alphabet and the numbers by
 * size: `NRF, Taleban` are `303, 8114`, and 303 is the Taleban. So a number has the name that it bears alone, in
 * its latest year, or that is left over where all others of its side are known; else all names that it may have.
 */
export function actorEntries(sides: readonly WrittenSide[]): Map<string, Entry[]> {
  const names = namesOf(sides);
  const states = new Map(
    sides.flatMap(({ ids, states: of }) =>
      ids.length === 1 && of.length === 1 ? [[ids[0]!, of[0]!] as const] : [],
    ),
  );
  return new Map([...names].map(([id, given]) => [id, entriesOf(id, given, states.get(id))]));
}

function namesOf(sides: readonly WrittenSide[]): Map<string, string> {
  const names = new Map<string, string>();
  const alone = sides.filter(({ ids }) => ids.length === 1);
  // A name with a comma in it was taken for several.
  for (const { ids, names: parts } of alone.toSorted((one, other) => one.year - other.year)) {
    names.set(ids[0]!, parts.join(', '));
  }
  const several = sides.filter(({ ids }) => ids.length > 1);
  for (let isNew = true; isNew;) {
    isNew = false;
    for (const side of several) {
      const { ids, left } = unknownIn(side, names);
      if (ids.length !== 1 || left.length !== 1) continue;
      names.set(ids[0]!, left[0]!);
      isNew = true;
    }
  }
  const possible = several.map((side) => unknownIn(side, names));
  for (const { ids, left } of possible) {
    for (const id of ids) if (!names.has(id)) names.set(id, left.join(', ').slice(0, 300));
  }
  return names;
}

/** The numbers of a side whose names are not known, and the names that nobody on it is known to bear. */
function unknownIn({ ids, names }: WrittenSide, known: ReadonlyMap<string, string>) {
  const borne = new Set(ids.map((id) => known.get(id)));
  const left = names.filter((each) => !borne.has(each));
  return { ids: ids.filter((id) => !known.has(id)), left: left.length > 0 ? left : names };
}

function entriesOf(id: string, name: string, state: number | undefined): Entry[] {
  const government = name.startsWith('Government of ') && !name.includes(', Government of ');
  const country =
    government && state !== undefined
      ? countryEntry(state, name.replace('Government of ', ''))
      : null;
  return [
    ...(country ? [country] : []),
    {
      entity: 'actor',
      row: {
        key: actorKey(id),
        name,
        kind: name.startsWith('Government of ') ? 'GOVERNMENT' : 'ARMED_GROUP',
        countryKey: country?.row.key ?? null,
      },
      externalIds: [{ scheme: 'UCDP_ACTOR', value: id }],
    },
  ];
}
