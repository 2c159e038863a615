import { integer, name } from '../csv/cells.ts';
import type { Layout, Row as RowOf } from '../csv/layout.ts';
import { checkHeader, readLines } from '../csv/rows.ts';
import type { Reader } from '../reader.ts';
import { GED_KEYS } from '../ucdp-ged/keys.ts';
import { CIVILIANS, readDeaths, readingOf, readParty, type DyadYear } from '../ucdp/dyad-year.ts';
import { UCDP } from '../ucdp/provider.ts';
import { yearlyReleases } from '../ucdp/yearly.ts';

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

export const ucdpOnesided: Reader = {
  name: 'ucdp-onesided',
  description: "Import UCDP's one-sided violence: civilians killed, by actor and year.",
  help: `
Deaths are claims on the conflict, one for each dyad and year; no sum over events counts them.
Conflicts, dyads and actors meet those of UCDP's events by UCDP's numbers.

  $ pnpm casus import ucdp-onesided ucdp-onesided-221.csv`,
  title: LAYOUT.title,
  source: { series: 'ucdp:onesided', ...UCDP },
  keys: { conflict: GED_KEYS.conflict, dyad: GED_KEYS.dyad, actor: GED_KEYS.actor },
  precedence: 80,
  releases: yearlyReleases({
    file: /^(?:ucdp[-_]?)?one-?sided[-_]?v?(\d{2})[-_.]?(\d)(?!\d)/i,
    name: 'UCDP One-Sided Violence Dataset',
    covers: 1989,
  }),
  flags: { LOW_BEST_HIGH_DISORDERED: 'break low ≤ best ≤ high' },
  recognise: (bytes) => checkHeader(bytes, LAYOUT),
  read: (bytes, release) => {
    const seen = new Map<string, number>();
    return readLines(bytes, LAYOUT, (row, line) => readingOf(readRow(row), line, release, seen));
  },
};

/** @throws LineUnreadable */
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
