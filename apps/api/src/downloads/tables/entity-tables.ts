import { isTotalsOrder } from '@casus/store/entities/totals-order';
import { selectedEvents } from '@casus/store/lists/selected';
import { columnsOf, type Column } from '../column.ts';
import type { ListDownload } from '../list-download.ts';
import {
  columnsOfSources,
  ENTITY,
  entityCells,
  entityColumns,
  keyOf,
  SUM_COLUMNS,
  sumCells,
  SUMS,
  type Entity,
  type Sums,
} from './columns.ts';
import { SOURCES, tableDownload, type Cell } from './table.ts';

const column = columnsOf<string>();

type Totalled = Entity & {
  totals: Sums & { firstEventAt: string | null; lastEventAt: string | null };
};

const SPAN_COLUMNS: readonly Column[] = [
  column(
    'first_event_utc',
    'instant',
    'firstEventAt',
    'When the first of the events may have begun; empty where there is none.',
  ),
  column('last_event_utc', 'instant', 'lastEventAt', 'When the last of them may have begun.'),
];

/** Entities with what their events sum up to, by the same filters and orders as their list. */
function entityTable<Own>(
  [type, name]: [type: string, name: string],
  selection: string,
  cells: Record<string, (node: Own) => Cell>,
  columns: readonly Column[],
): ListDownload {
  type Node = Own & Totalled;
  return tableDownload<Node>({
    name,
    field: name,
    selection: `{ ${ENTITY} ${selection} totals(during: $sumsDuring, asOf: $asOf) { ${SUMS} firstEventAt lastEventAt } }`,
    cells: {
      ...entityCells,
      ...cells,
      ...sumCells<Node>(({ totals }) => totals),
      firstEventAt: ({ totals }) => totals.firstEventAt,
      lastEventAt: ({ totals }) => totals.lastEventAt,
    },
    columns: [
      ...entityColumns(type, type === 'Place' ? 'places' : name),
      ...columns,
      ...SUM_COLUMNS,
      ...SPAN_COLUMNS,
      ...columnsOfSources(SOURCES),
    ],
    sources: (db, _, asOf) => selectedEvents(db, { filter: {}, asOf }),
    // Of an order by name, the days are those of the sums alone.
    argumentsOf: (args) =>
      isTotalsOrder(String(args['orderBy'])) ? args : { ...args, during: undefined },
  });
}

interface Conflict {
  kind: string | null;
  incompatibility: string | null;
  startedOn: string | null;
  endedOn: string | null;
  parties: { side: string; actor: { id: string; name: string } }[];
}

export const CONFLICT_TABLE = entityTable<Conflict>(
  ['Conflict', 'conflicts'],
  'kind incompatibility startedOn endedOn parties { side actor { id name } }',
  {
    kind: ({ kind }) => kind,
    incompatibility: ({ incompatibility }) => incompatibility,
    startedOn: ({ startedOn }) => startedOn,
    endedOn: ({ endedOn }) => endedOn,
    parties: ({ parties }) => parties.map(({ side, actor }) => `${side}: ${actor.name}`),
    partyKeys: ({ parties }) => parties.map(({ actor }) => keyOf(actor.id)),
  },
  [
    column('kind', 'code', 'kind', "The API's `ConflictKind`; empty where no source tells."),
    column('incompatibility', 'code', 'incompatibility', 'What the parties cannot agree on.'),
    column('started_on', 'code', 'startedOn', 'The day, ISO 8601; empty where no source tells.'),
    column('ended_on', 'code', 'endedOn', 'The day; empty where it goes on or no source tells.'),
    column('parties', 'list', 'parties', 'Who fights, with the side: `A: Government of Mali`.'),
    column('party_keys', 'list', 'partyKeys', 'Their natural keys, in the same order.'),
  ],
);

interface Actor {
  kind: string;
  country: { countryCode: string | null } | null;
}

export const ACTOR_TABLE = entityTable<Actor>(
  ['Actor', 'actors'],
  'kind country { countryCode }',
  { kind: ({ kind }) => kind, country: ({ country }) => country?.countryCode },
  [
    column('kind', 'code', 'kind', "The API's `ActorKind`."),
    column('country_code', 'code', 'country', 'Its country, ISO 3166-1 alpha-2; empty for none.'),
  ],
);

type Named = { id: string; name: string };

/** A pair of parties, and the conflict in which they fight. */
const DYAD_PARTS = ['conflict', 'sideA', 'sideB'] as const;
type Dyad = Record<(typeof DYAD_PARTS)[number], Named>;

export const DYAD_TABLE = entityTable<Dyad>(
  ['Dyad', 'dyads'],
  DYAD_PARTS.map((part) => `${part} { id name }`).join(' '),
  Object.fromEntries(
    DYAD_PARTS.flatMap((part): [string, (node: Dyad) => Cell][] => [
      [`${part}Key`, (node) => keyOf(node[part].id)],
      [`${part}Name`, (node) => node[part].name],
    ]),
  ),
  [
    column('conflict_key', 'text', 'conflictKey', 'The conflict they fight in, natural key.'),
    column('conflict_name', 'text', 'conflictName', 'Its name in English.'),
    column('side_a_key', 'text', 'sideAKey', 'The first side, natural key.'),
    column('side_a_name', 'text', 'sideAName', 'Its name in English.'),
    column('side_b_key', 'text', 'sideBKey', 'The second side, natural key.'),
    column('side_b_name', 'text', 'sideBName', 'Its name in English.'),
  ],
);

interface Place {
  kind: string;
  latitude: number | null;
  longitude: number | null;
  countryCode: string | null;
  parent: { id: string; name: string } | null;
}

const PLACE_CELLS: Record<string, (node: Place) => Cell> = {
  kind: ({ kind }) => kind,
  countryCode: ({ countryCode }) => countryCode,
  parentKey: ({ parent }) => parent && keyOf(parent.id),
  parentName: ({ parent }) => parent?.name,
  latitude: ({ latitude }) => latitude,
  longitude: ({ longitude }) => longitude,
};

const PLACE_COLUMNS: readonly Column[] = [
  column('kind', 'code', 'kind', "The API's `PlaceKind`."),
  column('country_code', 'code', 'countryCode', 'ISO 3166-1 alpha-2; of countries alone.'),
  column('parent_key', 'text', 'parentKey', 'The place in which it lies, natural key.'),
  column('parent_name', 'text', 'parentName', 'Its name; no endorsement of a border.'),
  column('latitude_wgs84', 'number', 'latitude', 'Decimal degrees north; empty where not known.'),
  column('longitude_wgs84', 'number', 'longitude', 'Decimal degrees east; empty where not known.'),
];

const [PLACE_TABLE, COUNTRY_TABLE] = ['places', 'countries'].map((name) =>
  entityTable<Place>(
    ['Place', name],
    'kind latitude longitude countryCode parent { id name }',
    PLACE_CELLS,
    PLACE_COLUMNS,
  ),
) as [ListDownload, ListDownload];

export { PLACE_TABLE, COUNTRY_TABLE };
