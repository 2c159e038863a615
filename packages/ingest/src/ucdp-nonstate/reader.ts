import { integer, name } from '../csv/cells.ts';
import type { Layout, Row as RowOf } from '../csv/layout.ts';
import type { Reader } from '../reader.ts';
import { readDeaths, readParty, type DyadYear } from '../ucdp/dyad-year.ts';
import { dyadYearReader } from '../ucdp/dyad-year-reader.ts';

const REQUIRED = [
  'conflict_id',
  'dyad_id',
  'org',
  'side_a_name',
  'side_a_id',
  'side_b_name',
  'side_b_id',
] as const;
const OPTIONAL = [
  'year',
  'best_fatality_estimate',
  'low_fatality_estimate',
  'high_fatality_estimate',
] as const;
type Column = (typeof REQUIRED)[number] | (typeof OPTIONAL)[number];
type Row = RowOf<Column>;

const LAYOUT: Layout<Column> = {
  title: 'UCDP non-state conflict',
  required: REQUIRED,
  optional: OPTIONAL,
};

export const ucdpNonstate: Reader = dyadYearReader({
  name: 'ucdp-nonstate',
  description: "Import UCDP's non-state conflicts: deaths between groups, by dyad and year.",
  layout: LAYOUT,
  example: 'ucdp-nonstate-221.csv',
  series: 'ucdp:nonstate',
  dataset: {
    name: 'UCDP Non-State Conflict Dataset',
    file: /^(?:ucdp[-_]?)?non-?state[-_]?v?(\d{2})[-_.]?(\d)(?!\d)/i,
  },
  readRow,
});

function readRow(row: Row): DyadYear {
  const sides = {
    a: readParty(row, 'side_a_id', name(row, 'side_a_name')),
    b: readParty(row, 'side_b_id', name(row, 'side_b_name')),
  };
  return {
    dataset: 'nonstate',
    conflict: {
      id: integer(row, 'conflict_id'),
      name: `${sides.a.name} - ${sides.b.name}`,
      kind: 'NON_STATE',
      violence: 'NON_STATE',
    },
    dyad: integer(row, 'dyad_id'),
    sides,
    year: integer(row, 'year', 9_999),
    deaths: readDeaths(row, [
      'low_fatality_estimate',
      'best_fatality_estimate',
      'high_fatality_estimate',
    ]),
    population: 'ALL',
    words: `in fighting between ${sides.a.name} and ${sides.b.name}`,
  };
}
