import { eventFilterOf } from '@casus/schema/entities/event-list';
import { STATISTICS_LIMIT } from '@casus/schema/limits';
import { schema } from '@casus/schema/schema';
import { instantOf } from '@casus/schema/types/scalars';
import { selectedEvents, type Selected } from '@casus/store/lists/selected';
import { columnsOf, type Column } from '../column.ts';
import type { ListDownload, Picked } from '../list-download.ts';
import { parametersOf } from '../parameters.ts';
import { questions } from './answers.ts';
import {
  columnsOfSources,
  ENTITY,
  keyOf,
  SUM_COLUMNS,
  sumCells,
  SUMS,
  type Entity,
  type Sums,
} from './columns.ts';
import { NO_POINT, rowOf, SOURCES, sourcesOf, type Cell } from './table.ts';

const column = columnsOf<string>();
const { args } = schema.getQueryType()!.getFields()['eventStatistics']!;

const VALUES = [
  'year',
  'quarter',
  'month',
  'week',
  'day',
  'region',
  'violence',
  'kind',
  'role',
  'population',
] as const;
const ENTITIES = [
  'country',
  'admin1',
  'conflict',
  'dyad',
  'actor',
  'claimant',
  'publisher',
] as const;

type Row = Sums & { populationDeaths: number | null } & Record<
    (typeof VALUES)[number],
    string | number | null
  > &
  Record<(typeof ENTITIES)[number], Entity | null> & {
    release: { key: string } | null;
    dataset: { slug: string } | null;
  };

const ask =
  questions(`query ($filter: EventFilter, $by: [EventDimension!]!, $asOf: DateTime, $orderBy: StatisticsOrder, $first: Int) {
  eventStatistics(filter: $filter, by: $by, asOf: $asOf, orderBy: $orderBy, first: $first) {
    ${VALUES.join(' ')}
    ${ENTITIES.map((name) => `${name} { ${ENTITY} }`).join(' ')}
    release { key } dataset { slug }
    populationDeaths ${SUMS}
  }
}`);

const cells: Record<string, (row: Row) => Cell> = {
  ...Object.fromEntries(VALUES.map((name) => [name, (row: Row) => row[name]])),
  ...Object.fromEntries(
    ENTITIES.flatMap((name) => [
      [`${name}Key`, (row: Row) => row[name] && keyOf(row[name].id)],
      [`${name}Name`, (row: Row) => row[name]?.name],
    ]),
  ),
  release: ({ release }) => release?.key,
  dataset: ({ dataset }) => dataset?.slug,
  populationDeaths: ({ populationDeaths }) => populationDeaths,
  ...sumCells<Row>((row) => row),
};

const PERIODS: Record<string, string> = {
  year: 'In which year the events may first have begun, UTC.',
  quarter: 'In which quarter: `2021-Q2`.',
  month: 'In which month: `2021-05`.',
  week: 'In which ISO 8601 week, from Monday: `2021-W05`.',
  day: 'On which day: `2021-05-03`.',
  region: 'The region of the world.',
  violence: "UCDP's type of organised violence.",
  kind: 'What sort of events they are.',
  role: 'What those who took part did; an event counts once for each.',
  population: 'Whose dead `population_deaths` counts.',
};

const OF_ENTITIES: Record<(typeof ENTITIES)[number], string> = {
  country: 'The country, by the source',
  admin1: 'The first-order division',
  conflict: 'The conflict',
  dyad: 'The pair that fought',
  actor: 'Who took part; an event counts once for each, so that these rows overlap',
  claimant: 'Whose estimates are summed',
  publisher: 'Who published it; an event counts once for each, so that these rows overlap',
};

const DIMENSION = 'Empty unless it was asked for by `by`, and where the source tells none.';

export const STATISTICS_COLUMNS: readonly Column[] = [
  ...VALUES.map((name) => column(name, 'code', name, `${PERIODS[name]} ${DIMENSION}`)),
  ...ENTITIES.flatMap((name) => [
    column(`${name}_key`, 'text', `${name}Key`, `${OF_ENTITIES[name]}, natural key. ${DIMENSION}`),
    column(`${name}_name`, 'text', `${name}Name`, 'Its name.'),
  ]),
  column('release_key', 'text', 'release', `The dataset release that delivered them. ${DIMENSION}`),
  column('series_key', 'text', 'dataset', `The dataset, by its latest release here. ${DIMENSION}`),
  ...SUM_COLUMNS,
  column(
    'population_deaths',
    'number',
    'populationDeaths',
    'By POPULATION: how many of it died, persons, by the best estimates. Empty in other rows.',
  ),
  ...columnsOfSources(SOURCES),
];

/** `/statistics.csv`: sums over events by one to three dimensions. */
export const STATISTICS_TABLE: ListDownload = {
  name: 'statistics',
  parameters: parametersOf(args, { hasPages: false }),
  columns: STATISTICS_COLUMNS,
  cells: [...Object.keys(cells), SOURCES],
  point: NO_POINT,
  pick: (given, now): Picked => {
    const asOf = given['asOf'] instanceof Date ? instantOf(given['asOf']) : null;
    let found: { rows: Row[]; selected: Selected };
    return {
      asOf: asOf ?? now,
      count: async ({ db }) => {
        const first = given['first'] ?? STATISTICS_LIMIT;
        const { eventStatistics: rows } = await ask<{ eventStatistics: Row[] }>(db, now, {
          ...given,
          first,
        });
        const filter = eventFilterOf(given['filter'] as Parameters<typeof eventFilterOf>[0]);
        const selected = await selectedEvents(db, { filter, asOf });
        found = { rows, selected };
        return { ...selected, matched: rows.length, total: rows.length };
      },
      rows: async function* () {
        const sources = sourcesOf(found.selected);
        if (found.rows.length > 0) yield found.rows.map((row) => rowOf(cells, row, sources));
      },
    };
  },
};
