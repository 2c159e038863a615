import { count, day, integer, LineUnreadable, name } from '../../src/csv/cells.ts';
import type { Layout, Row } from '../../src/csv/layout.ts';
import { checkHeader, readLines } from '../../src/csv/rows.ts';
import type { Reader, Reading } from '../../src/reader.ts';
import { assertedBy, type Release } from '../../src/release.ts';

type Column = 'id' | 'day' | 'village' | 'country' | 'min' | 'best' | 'max' | 'source';

const LAYOUT: Layout<Column> = {
  title: 'Village Watch',
  required: ['id', 'day', 'village', 'country', 'best'],
  optional: ['min', 'max', 'source'],
};

const PROVIDER = { key: 'village-watch:provider', slug: 'village-watch', name: 'Village Watch' };

/** A format that was made up to try the recipe for readers: a year's killings by village. */
export const villageWatch: Reader = {
  name: 'village-watch',
  description: 'Import the killings that Village Watch counts, a year a file.',
  help: '  $ pnpm casus import village-watch village-watch-2021.csv',
  title: LAYOUT.title,
  source: {
    series: 'village-watch:killings',
    provider: PROVIDER,
    licence: 'CC0 1.0',
    url: 'https://example.org/village-watch',
  },
  keys: {},
  precedence: 10,
  releases: {
    example: '2021',
    form: 'a year, like 2021',
    versionIn: (fileName) => /^village-watch-(\d{4})\./.exec(fileName)?.[1] ?? null,
    readVersion: (text) => /^\d{4}$/.exec(text.trim())?.[0] ?? null,
    schedule: (year) => ({
      released: String(Number(year) + 1),
      coverage: { from: '2000-01-01', to: `${year}-12-31`, complete: true },
    }),
    describe: (year) => ({ name: 'Village Watch', citation: `Village Watch, ${year}.` }),
  },
  flags: { LOW_BEST_HIGH_DISORDERED: 'break min ≤ best ≤ max' },
  recognise: (bytes) => checkHeader(bytes, LAYOUT),
  read: (bytes, release) =>
    readLines(bytes, LAYOUT, (row, line) => readKilling(row, line, release)),
};

function readKilling(row: Row<Column>, line: number, release: Release): Reading {
  const id = integer(row, 'id');
  const when = day(row, 'day');
  const village = name(row, 'village');
  const code = name(row, 'country');
  if (!/^[A-Z]{2}$/.test(code))
    throw new LineUnreadable(`country is “${code}”, not a code like KG`);
  const best = count(row, 'best');
  const low = row.min === '' ? best : count(row, 'min');
  const high = row.max === '' ? best : count(row, 'max');
  const country = `iso:${code}`;
  const place = `village-watch:place:${code}/${village}`;
  const event = `village-watch:${id}`;
  const disordered = low > best || best > high;
  return {
    outcome: 'read',
    line,
    subject: event,
    group: [
      {
        entity: 'place',
        row: { key: country, name: code, kind: 'COUNTRY', countryKey: country, countryCode: code },
      },
      {
        entity: 'place',
        row: {
          key: place,
          name: village,
          kind: 'SETTLEMENT',
          parentKey: country,
          countryKey: country,
        },
      },
      {
        entity: 'event',
        row: {
          key: event,
          name: `Killing in ${village}`,
          kind: 'ATTACK_ON_CIVILIANS',
          earliest: `${when}T00:00:00.000Z`,
          latest: `${when}T23:59:59.999Z`,
          precision: 'DAY',
          edtf: when,
          placeKey: place,
          countryKey: country,
          deathsLow: low,
          deathsBest: best,
          deathsHigh: high,
          qualityFlags: disordered
            ? [{ kind: 'LOW_BEST_HIGH_DISORDERED', note: `Min ${low}, best ${best}, max ${high}.` }]
            : [],
        },
      },
      {
        entity: 'claim',
        row: {
          key: `${event}/deaths@${release.version}`,
          kind: 'FIGURE',
          metric: 'DEATHS',
          population: 'ALL',
          low,
          best,
          high,
          quantifier: 'EXACT',
          stance: 'ASSERTS',
          rank: 'NORMAL',
          summary: `Village Watch counts ${best} killed in ${village}.`,
          ...assertedBy(release),
          claimantKey: PROVIDER.key,
          subjectEventKey: event,
        },
        attribution: [{ position: 1, role: 'CLAIMANT', actorKey: PROVIDER.key }],
      },
    ],
    flags: disordered ? ['LOW_BEST_HIGH_DISORDERED'] : [],
  };
}
