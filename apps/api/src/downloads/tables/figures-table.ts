import { figureFilterOf } from '@casus/schema/entities/figure-list';
import { schema } from '@casus/schema/schema';
import { instantOf } from '@casus/schema/types/scalars';
import {
  FIGURE_CELLS,
  figureRows,
  selectedFigures,
  type FigureList,
} from '@casus/store/lists/figure-rows';
import { getNullableType, type GraphQLArgument } from 'graphql';
import { columnsOf, type Column } from '../column.ts';
import type { ListDownload } from '../list-download.ts';
import { parametersOf } from '../parameters.ts';
import { columnsOfSources } from './columns.ts';
import { NO_POINT } from './table.ts';

type Cell = (typeof FIGURE_CELLS)[number];
const column = columnsOf<Cell>();

const { args } = schema.getQueryType()!.getFields()['figures']!;

// Without an order the file has that in which it is read quickest.
const ARGS = args.map((argument): GraphQLArgument => {
  if (argument.name !== 'orderBy') return argument;
  const type = getNullableType(argument.type);
  return { ...argument, type, defaultValue: null, default: undefined } as GraphQLArgument;
});

const COLUMNS: readonly Column<Cell>[] = [
  column('figure_id', 'code', 'id', 'Stays the same for as long as it counts the same.'),
  column('subject_type', 'code', 'subjectType', 'EVENT, CONFLICT, AGREEMENT, PLACE.'),
  column('subject_key', 'text', 'subjectKey', 'Natural key of what is counted of.'),
  column('subject_name', 'text', 'subjectName', 'Its name.'),
  column('metric', 'code', 'metric', 'What is counted, persons: DEATHS, EVACUATED, FLED …'),
  column(
    'population',
    'code',
    'population',
    'Who is counted: CIVILIANS, COMBATANTS, ALL, UNKNOWN.',
  ),
  column('party_key', 'text', 'partyKey', 'Whose people are counted; empty for everyone’s.'),
  column('party_name', 'text', 'partyName', 'Its name.'),
  column('measure', 'code', 'measure', 'FLOW: new cases over a time. STOCK: people at its end.'),
  column(
    'period_edtf',
    'text',
    'periodEdtf',
    'The time it is bounded to, where not its subject’s.',
  ),
  column('dyad_key', 'text', 'dyadKey', 'The pair whose fighting it is of; empty for all.'),
  column('dyad_name', 'text', 'dyadName', 'Its name.'),
  column('place_key', 'text', 'placeKey', 'The place it is bounded to, where not its subject’s.'),
  column('place_name', 'text', 'placeName', 'Its name.'),
  column('low', 'number', 'low', 'The lowest number among the current claims; never an average.'),
  column('high', 'number', 'high', 'The highest among them.'),
  column(
    'open_ended',
    'code',
    'openEnded',
    'true: a current claim says “at least” or “more than”.',
  ),
  column(
    'contested',
    'code',
    'contested',
    'true: some two current claims have no number in common.',
  ),
  column(
    'preferred_claim_key',
    'text',
    'preferredKey',
    'The claim that the record ranks preferred.',
  ),
  column('current_claims', 'list', 'current', 'The latest word of each claimant: `Red Cross: 24`.'),
  column('current_claim_keys', 'list', 'currentKeys', 'Their natural keys, in the same order.'),
  column('claims', 'number', 'claims', 'How many claims stood, superseded and denied ones too.'),
];

/** `/figures.csv`: what is claimed of each quantity, by the rule, the filter and the orders of the API's `figures`. */
export const FIGURES_TABLE: ListDownload = {
  name: 'figures',
  parameters: parametersOf(ARGS),
  columns: [
    ...COLUMNS,
    ...columnsOfSources(
      'releases',
      'The dataset releases that make its claims; the curated record is none of them.',
    ),
  ],
  cells: FIGURE_CELLS,
  point: NO_POINT,
  pick: ({ filter, asOf, orderBy }, now) => {
    const list: FigureList = {
      filter: figureFilterOf(filter as Parameters<typeof figureFilterOf>[0]),
      orderBy: (orderBy ?? null) as FigureList['orderBy'],
      asOf: asOf instanceof Date ? instantOf(asOf) : now,
    };
    return {
      asOf: list.asOf,
      count: (store) => selectedFigures(store, list),
      rows: (store) => figureRows(store, list),
    };
  },
};
