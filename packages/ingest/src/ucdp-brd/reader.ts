import { integer } from '../csv/cells.ts';
import type { Layout, Row as RowOf } from '../csv/layout.ts';
import type { Reader } from '../reader.ts';
import { readDeaths, readParty, type DyadYear } from '../ucdp/dyad-year.ts';
import { dyadYearReader } from '../ucdp/dyad-year-reader.ts';

const REQUIRED = [
  'conflict_id',
  'dyad_id',
  'side_a',
  'side_a_id',
  'side_b',
  'side_b_id',
  'year',
  'bd_best',
  'bd_low',
  'bd_high',
] as const;
const OPTIONAL = ['location_inc', 'incompatibility', 'territory_name', 'type_of_conflict'] as const;
type Column = (typeof REQUIRED)[number] | (typeof OPTIONAL)[number];
type Row = RowOf<Column>;

const LAYOUT: Layout<Column> = {
  title: 'UCDP battle-related deaths',
  required: REQUIRED,
  optional: OPTIONAL,
};

export const ucdpBrd: Reader = dyadYearReader({
  name: 'ucdp-brd',
  description: "Import UCDP's battle-related deaths, by dyad and year.",
  layout: LAYOUT,
  example: 'ucdp-brd-dyadic-221.csv',
  series: 'ucdp:brd',
  dataset: {
    name: 'UCDP Battle-Related Deaths Dataset',
    file: /^(?:ucdp[-_]?)?brd[-_]?(?:dyadic[-_]?)?v?(\d{2})[-_.]?(\d)(?!\d)/i,
  },
  readRow,
});

function readRow(row: Row): DyadYear {
  const sides = {
    a: readParty(row, 'side_a_id', row.side_a),
    b: readParty(row, 'side_b_id', row.side_b),
  };
  const interstate = row.type_of_conflict === '2';
  const over = row.incompatibility === '1' ? row.territory_name || 'Territory' : 'Government';
  return {
    dataset: 'brd',
    conflict: {
      id: integer(row, 'conflict_id'),
      name:
        interstate || !row.location_inc
          ? `${sides.a.name} - ${sides.b.name}`
          : `${row.location_inc}: ${over}`,
      kind: interstate ? 'INTERSTATE' : null,
      violence: 'STATE_BASED',
    },
    dyad: integer(row, 'dyad_id'),
    sides,
    year: integer(row, 'year', 9_999),
    deaths: readDeaths(row, ['bd_low', 'bd_best', 'bd_high']),
    population: 'ALL',
    words: `in battles between ${sides.a.name} and ${sides.b.name}`,
  };
}
