import type { Layout, Row as RowOf } from '../csv/layout.ts';

const REQUIRED = [
  'event_id_cnty',
  'event_date',
  'time_precision',
  'event_type',
  'sub_event_type',
  'actor1',
  'inter1',
  'actor2',
  'inter2',
  'iso',
  'country',
  'location',
  'latitude',
  'longitude',
  'geo_precision',
  'fatalities',
] as const;
/** What an export of before March 2023, or one of chosen columns, may lack. */
const OPTIONAL = ['admin1', 'admin2', 'source'] as const;

export type Row = RowOf<(typeof REQUIRED)[number] | (typeof OPTIONAL)[number]>;

/** The columns of ACLED's codebook that are read; the others of an export are passed over. */
export const ACLED_LAYOUT: Layout<keyof Row & string> = {
  title: 'ACLED',
  required: REQUIRED,
  optional: OPTIONAL,
};
