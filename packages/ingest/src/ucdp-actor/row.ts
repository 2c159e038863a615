import { integer, name, oneLine, optionalName, LineUnreadable } from '../csv/cells.ts';
import type { Entry } from '../entry.ts';
import { actorKey } from '../ucdp-ged/keys.ts';
import type { Row } from './columns.ts';

type ActorEntry = Extract<Entry, { entity: 'actor' }>;
type Relation = NonNullable<ActorEntry['alsoRelations']>[number];
type OtherName = NonNullable<ActorEntry['alsoNames']>[number];

export interface ActorRow {
  actor: ActorEntry;
  /** How it stands to others, which may come later in the file or not at all. */
  relations: { kind: Relation['kind']; id: number; name: string | null }[];
}

const SOURCE = 'UCDP Actor Dataset';
/** `Org`, by the codebook: 4 is a government. */
const GOVERNMENT = 4;

/** @throws LineUnreadable */
export function readActor(row: Row): ActorRow {
  const id = integer(row, 'actorid', Number.MAX_SAFE_INTEGER);
  if (id < 1) throw new LineUnreadable(`ActorId is ${id}, not an actor's number`);
  const givenName = name(row, 'namedata');
  return {
    actor: {
      entity: 'actor',
      row: {
        key: actorKey(id),
        name: givenName,
        kind: integer(row, 'org') === GOVERNMENT ? 'GOVERNMENT' : 'ARMED_GROUP',
      },
      externalIds: [{ scheme: 'UCDP_ACTOR', value: String(id) }],
      alsoNames: otherNames(row, givenName),
    },
    relations: [
      ...others(row, 'SPLINTER_OF', 'actoridprev', 'nameprev'),
      ...others(row, 'FACTION_OF', 'actoridsplittemp', 'namesplittemp'),
      ...others(row, 'MEMBER_OF', 'actoridalliance', 'namealliance'),
      ...others(row, 'JOINED', 'actoridgroup', 'groupname'),
    ].filter((other) => other.id !== id),
  };
}

/** Its first and its later names, in short, in full and in the original, beside the one it is listed under. */
function otherNames(row: Row, listed: string): OtherName[] {
  // Later names stand in one cell each; where a name may hold a comma itself, they stay as they came.
  const later = [row.newname, row.newnamefullmothertongue, row.newnamefulleng].map(partsOf);
  const counts = new Set(later.filter((parts) => parts.length > 0).map((parts) => parts.length));
  const [short = [], original = [], english = []] =
    counts.size === 1 ? later : later.map((parts) => (parts.length > 0 ? [parts.join(', ')] : []));
  const names = [
    ...[optionalName(row, 'nameorigfulleng'), ...english].map((text) => ({ text, language: 'en' })),
    ...[
      optionalName(row, 'nameorig'),
      optionalName(row, 'nameorigfull'),
      ...short,
      ...original,
    ].map((text) => ({ text, language: 'und' })),
  ];
  const seen = new Set([listed]);
  return names.flatMap(({ text, language }) => {
    if (!text || text === 'n/a' || seen.has(text)) return [];
    seen.add(text);
    return [{ entity: 'ACTOR', name: text, language, source: SOURCE }];
  });
}

/** The actors that a cell names by number, with the names beside them where they are as many. */
function others(
  row: Row,
  kind: Relation['kind'],
  ids: 'actoridprev' | 'actoridsplittemp' | 'actoridalliance' | 'actoridgroup',
  names: 'nameprev' | 'namesplittemp' | 'namealliance' | 'groupname',
): ActorRow['relations'] {
  const numbers = partsOf(row[ids]);
  const called = partsOf(row[names]);
  return numbers.map((number, index) => {
    if (!/^\d+$/.test(number)) {
      throw new LineUnreadable(`${ids} is “${row[ids].slice(0, 60)}”, not numbers of actors`);
    }
    const name = called.length === numbers.length ? called[index]! : null;
    return { kind, id: Number(number), name };
  });
}

const partsOf = (cell: string) =>
  oneLine(cell)
    .split(/\s*[,;]\s*/)
    .filter(Boolean);
