import { error } from '@sveltejs/kit';
import { m } from '#paraglide/messages.js';

/** Days, both inclusive. */
export interface Span {
  from: string;
  to: string;
}

/** Up to so many months are drawn as months, longer spans by their years. */
const MOST_MONTHS = 36;

/** The days that an address asks for: `?year=2021`, or `?during=` a year, a month, a day or from one to another of these, `2021-03/2022-02`. */
export function spanOf({ searchParams }: Pick<URL, 'searchParams'>): Span | null {
  const given = searchParams.get('during')?.trim() || searchParams.get('year')?.trim();
  if (!given) return null;
  const ends = given.split(/\/|\.\./);
  const first = ends[0] ? daysOf(ends[0]) : null;
  const last = ends.at(-1) ? daysOf(ends.at(-1)!) : null;
  if (!first || !last || ends.length > 2) {
    error(400, m.faults_no_span({ text: given.slice(0, 60) }));
  }
  const span = { from: first.from, to: last.to };
  if (span.to < span.from) error(400, m.faults_days(span));
  return span;
}

/** As an address writes it, the shortest way: a year, whole months, days. */
export function spanParameter({ from, to }: Span): string {
  const [year, month] = [from.slice(0, 4), from.slice(0, 7)];
  if (from === `${year}-01-01` && to === `${year}-12-31`) return year;
  if (from.endsWith('-01') && to === endOfMonth(to.slice(0, 7))) {
    return month === to.slice(0, 7) ? month : `${month}/${to.slice(0, 7)}`;
  }
  return from === to ? from : `${from}/${to}`;
}

/** Whether it is of whole years: a form that offers years can show it. */
export const yearOf = (span: Span | null): string =>
  span && /^\d{4}$/.test(spanParameter(span)) ? spanParameter(span) : '';

/** By what its deaths are drawn. */
export const unitOf = (span: Span | null): 'YEAR' | 'MONTH' =>
  span && monthsOf(span).length <= MOST_MONTHS ? 'MONTH' : 'YEAR';

/** The months of a span, `2021-03`, with those of which it has a part. */
export function monthsOf({ from, to }: Span): string[] {
  const months: string[] = [];
  for (let month = from.slice(0, 7); month <= to.slice(0, 7); month = later(month, 1)) {
    months.push(month);
  }
  return months;
}

interface Covered {
  days: readonly { from: string; to: string; kind: string }[];
}

/** Runs of days of which a dataset speaks, whichever; of an extract no event tells nothing. */
function runsOf(coverage: readonly Covered[]): Span[] {
  const days = coverage
    .flatMap((each) => each.days)
    .filter(({ kind }) => kind !== 'EXTRACT')
    .toSorted((one, other) => (one.from < other.from ? -1 : 1));
  const runs: Span[] = [];
  for (const { from, to } of days) {
    const last = runs.at(-1);
    if (last && from <= dayAfter(last.to)) last.to = last.to > to ? last.to : to;
    else runs.push({ from, to });
  }
  return runs;
}

/** The last twelve whole months that follow each other of which datasets speak of every day; null where there are none. */
export function lastTwelveMonths(coverage: readonly Covered[]): Span | null {
  for (const run of runsOf(coverage).toReversed()) {
    const month = run.to.slice(0, 7);
    const last = run.to === endOfMonth(month) ? month : later(month, -1);
    const from = `${later(last, -11)}-01`;
    if (from >= run.from) return { from, to: endOfMonth(last) };
  }
  return null;
}

/** The years of which a dataset speaks of some day, the latest first. */
export function yearsCovered(coverage: readonly Covered[]): string[] {
  const years = runsOf(coverage).flatMap(({ from, to }) => {
    const [first, last] = [Number(from.slice(0, 4)), Number(to.slice(0, 4))];
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  });
  return [...new Set(years)].toSorted((one, other) => other - one).map(String);
}

/** How many days of a span no dataset speaks of. */
export function daysUncovered({ from, to }: Span, coverage: readonly Covered[]): number {
  const covered = runsOf(coverage).map((run) => {
    const [first, last] = [run.from > from ? run.from : from, run.to < to ? run.to : to];
    return first <= last ? count(first, last) : 0;
  });
  return count(from, to) - covered.reduce((sum, each) => sum + each, 0);
}

/** What of a dataset's days lies in the span. */
export const within = ({ from, to }: Span, days: Covered['days']): Span[] =>
  days
    .filter(({ kind }) => kind !== 'EXTRACT')
    .map((each) => ({
      from: each.from > from ? each.from : from,
      to: each.to < to ? each.to : to,
    }))
    .filter((each) => each.from <= each.to);

const DAY = 86_400_000;
const dateOf = (day: string) => Date.parse(`${day}T00:00:00Z`);
const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10);
const dayAfter = (day: string) => dayOf(dateOf(day) + DAY);
const count = (from: string, to: string) => (dateOf(to) - dateOf(from)) / DAY + 1;

function later(month: string, by: number): string {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7);
}

const endOfMonth = (month: string): string => dayOf(dateOf(`${later(month, 1)}-01`) - DAY);

/** The days of a year, a month or a day as it is written; null where it is none. */
function daysOf(text: string): Span | null {
  const written = text.trim();
  if (/^\d{4}$/.test(written) && written > '0000') {
    return { from: `${written}-01-01`, to: `${written}-12-31` };
  }
  if (/^\d{4}-(0[1-9]|1[0-2])$/.test(written)) {
    return { from: `${written}-01`, to: endOfMonth(written) };
  }
  const time = /^\d{4}-\d{2}-\d{2}$/.test(written) ? dateOf(written) : NaN;
  // JavaScript reads 30 February as 2 March.
  return !Number.isNaN(time) && dayOf(time) === written ? { from: written, to: written } : null;
}
