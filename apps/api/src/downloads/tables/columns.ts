import { encodeGlobalId } from '@casus/schema/global-id';
import { itemsOf } from '@casus/store/lists/stream';
import { addressOf } from '../addresses.ts';
import { columnsOf, type Column, type FileFacts } from '../column.ts';
import { termsOf } from '../terms.ts';
import type { Cell } from './table.ts';

const column = columnsOf<string>();

/** What is asked of an entity that a row is of. */
export const ENTITY = 'id slug name';

export interface Entity {
  id: string;
  slug: string;
  name: string;
}

export const keyOf = (id: string): string => {
  const text = Buffer.from(id, 'base64url').toString();
  return text.slice(text.indexOf(':') + 1);
};

/** The cells that tell an entity from all others. */
export const entityCells = {
  key: ({ id }: Entity) => keyOf(id),
  slug: ({ slug }: Entity) => slug,
  name: ({ name }: Entity) => name,
};

/** The columns that tell an entity from all others. */
export const keyColumns = (type: string, plural: string): Column[] => {
  const word = type.toLowerCase();
  return [
    column(`${word}_id`, 'code', 'key', "The API's global id, the same in every installation.", {
      made: (key) => encodeGlobalId(type, key),
    }),
    column(`${word}_key`, 'text', 'key', 'The natural key, by the source’s own id.'),
    column('url', 'text', 'slug', 'Where the API tells it whole.', {
      made: (slug, { base }) => addressOf(base, plural, slug),
    }),
  ];
};

export const entityColumns = (type: string, plural: string): Column[] => [
  ...keyColumns(type, plural),
  column('name', 'text', 'name', 'Its name in English.'),
];

/** What is asked of sums over events. */
export const SUMS = `events eventsWithoutFigure eventsWithoutSplit deaths { low best high sideA sideB civilians unknown }
  eventsSpanning deathsSpanning { low best high }`;

type Bounds = Record<'low' | 'best' | 'high', number>;

export interface Sums {
  events: number;
  eventsWithoutFigure: number;
  eventsWithoutSplit: number;
  deaths: (Bounds & Record<'sideA' | 'sideB' | 'civilians' | 'unknown', number | null>) | null;
  eventsSpanning: number;
  deathsSpanning: Bounds | null;
}

/** The cells of sums, of what a node has them at. */
export function sumCells<Node>(of: (node: Node) => Sums): Record<string, (node: Node) => Cell> {
  return {
    events: (node) => of(node).events,
    eventsWithoutFigure: (node) => of(node).eventsWithoutFigure,
    eventsWithoutSplit: (node) => of(node).eventsWithoutSplit,
    low: (node) => of(node).deaths?.low,
    best: (node) => of(node).deaths?.best,
    high: (node) => of(node).deaths?.high,
    sideA: (node) => of(node).deaths?.sideA,
    sideB: (node) => of(node).deaths?.sideB,
    civilians: (node) => of(node).deaths?.civilians,
    unknown: (node) => of(node).deaths?.unknown,
    eventsSpanning: (node) => of(node).eventsSpanning,
    spanningLow: (node) => of(node).deathsSpanning?.low,
    spanningBest: (node) => of(node).deathsSpanning?.best,
    spanningHigh: (node) => of(node).deathsSpanning?.high,
  };
}

const SUM =
  "Deaths, persons: the sum of each event's own estimate, never of competing claims; empty where none has one.";
const SPLIT = 'over the events whose estimate is split; empty where none is.';
const SPANNING =
  'The part of it that is not certain to belong in the row; show it apart, and do not spread it.';

export const SUM_COLUMNS: readonly Column[] = [
  column('events', 'number', 'events', 'How many events there are that stand.'),
  column(
    'events_without_figure',
    'number',
    'eventsWithoutFigure',
    'How many of them have no estimate of deaths, and so add nothing to the sums.',
  ),
  column(
    'events_without_split',
    'number',
    'eventsWithoutSplit',
    'How many have an estimate that does not tell civilians and sides apart.',
  ),
  column('deaths_low', 'number', 'low', `${SUM} The lowest.`),
  column('deaths_best', 'number', 'best', `${SUM} The most likely.`),
  column('deaths_high', 'number', 'high', `${SUM} The highest.`),
  column('deaths_side_a', 'number', 'sideA', `Of \`deaths_best\`, those of side A, ${SPLIT}`),
  column('deaths_side_b', 'number', 'sideB', `Of \`deaths_best\`, those of side B, ${SPLIT}`),
  column('deaths_civilians', 'number', 'civilians', `Of \`deaths_best\`, civilians, ${SPLIT}`),
  column(
    'deaths_unknown',
    'number',
    'unknown',
    `Of \`deaths_best\`, those whose status the source could not tell, ${SPLIT}`,
  ),
  column(
    'events_spanning',
    'number',
    'eventsSpanning',
    'How many of the events may also have happened outside the days or the period of the row.',
  ),
  column('deaths_spanning_low', 'number', 'spanningLow', `Of \`deaths_low\`: ${SPANNING}`),
  column('deaths_spanning_best', 'number', 'spanningBest', `Of \`deaths_best\`: ${SPANNING}`),
  column('deaths_spanning_high', 'number', 'spanningHigh', `Of \`deaths_high\`: ${SPANNING}`),
];

const term =
  (name: 'licence' | 'citation') =>
  (sources: string, { selected }: FileFacts): string => {
    const keys = sources === '' ? [''] : itemsOf(sources);
    return [...new Set(keys.map((key) => termsOf(key, selected)[name]))].join(' | ');
  };

const AT_THE_HEAD = { notIn: ['geojson', 'ndjson', 'parquet'], closing: true } as const;

/** How a table ends whose rows rest on many words: whose they are, on what terms, and what was picked. */
export const columnsOfSources = (
  cell: string,
  datasets = 'The dataset releases whose events are summed up in the file; the curated record is none of them.',
): Column[] => [
  {
    ...column('dataset_keys', 'list', cell, datasets),
    made: (sources) => sources,
    ...AT_THE_HEAD,
  },
  {
    ...column('licence', 'text', cell, 'On what terms they may be used, each once.'),
    made: term('licence'),
    ...AT_THE_HEAD,
  },
  {
    ...column('citation', 'text', cell, 'How their providers ask to be cited, each once.'),
    made: term('citation'),
    ...AT_THE_HEAD,
  },
  {
    ...column(
      'as_of',
      'instant',
      cell,
      'The moment the file stands at, UTC. The same in each row.',
    ),
    made: (_, { asOf }) => asOf,
    ...AT_THE_HEAD,
  },
  {
    ...column(
      'selection',
      'text',
      cell,
      'What was picked: how many of how many, by which filters.',
    ),
    made: (_, { selection }) => selection,
    ...AT_THE_HEAD,
  },
];
