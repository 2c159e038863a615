import { oneLine } from '../csv/cells.ts';
import { isDay } from '../time.ts';
import type { Row } from './columns.ts';

/** A document an event rests on, as GED cites it. */
export interface CitedReport {
  office: string | null;
  /** Null where GED gives none. */
  date: string | null;
  title: string;
}

export interface CitedReports {
  reports: CitedReport[];
  /** False when the cell has the form of a list but no part of it could be told apart. */
  readable: boolean;
}

type SourceColumns = Pick<
  Row,
  'source_article' | 'source_office' | 'source_date' | 'source_headline'
>;

/** The office may hold commas, the headline too: the first date with a comma on either side parts them. */
const CITATION = /^(.{0,300}?),(\d{4}-\d{2}-\d{2})(?:[ T][\d:.]*)?,(.*)$/s;

/** UCDP's own mark for a date that is missing. */
const NO_DATE = '1753-01-01';

/** What the codebook lists as the abbreviations of older, free-text citations. */
const AGENCIES: ReadonlyMap<string, string> = new Map([
  ['R', 'Reuters News'],
  ['BBC', 'BBC Monitoring'],
  ['AP', 'Associated Press Newswires'],
  ['AFP', 'Agence France Presse'],
  ['X', 'Xinhua News Agency'],
  ['DOW', 'Dow Jones Wires'],
]);

/**
 * `source_article` goes before the three parallel columns: those are joined by semicolons that also
 * stand within headlines, so that they often cannot be put side by side again.
 */
export function readCitedReports(row: SourceColumns): CitedReports {
  const article = row.source_article;
  if (article === '') return { reports: readParallel(row) ?? [], readable: true };
  const quoted = article.startsWith('"');
  const parts = quoted ? splitQuoted(article) : splitAtCitations(article.split(';'), ';');
  const reports = distinct(parts.flatMap((part) => readCitation(part)));
  const cited = parts.some((part) => CITATION.test(part));
  if (cited || !quoted) return { reports, readable: true };
  const parallel = readParallel(row);
  return parallel ? { reports: parallel, readable: true } : { reports, readable: false };
}

/**
 * The list's quotes are doubled in some rows and not in others, and a headline may hold `";"`: what
 * follows a separator begins a citation only if it reads like one.
 */
function splitQuoted(article: string): string[] {
  const inner = article.slice(1, article.endsWith('"') && article.length > 1 ? -1 : undefined);
  const parts = splitAtCitations(inner.split(/"\s*;\s*"/), '";"');
  return parts.map((part) => part.replaceAll('""', '"'));
}

function splitAtCitations(pieces: readonly string[], separator: string): string[] {
  if (!pieces.some((piece) => CITATION.test(piece))) return [...pieces];
  const parts: string[] = [];
  for (const piece of pieces) {
    if (parts.length === 0 || CITATION.test(piece)) parts.push(piece);
    else parts.push(`${parts.pop()}${separator}${piece}`);
  }
  return parts;
}

function readCitation(part: string): CitedReport[] {
  const match = CITATION.exec(part);
  if (match) return [citedReport(match[1]!, match[2]!, match[3]!)];
  const title = oneLine(part);
  return title === '' ? [] : [{ office: agencyOf(title), date: null, title }];
}

function readParallel(row: SourceColumns): CitedReport[] | null {
  if (row.source_office === '') return null;
  const offices = row.source_office.split(';');
  const dates = row.source_date.split(';');
  const headlines = row.source_headline.split(';');
  if (offices.length !== dates.length || offices.length !== headlines.length) return null;
  return distinct(offices.map((office, i) => citedReport(office, dates[i]!, headlines[i]!)));
}

function citedReport(office: string, date: string, headline: string): CitedReport {
  const [day = ''] = date.trim().split(/[ T]/);
  const publisher = oneLine(office) || null;
  return {
    office: publisher,
    date: isDay(day) && day !== NO_DATE ? day : null,
    title: oneLine(headline) || 'Untitled',
  };
}

function agencyOf(citation: string): string | null {
  const [, abbreviation] = /^([A-Z]+)(?=[\s,\d])/.exec(citation) ?? [];
  return abbreviation ? (AGENCIES.get(abbreviation) ?? null) : null;
}

function distinct(reports: readonly CitedReport[]): CitedReport[] {
  return [...new Map(reports.map((report) => [JSON.stringify(report), report])).values()];
}
