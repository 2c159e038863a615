import { isWebAddress } from '@casus/store/web-address';
import { withoutFinalStop } from '../csv/final-stop.ts';
import type { Entry } from '../entry.ts';
import type { Row } from './columns.ts';
import { readInformants } from './informants.ts';
import { officeKey, PROVIDER_KEY, reportKey, sourceKey, UNNAMED_OFFICE_KEY } from './keys.ts';
import { readCitedReports, type CitedReport } from './sources.ts';

type Steps = Extract<Entry, { entity: 'claim' }>['attribution'];

export interface Chain {
  /** The sources, the offices and their reports. */
  entries: Entry[];
  attribution: Steps;
  /** False when the row cites reports that could not be told apart. */
  readable: boolean;
}

const LONGEST_NAME = 300;

/**
 * Who said it, who published it, who settled it. GED attributes an event as a whole and does not say
 * which report carries whose word, so the sources stand side by side, and so do the reports.
 */
export function readChain(
  row: Row,
  country: { number: number | null; name: string; key: string | null },
): Chain {
  const informants = readInformants(row.source_original);
  const { reports, readable } = readCitedReports(row);
  const entries: Entry[] = [];
  const attribution: Steps = [];
  let position = 1;
  for (const { name, unnamed } of informants) {
    const key = sourceKey(country.number, name);
    entries.push({
      entity: 'actor',
      row: {
        key,
        name: shortened(name),
        kind: unnamed ? 'UNNAMED_SOURCE' : 'UNCLASSIFIED',
        isMention: true,
        countryKey: country.key,
        description: `A source of reports on events in ${country.name}, in UCDP's words${name.length > LONGEST_NAME ? `: ${name}` : ''}.`,
      },
    });
    attribution.push({ position, role: 'CLAIMANT', actorKey: key });
  }
  if (informants.length > 0) position += 1;
  for (const report of reports) {
    const office = officeEntry(report.office);
    const written = reportEntry(report, report.office === null ? null : office.row.key);
    entries.push(office, written);
    const { key } = written.row;
    attribution.push({ position, role: 'PUBLISHER', actorKey: office.row.key, reportKey: key });
  }
  if (reports.length > 0) position += 1;
  attribution.push({ position, role: 'ADJUDICATOR', actorKey: PROVIDER_KEY });
  return { entries, attribution, readable };
}

function officeEntry(printed: string | null): Extract<Entry, { entity: 'actor' }> {
  if (printed === null) {
    return {
      entity: 'actor',
      row: {
        key: UNNAMED_OFFICE_KEY,
        name: 'Publisher not named by UCDP',
        kind: 'UNNAMED_SOURCE',
        description: 'Stands for the publishers of reports that UCDP cites by title alone.',
      },
    };
  }
  // Printed with a full stop or without, it is the same publisher; the report's own key has what was printed.
  const bare = withoutFinalStop(printed) || printed;
  return {
    entity: 'actor',
    row: { key: officeKey(bare), name: bare, kind: 'MEDIA' },
    ...(bare !== printed && {
      alsoNames: [{ entity: 'ACTOR', name: printed, language: 'und', source: 'UCDP GED' }],
    }),
  };
}

function reportEntry(
  { office, date, title }: CitedReport,
  publisherKey: string | null,
): Extract<Entry, { entity: 'report' }> {
  return {
    entity: 'report',
    row: {
      key: reportKey(office, date, title),
      title,
      publisherKey,
      ...(date && {
        publishedEarliest: `${date}T00:00:00.000Z`,
        publishedLatest: `${date}T23:59:59.999Z`,
        publishedPrecision: 'DAY' as const,
        publishedEdtf: date,
      }),
      // Coders put a site's address where it has no name; it is all there is of the report's own.
      url: office && isWebAddress(office) ? office : null,
    },
  };
}

function shortened(name: string): string {
  return name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name;
}
