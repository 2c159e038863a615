import type { Layout, Row as RowOf } from '../csv/layout.ts';

const REQUIRED = [
  'conflict_id',
  'location',
  'side_a',
  'side_a_id',
  'side_b',
  'side_b_id',
  'incompatibility',
  'year',
  'intensity_level',
  'type_of_conflict',
  'start_date',
  'start_prec',
  'start_date2',
  'start_prec2',
  'ep_end',
  'gwno_loc',
] as const;

const OPTIONAL = [
  'territory_name',
  'ep_end_date',
  'ep_end_prec',
  'gwno_a',
  'gwno_b',
  'side_a_2nd',
  'side_b_2nd',
] as const;

export type Column = (typeof REQUIRED)[number] | (typeof OPTIONAL)[number];
export type Row = RowOf<Column>;

export const PRIO_LAYOUT: Layout<Column> = {
  title: 'UCDP/PRIO Armed Conflict',
  required: REQUIRED,
  optional: OPTIONAL,
};
