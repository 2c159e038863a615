import type { Layout, Row as RowOf } from '../csv/layout.ts';

/** Without one of these an event of GED cannot be read. */
const REQUIRED = [
  'id',
  'type_of_violence',
  'conflict_new_id',
  'conflict_name',
  'dyad_new_id',
  'dyad_name',
  'side_a_new_id',
  'side_a',
  'side_b_new_id',
  'side_b',
  'where_prec',
  'latitude',
  'longitude',
  'country',
  'country_id',
  'date_prec',
  'date_start',
  'date_end',
  'deaths_a',
  'deaths_b',
  'deaths_civilians',
  'deaths_unknown',
  'best',
  'high',
  'low',
] as const;

/** Read where a release has them; releases differ in these. */
const OPTIONAL = [
  'year',
  'code_status',
  'number_of_sources',
  'source_article',
  'source_office',
  'source_date',
  'source_headline',
  'source_original',
  'where_coordinates',
  'where_description',
  'adm_1',
  'adm_2',
  'event_clarity',
  'gwnoa',
  'gwnob',
] as const;

/** The columns of a candidate release in their order: one came without its header line. */
export const CANDIDATE_COLUMNS =
  `id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b number_of_sources source_article source_office source_date source_headline source_original where_prec where_coordinates where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id region event_clarity date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best high low gwnoa gwnob`.split(
    /\s+/,
  );

export type Column = (typeof REQUIRED)[number] | (typeof OPTIONAL)[number];
export type Row = RowOf<Column>;

export const GED_LAYOUT: Layout<Column> = {
  title: 'UCDP GED',
  required: REQUIRED,
  optional: OPTIONAL,
  // The codebook itself spells one column in two ways.
  aliases: { where_decription: 'where_description' },
  headerless: CANDIDATE_COLUMNS,
};
