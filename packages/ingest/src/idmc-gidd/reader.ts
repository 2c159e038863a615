import { count, integer, LineUnreadable, name } from '../csv/cells.ts';
import type { Layout, Row as RowOf } from '../csv/layout.ts';
import { checkHeader, readLines } from '../csv/rows.ts';
import type { Entry } from '../entry.ts';
import { countryOf, DISASTERS, IDMC, PROVIDER_KEY } from '../idmc/provider.ts';
import type { Reader, Reading } from '../reader.ts';
import { assertedBy, type Release } from '../release.ts';
import { readTime } from '../time.ts';

const REQUIRED = ['iso3', 'year', 'new_displacement'] as const;
const OPTIONAL = ['total_displacement', 'hazard_category', 'hazard_type', 'disaster'] as const;
type Row = RowOf<(typeof REQUIRED)[number] | (typeof OPTIONAL)[number]>;

const LAYOUT: Layout<keyof Row & string> = {
  title: 'IDMC GIDD',
  required: REQUIRED,
  optional: OPTIONAL,
  // As IDMC's own export and as the Humanitarian Data Exchange name them.
  aliases: {
    'conflict internal displacements (raw)': 'new_displacement',
    'conflict stock displacement (raw)': 'total_displacement',
    'disaster internal displacements (raw)': 'disaster',
    'hazard category': 'hazard_category',
    'hazard type': 'hazard_type',
  },
};

/** The first year for which IDMC publishes displacement by conflict. */
const BEGINS = 2008;

export const idmcGidd: Reader = {
  name: 'idmc-gidd',
  description:
    "Import IDMC's Global Internal Displacement Database: displaced by conflict, by country and year.",
  help: `
Each country has two figures a year, which are never mixed: how many displacements there were in the
year (a flow: who fled twice counts twice), and how many people were displaced at its end (a stock).
Displacement by disasters is left out, and counted as left out.

  $ pnpm casus import idmc-gidd idmc-gidd-internal-displacements.csv --version 2025`,
  title: LAYOUT.title,
  source: { series: 'idmc:gidd', ...IDMC },
  keys: {},
  precedence: 50,
  releases: {
    example: '2025',
    form: 'a year, like 2025: that in which IDMC published it',
    versionIn: (fileName) => /(?<!\d)(20\d\d)(?!\d)/.exec(fileName)?.[1] ?? null,
    readVersion: (text) => /^20\d\d$/.exec(text.trim())?.[0] ?? null,
    schedule: (year) => ({
      released: year,
      coverage: { from: `${BEGINS}-01-01`, to: `${Number(year) - 1}-12-31`, complete: true },
    }),
    describe: (year) => ({
      name: 'IDMC Global Internal Displacement Database',
      citation: `Internal Displacement Monitoring Centre (${year}). Global Internal Displacement Database.`,
    }),
  },
  flags: {},
  recognise: (bytes) => checkHeader(bytes, LAYOUT),
  read: (bytes, release) => {
    const seen = new Map<string, number>();
    return readLines(bytes, LAYOUT, (row, line) => readCountryYear(row, line, release, seen));
  },
};

/** @throws LineUnreadable */
function readCountryYear(
  row: Row,
  line: number,
  release: Release,
  seen: Map<string, number>,
): Reading {
  if (row.hazard_category || row.hazard_type) return { outcome: 'leftOut', line, what: DISASTERS };
  const iso3 = name(row, 'iso3').toUpperCase();
  const year = integer(row, 'year', 9_999);
  const before = seen.get(`${iso3} ${year}`);
  if (before) throw new LineUnreadable(`${iso3} in ${year} stands on line ${before} too`);
  seen.set(`${iso3} ${year}`, line);
  const country = countryOf(iso3);
  const fled = row.new_displacement === '' ? null : count(row, 'new_displacement');
  const displaced = row.total_displacement === '' ? null : count(row, 'total_displacement');
  const claims = [
    fled === null
      ? []
      : displacement(country, release, {
          measure: 'FLOW',
          best: fled,
          period: String(year),
          summary: `${grouped(fled)} displacements by conflict and violence in ${year}: movements, so that who fled twice counts twice.`,
        }),
    displaced === null
      ? []
      : displacement(country, release, {
          measure: 'STOCK',
          best: displaced,
          period: `${year}-12-31`,
          summary: `${grouped(displaced)} people displaced by conflict and violence at the end of ${year}.`,
        }),
  ].flat();
  const [claim] = claims;
  if (!claim) {
    if (row.disaster) return { outcome: 'leftOut', line, what: DISASTERS };
    throw new LineUnreadable('new_displacement and total_displacement are empty');
  }
  return { outcome: 'read', line, subject: claim.row.key, group: [country, ...claims], flags: [] };
}

type Place = ReturnType<typeof countryOf>;

function displacement(
  { row: { key: place } }: Place,
  release: Release,
  {
    measure,
    best,
    period,
    summary,
  }: { measure: 'FLOW' | 'STOCK'; best: number; period: string; summary: string },
): Extract<Entry, { entity: 'claim' }> {
  const { earliest, latest, precision, edtf } = readTime({ date: period });
  return {
    entity: 'claim',
    row: {
      key: `idmc:gidd:${place}/${period}/${measure.toLowerCase()}@${release.version}`,
      kind: 'FIGURE',
      metric: 'DISPLACED',
      measure,
      population: 'ALL',
      low: best,
      best,
      high: best,
      quantifier: 'EXACT',
      periodEarliest: earliest,
      periodLatest: latest,
      periodPrecision: precision,
      periodEdtf: edtf,
      stance: 'ASSERTS',
      rank: 'NORMAL',
      summary,
      ...assertedBy(release),
      claimantKey: PROVIDER_KEY,
      subjectPlaceKey: place,
    },
    attribution: [{ position: 1, role: 'CLAIMANT', actorKey: PROVIDER_KEY }],
  };
}

const grouped = (number: number) => number.toLocaleString('en');
