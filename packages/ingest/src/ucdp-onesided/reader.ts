import { integer, name } from '../csv/cells.ts';
import type { Layout, Row as RowOf } from '../csv/layout.ts';
import type { Reader } from '../reader.ts';
import { CIVILIANS, readDeaths, readParty, type DyadYear } from '../ucdp/dyad-year.ts';
import { dyadYearReader } from '../ucdp/dyad-year-reader.ts';

const REQUIRED = [
  'conflict_id',
  'dyad_id',
  'actor_id',
  'actor_name',
  'is_government_actor',
  'year',
  'best_fatality_estimate',
  'low_fatality_estimate',
  'high_fatality_estimate',
] as const;
const OPTIONAL = ['location'] as const;
type Column = (typeof REQUIRED)[number] | (typeof OPTIONAL)[number];
type Row = RowOf<Column>;

const LAYOUT: Layout<Column> = {
  title: 'UCDP one-sided violence',
  required: REQUIRED,
  optional: OPTIONAL,
};

export const ucdpOnesided: Reader = dyadYearReader({
  name: 'ucdp-onesided',
  description: "Import UCDP's one-sided violence: civilians killed, by actor and year.",
  layout: LAYOUT,
  example: 'ucdp-onesided-221.csv',
  series: 'ucdp:onesided',
  dataset: {
    name: 'UCDP One-Sided Violence Dataset',
    file: /^(?:ucdp[-_]?)?one-?sided[-_]?v?(\d{2})[-_.]?(\d)(?!\d)/i,
  },
  readRow,
});

function readRow(row: Row): DyadYear {
  const a = readParty(row, 'actor_id', name(row, 'actor_name'));
  return {
    dataset: 'onesided',
    conflict: {
      id: integer(row, 'conflict_id'),
      name: `${a.name} - Civilians`,
      kind: 'ONE_SIDED',
      violence: 'ONE_SIDED',
    },
    dyad: integer(row, 'dyad_id'),
    sides: { a, b: CIVILIANS },
    year: integer(row, 'year', 9_999),
    deaths: readDeaths(row, [
      'low_fatality_estimate',
      'best_fatality_estimate',
      'high_fatality_estimate',
    ]),
    population: 'CIVILIANS',
    words: `of civilians by ${a.name}`,
  };
}
