import { stateByNumber } from '../gleditsch-ward.ts';
import type { Entry, ExternalIdEntry } from '../entry.ts';
import { integer, name, oneLine } from '../csv/cells.ts';
import type { Row } from './columns.ts';
import { actorKey } from './keys.ts';
import { countryEntry } from './places.ts';

type ActorEntry = Extract<Entry, { entity: 'actor' }>;

/** One side of a dyad. */
export interface Side {
  id: number;
  key: string;
  name: string;
  government: boolean;
  /** Gleditsch and Ward's number of the state a government governs. */
  state: number | null;
  /** The actor, after the country it governs. */
  entries: Entry[];
}

/**
 * UCDP enters candidate events before it has settled whose they are: `XXX475` stands for a party, and
 * for a conflict, in the state numbered 475.
 */
const PLACEHOLDER = /^XXX(\d+)(?: - XXX\1)?$/;

/** The state of a placeholder's events; undefined for the name of something that is settled. */
export function placeholderState(givenName: string): string | undefined {
  const match = PLACEHOLDER.exec(givenName);
  return match ? (stateByNumber(Number(match[1]))?.name ?? `state ${match[1]}`) : undefined;
}

/** What is called after its parties, with words for those that are not settled: “XXX475 - Civilians”. */
export function withUnsettledNamed(givenName: string): string {
  const state = placeholderState(givenName);
  if (state && givenName.includes(' - ')) return `Unidentified parties in ${state}`;
  return givenName.replace(
    /\bXXX\d+\b/g,
    (party) => `Unidentified party in ${placeholderState(party)}`,
  );
}

/** Where a placeholder's code is in use. */
const CODED_IN = 'UCDP Georeferenced Event Dataset';

/** Some releases give all that is unsettled the number 0: then its name tells one from another. */
export function settledId(id: number, givenName: string): number | string {
  return id === 0 ? givenName.split(' ')[0]! : id;
}

export function readSide(row: Row, side: 'a' | 'b'): Side {
  const id = integer(row, `side_${side}_new_id`);
  const givenName = name(row, `side_${side}`);
  const unsettledIn = placeholderState(givenName);
  const numbers = unsettledIn ? [] : stateNumbers(side === 'a' ? row.gwnoa : row.gwnob);
  // Governments that act as one are no one state's.
  const [state = null] = numbers.length === 1 ? numbers : [];
  const government = numbers.length > 0 || givenName.startsWith('Government of ');
  const key = actorKey(settledId(id, givenName));
  const country =
    state === null ? null : countryEntry(state, oneLine(givenName.replace('Government of ', '')));
  const externalIds: ExternalIdEntry[] =
    id === 0 ? [] : [{ scheme: 'UCDP_ACTOR', value: String(id) }];
  if (state !== null) externalIds.push({ scheme: 'GLEDITSCH_WARD', value: String(state) });
  const actor: ActorEntry = {
    entity: 'actor',
    row: {
      key,
      name: withUnsettledNamed(givenName),
      kind: unsettledIn ? 'UNCLASSIFIED' : kindOf(givenName, government),
      description: unsettledIn
        ? `Stands for parties to events in ${unsettledIn} that UCDP has yet to identify.`
        : togetherAs(numbers),
      countryKey: country?.row.key ?? null,
    },
    externalIds,
    // Its code is no name to quote, and is found by it all the same.
    ...(unsettledIn && {
      alsoNames: [{ entity: 'ACTOR', name: givenName, language: 'und', source: CODED_IN }],
    }),
  };
  return {
    id,
    key: actor.row.key,
    name: unsettledIn ? 'Unidentified party' : givenName,
    government,
    state,
    entries: country ? [country, actor] : [actor],
  };
}

/** What is known of several governments that are one party; null for any other. */
function togetherAs(numbers: readonly number[]): string | null {
  if (numbers.length < 2) return null;
  const states = numbers.map((number) => `${stateByNumber(number)?.name ?? 'unknown'} (${number})`);
  return `One party for UCDP, of the states it numbers ${states.join(', ')}.`;
}

/** One number, or a list of those of governments that act as one: `2;200;900`. */
function stateNumbers(cell: string): number[] {
  const numbers = cell.split(/[;,]/).map((part) => part.trim());
  if (!numbers.every((number) => /^\d+(\.0*)?$/.test(number))) return [];
  return numbers.map(Number).filter((number) => number > 0);
}

function kindOf(givenName: string, government: boolean): ActorEntry['row']['kind'] {
  if (givenName.toLowerCase() === 'civilians') return 'CIVILIANS';
  return government ? 'GOVERNMENT' : 'ARMED_GROUP';
}
