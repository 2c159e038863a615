import { calledFile } from '../called-file.ts';
import type { Quantifier } from '@casus/store/vocabulary';
import { isWebAddress } from '@casus/store/web-address';
import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import {
  count,
  day,
  degrees,
  integer,
  LineUnreadable,
  name,
  oneLine,
  optionalName,
} from '../csv/cells.ts';
import type { Layout, Row as RowOf } from '../csv/layout.ts';
import type { Entry } from '../entry.ts';
import { countryOf, DISASTERS, IDMC, PROVIDER_KEY } from '../idmc/provider.ts';
import { peek } from '../input/peek.ts';
import { checkFirstEntry, readEntries } from '../json/rows.ts';
import { isJson } from '../json/values.ts';
import { quantified } from '../quantity.ts';
import { FileRefused, type Reader, type Reading } from '../reader.ts';
import { assertedBy, type Release } from '../release.ts';
import { isDay } from '../time.ts';

const REQUIRED = [
  'id',
  'iso3',
  'displacement_type',
  'qualifier',
  'figure',
  'displacement_start_date',
  'displacement_end_date',
] as const;
const OPTIONAL = ['latitude', 'longitude', 'event_name', 'standard_popup_text'] as const;
type Row = RowOf<(typeof REQUIRED)[number] | (typeof OPTIONAL)[number]>;

const LAYOUT: Layout<keyof Row & string> = {
  title: 'IDMC IDU',
  required: REQUIRED,
  optional: OPTIONAL,
};
const FORM = { entries: '$.*' };

const QUANTIFIERS: Readonly<Record<string, Quantifier>> = {
  total: 'EXACT',
  approximately: 'ABOUT',
  'more than': 'MORE_THAN',
  'at least': 'AT_LEAST',
  'up to': 'UP_TO',
};

export const idmcIdu: Reader = {
  name: 'idmc-idu',
  description:
    "Import IDMC's Internal Displacement Updates: displacements by conflict as they happen.",
  help: `
Each entry is an event with IDMC's count of those displaced in it (a flow) and the report it rests on.
Displacement by disasters is left out, and counted as left out. The list goes half a year back and is
updated daily, so its version is the day on which you took it.

  $ pnpm casus import idmc-idu idmc_idu.json --version 2023-11-10`,
  title: LAYOUT.title,
  source: { series: 'idmc:idu', ...IDMC },
  keys: {},
  precedence: 50,
  releases: {
    example: '2023-11-10',
    form: 'the day on which it was taken, like 2023-11-10',
    versionIn: (fileName) => dayIn(/(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)/.exec(fileName)?.[0] ?? ''),
    readVersion: (text) => dayIn(text.trim()),
    schedule: (version) => ({ released: version, coverage: null }),
    describe: (version) => ({
      name: 'IDMC Internal Displacement Updates',
      citation: `Internal Displacement Monitoring Centre, Internal Displacement Updates, ${version}.`,
    }),
  },
  flags: {},
  recognise: async (bytes) => {
    await checkFirstEntry(bytes, LAYOUT, FORM);
  },
  read: readUpdates,
};

const dayIn = (text: string) => (isDay(text) ? text : null);

async function* readUpdates(bytes: Readable, release: Release): AsyncGenerator<Reading> {
  const file = await peek(bytes, 1);
  if (file.beginning.length === 0) throw new FileRefused('the file is empty');
  if (!isJson(file.beginning))
    throw new FileRefused(`not ${calledFile(LAYOUT.title)}: it is no JSON`);
  const seen = new Map<number, number>();
  yield* readEntries(file.bytes, LAYOUT, FORM, (row, entry) => {
    const id = integer(row, 'id', Number.MAX_SAFE_INTEGER);
    const before = seen.get(id);
    if (before) throw new LineUnreadable(`${id} is the id of entry ${before} too`);
    seen.set(id, entry);
    if (/disaster/i.test(row.displacement_type))
      return { outcome: 'leftOut', line: entry, what: DISASTERS };
    return readUpdate(row, id, entry, release);
  });
}

/** @throws LineUnreadable */
function readUpdate(row: Row, id: number, line: number, release: Release): Reading {
  const country = countryOf(name(row, 'iso3'));
  const quantifier = QUANTIFIERS[row.qualifier.toLowerCase()];
  if (!quantifier) {
    const known = Object.keys(QUANTIFIERS).join(', ');
    throw new LineUnreadable(`qualifier is “${row.qualifier.slice(0, 60)}”, not one of ${known}`);
  }
  const figure = count(row, 'figure');
  const start = day(row, 'displacement_start_date');
  const end = day(row, 'displacement_end_date');
  if (end < start) throw new LineUnreadable(`displacement_end_date ${end} is before ${start}`);
  const key = `idmc:idu:${id}`;
  const report = reportIn(row.standard_popup_text);
  const where = country.row.name;
  const event: Entry = {
    entity: 'event',
    row: {
      key,
      name: optionalName(row, 'event_name') ?? `Displacement, ${where}`,
      kind: 'FLIGHT',
      earliest: `${start}T00:00:00.000Z`,
      latest: `${end}T23:59:59.999Z`,
      precision: start === end ? 'DAY' : 'DAYS',
      edtf: start === end ? start : `${start}/${end}`,
      placeKey: country.row.key,
      countryKey: country.row.kind === 'COUNTRY' ? country.row.key : null,
      latitude: degrees(row, 'latitude'),
      longitude: degrees(row, 'longitude'),
    },
    externalIds: [{ scheme: 'IDMC', value: String(id) }],
  };
  const claim: Entry = {
    entity: 'claim',
    row: {
      key: `${key}/displaced@${release.version}`,
      kind: 'FIGURE',
      metric: 'DISPLACED',
      measure: 'FLOW',
      population: 'ALL',
      ...quantified(quantifier, figure),
      stance: 'ASSERTS',
      rank: 'NORMAL',
      summary: `${row.qualifier} ${figure.toLocaleString('en')} displaced in ${where}, by IDMC's count.`,
      ...assertedBy(release),
      claimantKey: PROVIDER_KEY,
      subjectEventKey: key,
    },
    attribution: [
      { position: 1, role: 'CLAIMANT', actorKey: PROVIDER_KEY, reportKey: report?.row.key ?? null },
    ],
  };
  const group = [country, ...(report ? [report] : []), event, claim];
  return { outcome: 'read', line, subject: key, group, flags: [] };
}

/** The report that an entry's text links to; its words are IDMC's and stay with IDMC. */
function reportIn(text: string): Extract<Entry, { entity: 'report' }> | null {
  const [, url, title] = /<a href="([^"]+)"[^>]*>([^<]*)<\/a>/i.exec(text) ?? [];
  if (!url || !isWebAddress(url)) return null;
  const hash = createHash('sha256').update(url).digest('hex').slice(0, 16);
  return {
    entity: 'report',
    row: { key: `idmc:report:${hash}`, title: oneLine(title ?? '') || url, url },
  };
}
