import {
  compared,
  endsOf,
  requestOf,
  type Asked,
} from '@casus/schema/entities/release-diff-request';
import { schema } from '@casus/schema/schema';
import type { Database } from '@casus/store/engines/database';
import { diffTotals } from '@casus/store/releases/diff';
import { DIFF_CELLS, diffRows } from '@casus/store/releases/diff-rows';
import { datasets } from '@casus/store/tables/dataset';
import { addressOf } from '../addresses.ts';
import { columnsOf, RECURS, type Column } from '../column.ts';
import type { ListDownload, Picked } from '../list-download.ts';
import { parametersOf } from '../parameters.ts';
import { columnsOfTerms, RELEASE_OF_EVENT } from '../shared-columns.ts';
import { contextOf } from './answers.ts';
import { NO_POINT } from './table.ts';

const column = columnsOf<string>();
const { args } = schema.getQueryType()!.getFields()['releaseDiff']!;

/** The parts of a best estimate, by the columns that tell them. */
const PARTS = [
  ['deaths_side_a', 'side_a', 'those of side A'],
  ['deaths_side_b', 'side_b', 'those of side B'],
  ['deaths_civilians', 'civilians', 'civilians'],
  ['deaths_unknown', 'unknown', 'those whose status the provider could not tell'],
] as const;

const partsOfEnd = (end: 'before' | 'after'): Column[] =>
  PARTS.map(([cell, name, of]) =>
    column(
      `${end}_${name}`,
      'number',
      `${end}${cell}`,
      `Of \`${end}_best\`, ${of}; empty where the estimate is not split.`,
    ),
  );

const columnsOfEnd = (end: 'before' | 'after', release: string): Column[] => [
  column(
    `${end}_release`,
    'text',
    `${end}Release`,
    `The release that spoke of it ${release}; empty for none.`,
    RECURS,
  ),
  column(`${end}_issue`, 'number', `${end}Issue`, 'Which of its issues.'),
  column(`${end}_low`, 'number', `${end}low`, `Deaths, persons: the lowest estimate ${release}.`),
  column(`${end}_best`, 'number', `${end}best`, `Deaths, persons: the most likely ${release}.`),
  column(`${end}_high`, 'number', `${end}high`, `Deaths, persons: the highest ${release}.`),
  ...partsOfEnd(end),
  column(
    `${end}_conflict_key`,
    'text',
    `${end}ConflictKey`,
    `The conflict to which it belonged ${release}.`,
    RECURS,
  ),
  column(`${end}_conflict_name`, 'text', `${end}ConflictName`, 'Its name.', RECURS),
  column(
    `${end}_country`,
    'text',
    `${end}CountryName`,
    `The country, by the source, ${release}.`,
    RECURS,
  ),
];

export const RELEASE_DIFF_COLUMNS: readonly Column[] = [
  column(
    'event_key',
    'text',
    'key',
    "The natural key, from the source's own id: `ucdp:ged:412700`.",
  ),
  column('url', 'text', 'slug', 'Where the API tells the event whole, with its editions.', {
    made: (slug, { base }) => addressOf(base, 'events', slug),
  }),
  column('name', 'text', 'name', 'What happened, as it is described last.'),
  column('time_edtf', 'text', 'edtf', 'When, as it is described last, in EDTF (ISO 8601-2).'),
  column('place_name', 'text', 'placeName', 'Where, as it is described last.', RECURS),
  column(
    'kinds',
    'list',
    'kinds',
    'How the releases differ: ADDED, DROPPED, FIGURES_REVISED, REDATED, RELOCATED, RECODED.',
  ),
  column(
    'net_low',
    'number',
    'netlow',
    'Deaths, persons: `after_low` less `before_low`, none as 0.',
  ),
  column(
    'net_best',
    'number',
    'netbest',
    'Deaths, persons: `after_best` less `before_best`, none as 0.',
  ),
  column(
    'net_high',
    'number',
    'nethigh',
    'Deaths, persons: `after_high` less `before_high`, none as 0.',
  ),
  ...PARTS.map(([cell, name, of]) =>
    column(
      `net_${name}`,
      'number',
      `net${cell}`,
      `Of \`net_best\`, ${of}; empty where one estimate or the other is not split.`,
    ),
  ),
  ...columnsOfEnd('before', 'when `from` had come out'),
  ...columnsOfEnd('after', 'when `to` had come out'),
  ...columnsOfTerms('datasetKey', RELEASE_OF_EVENT),
];

/** `/release-diff.csv`: event by event, what two releases say differently, those that move most deaths first. */
export const RELEASE_DIFF_TABLE: ListDownload = {
  name: 'release-diff',
  parameters: parametersOf(args.filter(({ name }) => name !== 'by')),
  columns: RELEASE_DIFF_COLUMNS,
  cells: DIFF_CELLS,
  point: NO_POINT,
  pick: (given, now): Picked => {
    const asked = { ...given, by: [] } as unknown as Asked;
    const request = async (db: Database) =>
      requestOf(asked, endsOf(await compared(asked, contextOf(db, now))));
    return {
      asOf: now,
      count: async ({ db }) => {
        const [all] = await diffTotals(db, await request(db));
        const releases = await db.select().from(datasets);
        return {
          matched: all!.events,
          total: all!.events,
          recordRows: 0,
          datasets: releases.map((release) => ({ ...release, rows: 0 })),
        };
      },
      rows: async function* (store) {
        yield* diffRows(store, await request(store.db));
      },
    };
  },
};
