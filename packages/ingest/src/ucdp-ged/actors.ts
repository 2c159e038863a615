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

export function readSide(row: Row, side: 'a' | 'b'): Side {
  const id = integer(row, `side_${side}_new_id`);
  const givenName = name(row, `side_${side}`);
  const state = stateNumber(side === 'a' ? row.gwnoa : row.gwnob);
  const government = state !== null || givenName.startsWith('Government of ');
  const country =
    state === null ? null : countryEntry(state, oneLine(givenName.replace('Government of ', '')));
  const unsettledIn = placeholderState(givenName);
  const externalIds: ExternalIdEntry[] = [{ scheme: 'UCDP_ACTOR', value: String(id) }];
  if (state !== null) externalIds.push({ scheme: 'GLEDITSCH_WARD', value: String(state) });
  const actor: ActorEntry = {
    entity: 'actor',
    row: {
      key: actorKey(id),
      name: unsettledIn ? `Unsettled party, ${unsettledIn} (${givenName})` : givenName,
      kind: unsettledIn ? 'UNCLASSIFIED' : kindOf(givenName, government),
      description: unsettledIn
        ? `Stands for parties to events in ${unsettledIn} that UCDP has not settled yet.`
        : null,
      countryKey: country?.row.key ?? null,
    },
    externalIds,
  };
  return {
    id,
    key: actor.row.key,
    name: unsettledIn ? 'Unsettled party' : givenName,
    government,
    state,
    entries: country ? [country, actor] : [actor],
  };
}

/** Two governments that act as one have a list here, which is no one state's number. */
function stateNumber(cell: string): number | null {
  return /^\d+(\.0*)?$/.test(cell) && Number(cell) > 0 ? Number(cell) : null;
}

function kindOf(givenName: string, government: boolean): ActorEntry['row']['kind'] {
  if (givenName.toLowerCase() === 'civilians') return 'CIVILIANS';
  return government ? 'GOVERNMENT' : 'ARMED_GROUP';
}
