import type { Coverage, ReleasePolicy } from '../release.ts';

/** UCDP names its files in two ways: `GEDEvent_v21_01_21_12.csv` and, for yearly ones, `ged221-csv.zip`. */
const NAMED = /(?<![a-z])gedevent_v(\d+(?:[_.]\d+)+)/i;
/** Pages of its API: `/api/gedevents/25.1`, and the names that people save them under. */
const OF_API = /(?<![a-z])gedevents[/_ -]v?(\d+(?:[._]\d+)+)/i;
const NUMBERED = /^ged(\d{2})(\d)(?!\d)/i;

/** The first year of GED. */
const BEGINS = 1989;

const METHOD =
  'Sundberg, Ralph, and Erik Melander (2013). Introducing the UCDP Georeferenced Event Dataset. Journal of Peace Research 50(4), 523–532.';
const CANDIDATE_METHOD =
  'Hegre, Håvard, Mihai Croicu, Kristine Eck, and Stina Högbladh (2020). Introducing the UCDP Candidate Events Dataset. Research & Politics 7(3).';

/**
 * Yearly versions (`22.1`) hold all years up to the one before their own; candidate events come for a
 * month as additions (`26.0.3`: March 2026) or whole for several (`21.01.21.12`: January to December
 * 2021).
 */
export const GED_RELEASES: ReleasePolicy = {
  example: '22.1',
  form: 'numbers and dots, like 22.1, 26.0.3 or 21.01.21.12',
  versionIn: (fileName) => {
    const named = NAMED.exec(fileName) ?? OF_API.exec(fileName);
    if (named) return named[1]!.replaceAll('_', '.');
    const numbered = NUMBERED.exec(fileName);
    return numbered ? `${numbered[1]}.${numbered[2]}` : null;
  },
  readVersion: (text) => {
    const version = text.trim().replace(/^v/i, '').replaceAll('_', '.');
    return /^\d+(\.\d+)+$/.test(version) ? version : null;
  },
  schedule,
  describe: (version) => {
    const candidate = isCandidate(version);
    return {
      name: candidate ? 'UCDP Candidate Events Dataset' : 'UCDP Georeferenced Event Dataset',
      citation: `${candidate ? `${METHOD} ${CANDIDATE_METHOD}` : METHOD} Version ${version}.`,
    };
  },
};

function isCandidate(version: string): boolean {
  return schedule(version) !== null && version.split('.').length > 2;
}

/** Yearly versions come out within the year they are numbered by, candidates a month after they end. */
function schedule(version: string): { released: string; coverage: Coverage } | null {
  const parts = version.split('.').map(Number);
  const [year = 0, second = 0, third = 0, fourth = 0] = parts;
  if (parts.length === 2) {
    const coverage = { from: `${BEGINS}-01-01`, to: `${1999 + year}-12-31`, complete: true };
    return { released: `20${pad(year)}`, coverage };
  }
  if (parts.length === 3 && second === 0) return months([year, third], [year, third], false);
  if (parts.length === 4) return months([year, second], [third, fourth], true);
  return null;
}

type Month = [year: number, month: number];

function months(first: Month, last: Month, complete: boolean) {
  if (![first, last].every(([, month]) => month >= 1 && month <= 12)) return null;
  const [year, month] = last;
  const next = month === 12 ? `20${pad(year + 1)}-01` : `20${pad(year)}-${pad(month + 1)}`;
  const end = new Date(Date.UTC(2000 + year, month, 0)).toISOString().slice(0, 10);
  const coverage = { from: `20${pad(first[0])}-${pad(first[1])}-01`, to: end, complete };
  return { released: next, coverage };
}

const pad = (number: number) => String(number).padStart(2, '0');
