import type { Readable } from 'node:stream';
import { LineUnreadable } from '../csv/cells.ts';
import { checkHeader, readLines } from '../csv/rows.ts';
import type { Reader, Reading } from '../reader.ts';
import type { Release } from '../release.ts';
import { isDay } from '../time.ts';
import { ACLED_LAYOUT } from './columns.ts';
import { PROVIDER_KEY } from './keys.ts';
import { readRow } from './row.ts';

export const acled: Reader = {
  name: 'acled',
  description: "Import an export of ACLED's events that you hold under ACLED's own terms.",
  help: `
Battles, explosions and remote violence, and violence against civilians come in as events, each with
ACLED's count of those reported killed and the outlets it was coded from. Protests, riots and strategic
developments are left out, and counted as left out. ACLED changes its data every week and gives exports
no number, so the version is the day on which you took it; an export is always an extract.

ACLED and UCDP count the same attacks, so a database has the events of one of them: give ACLED a folder of
its own. And ACLED's terms do not let you pass its data on, so an API over that database answers nothing
unless the installation says that it may: CASUS_SERVE_RESTRICTED=acled.

  $ CASUS_DATA_DIR=data-acled pnpm casus import acled acled-2026-11-20.csv
  $ CASUS_DATA_DIR=data-acled pnpm casus import acled my-export.csv --version 2026-11-20
  $ CASUS_DATA_DIR=data-acled CASUS_SERVE_RESTRICTED=acled pnpm casus serve`,
  title: ACLED_LAYOUT.title,
  source: {
    series: 'acled:events',
    provider: {
      key: PROVIDER_KEY,
      slug: 'acled',
      name: 'Armed Conflict Location & Event Data (ACLED)',
    },
    licence: "ACLED's terms of use: not to be passed on",
    url: 'https://acleddata.com',
    sumsDeaths: true,
    isRestricted: true,
  },
  keys: {},
  precedence: 40,
  releases: {
    example: '2026-11-20',
    form: 'the day on which it was taken, like 2026-11-20',
    versionIn: (fileName) => dayIn(/(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)/.exec(fileName)?.[0] ?? ''),
    readVersion: (text) => dayIn(text.trim()),
    schedule: (version) => ({ released: version, coverage: null }),
    describe: (version) => ({
      name: 'ACLED',
      citation: `Armed Conflict Location & Event Data (ACLED), acleddata.com, accessed ${version}.`,
    }),
  },
  flags: {
    DATE_PRECISION_OUTSIDE_CODEBOOK: 'with a time precision outside the codebook',
    LOCATION_PRECISION_OUTSIDE_CODEBOOK: 'with a geographic precision outside the codebook',
    DATED_AFTER_RELEASE: 'dated after the export was taken',
  },
  recognise: (bytes) => checkHeader(bytes, ACLED_LAYOUT),
  read: readEvents,
};

const dayIn = (text: string) => (isDay(text) ? text : null);

async function* readEvents(bytes: Readable, release: Release): AsyncGenerator<Reading> {
  const seen = new Map<string, number>();
  yield* readLines(bytes, ACLED_LAYOUT, (row, line) => {
    const before = seen.get(row.event_id_cnty);
    if (before) {
      throw new LineUnreadable(`${row.event_id_cnty} is the id of line ${before} too`);
    }
    seen.set(row.event_id_cnty, line);
    return readRow(row, line, release);
  });
}
