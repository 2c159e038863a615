import { nice } from 'd3-array';
import type { Violence } from '../../gql/graphql.ts';
import type { BoundsLike } from '../format/times.ts';
import { gapsIn, type Coverage, type Gap } from './coverage.ts';

/** Events of one month or year and type of violence, with the sum of their own estimates of deaths. */
export interface StatisticRow {
  /** 2021-04 */
  month?: string | null;
  year?: number | null;
  violence?: Violence | null;
  events: number;
  /** How many of them may also have happened outside the period. */
  eventsSpanning: number;
  eventsWithoutFigure: number;
  /** Persons; null where no event of these has an estimate. low ≤ best ≤ high does not always hold. */
  deaths?: Deaths | null;
  /** What the events of `eventsSpanning` add to `deaths`. */
  deathsSpanning?: Deaths | null;
}

export interface Period {
  /** 2021-04, or 2021. */
  id: string;
  events: number;
  eventsSpanning: number;
  eventsWithoutFigure: number;
  deaths: Deaths | null;
  deathsSpanning: Deaths | null;
}

interface Deaths {
  low: number;
  best: number;
  high: number;
}

export interface Multiple {
  violence: Violence | null;
  /** One for each period of the chart, in order; null where nothing happened. */
  periods: (Period | null)[];
}

export interface Statistics {
  /** Every month, or year, from the first to the last. */
  ids: string[];
  multiples: Multiple[];
  /** The end of the one scale of deaths that all multiples share. */
  most: number;
  /** Of which days datasets speak that are loaded; empty where it was not asked, or none tells. */
  coverage: Coverage[];
  /** Of the events asked about by name: those that may reach beyond the period which counts them. */
  spanning: WideEvent[];
}

/** An event that is known only to the month, to the year, or to neither. */
export interface WideEvent {
  slug: string;
  time: BoundsLike;
  deaths?: Deaths | null;
}

/** Beyond so many months a bar would be a hair, and years tell more. */
const MOST_MONTHS = 48;

const ORDER: (Violence | null)[] = ['STATE_BASED', 'NON_STATE', 'ONE_SIDED', null];

/**
 * What a chart by month shows, or by year where the months are too many; null for nothing at all. An event
 * counts in the period in which it may first have begun, and it is told how much of that may belong to another.
 */
export function statisticsOf(
  byMonth: readonly StatisticRow[],
  byYear: readonly StatisticRow[],
  wide: readonly WideEvent[] = [],
  coverage: readonly Coverage[] = [],
): Statistics | null {
  const dated = byMonth.filter(({ month }) => month);
  if (dated.length === 0) return null;
  const months = monthsFrom(dated);
  const yearly = months.length > MOST_MONTHS;
  const ids = yearly ? yearsFrom(months) : months;
  const rows = yearly ? byYear : dated;
  const multiples = ORDER.flatMap((violence) => {
    const own = rows.filter((row) => (row.violence ?? null) === violence);
    if (own.length === 0) return [];
    const byId = new Map(own.map((row) => [yearly ? String(row.year) : row.month!, row]));
    return [{ violence, periods: ids.map((id) => periodOf(id, byId.get(id))) }];
  });
  const highest = multiples.flatMap(({ periods }) =>
    periods.map((period) => {
      const deaths = period && withinOf(period);
      return Math.max(deaths?.high ?? 0, deaths?.best ?? 0);
    }),
  );
  const [, most] = nice(0, Math.max(1, ...highest), 3);
  const idOf = ({ time }: WideEvent) => time.earliest.slice(0, yearly ? 4 : 7);
  return {
    ids,
    multiples,
    most: Math.ceil(most),
    coverage: [...coverage],
    spanning: wide.filter((event) => event.time.latest.slice(0, idOf(event).length) > idOf(event)),
  };
}

function periodOf(id: string, row: StatisticRow | undefined): Period | null {
  if (!row) return null;
  const { events, eventsSpanning, eventsWithoutFigure } = row;
  return {
    id,
    events,
    eventsSpanning,
    eventsWithoutFigure,
    deaths: row.deaths ? boundsOf(row.deaths) : null,
    deathsSpanning: row.deathsSpanning ? boundsOf(row.deathsSpanning) : null,
  };
}

const boundsOf = ({ low, best, high }: Deaths): Deaths => ({ low, best, high });

/** The deaths that certainly belong to the period; null where no event of it has an estimate. */
export function withinOf({ deaths, deathsSpanning }: Period): Deaths | null {
  if (!deaths || !deathsSpanning) return deaths;
  return {
    low: deaths.low - deathsSpanning.low,
    best: deaths.best - deathsSpanning.best,
    high: deaths.high - deathsSpanning.high,
  };
}

/** What belongs to no one period for certain: events, and the sum of their estimates. */
export function apartOf(multiples: readonly Multiple[]): { events: number; deaths: Deaths | null } {
  const all = multiples.flatMap(({ periods }) => periods.flatMap((period) => period ?? []));
  return {
    events: sum(all.map(({ eventsSpanning }) => eventsSpanning)),
    deaths: sumOf(all.map(({ deathsSpanning }) => deathsSpanning)),
  };
}

const sum = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0);

/** The estimates of different events added up; null where there is none. */
export function sumOf(estimates: readonly (Deaths | null | undefined)[]): Deaths | null {
  const known = estimates.flatMap((deaths) => deaths ?? []);
  if (known.length === 0) return null;
  return {
    low: sum(known.map(({ low }) => low)),
    best: sum(known.map(({ best }) => best)),
    high: sum(known.map(({ high }) => high)),
  };
}

function yearsFrom(months: readonly string[]): string[] {
  return [...new Set(months.map((month) => month.slice(0, 4)))];
}

function monthsFrom(rows: readonly StatisticRow[]): string[] {
  const named = rows.map(({ month }) => month!).sort();
  const last = named.at(-1)!;
  const months: string[] = [];
  for (
    let [year, month] = named[0]!.split('-').map(Number) as [number, number];
    !(months.at(-1)! >= last);
    [year, month] = month === 12 ? [year + 1, 1] : [year, month + 1]
  ) {
    months.push(`${year}-${String(month).padStart(2, '0')}`);
  }
  return months;
}

/**
 * All periods and types of violence together. No period is singled out as the worst: the API does not tell
 * which days its datasets cover, and an event without an estimate may have been deadlier than all others.
 */
export function totalOf(multiples: readonly Multiple[]): {
  events: number;
  eventsWithoutFigure: number;
  deaths: Deaths | null;
} {
  const all = multiples.flatMap(({ periods }) => periods.flatMap((period) => period ?? []));
  return {
    events: sum(all.map(({ events }) => events)),
    eventsWithoutFigure: sum(all.map(({ eventsWithoutFigure }) => eventsWithoutFigure)),
    deaths: sumOf(all.map(({ deaths }) => deaths)),
  };
}

/** Of which of its periods nothing is known, as runs. */
export function gapsOf(statistics: Statistics): Gap[] {
  const counts = countsOf(statistics);
  return gapsIn(statistics.ids, statistics.coverage, (index) => counts[index]! > 0);
}

/** How many events began in each period, of all types of violence. */
export function countsOf({ ids, multiples }: Statistics): number[] {
  return ids.map((_, index) => sum(multiples.map(({ periods }) => periods[index]?.events ?? 0)));
}

/** The same without those that may also have happened in another period. */
export function countsWithinOf(statistics: Statistics): number[] {
  return countsOf(statistics).map(
    (count, index) =>
      count - sum(statistics.multiples.map(({ periods }) => periods[index]?.eventsSpanning ?? 0)),
  );
}

const NAMES = 6;
/** Steps between years that a reader can count along. */
const YEARS = [1, 2, 5, 10, 20, 50, 100];

/** The periods that are written below a chart: its ends, round years between them, and of months each January. */
export function namedPeriods(ids: readonly string[]): { id: string; index: number }[] {
  const last = ids.length - 1;
  const areYears = ids[0]?.length === 4;
  const step = YEARS.find((years) => ids.length / years <= NAMES) ?? YEARS.at(-1)!;
  // The name of a month is wider than a year.
  const room = Math.ceil(ids.length / (areYears ? 8 : 4));
  return ids.flatMap((id, index) => {
    const inner = areYears ? Number(id) % step === 0 : id.endsWith('-01');
    const clear = index >= room && last - index >= room;
    return index === 0 || index === last || (inner && clear) ? [{ id, index }] : [];
  });
}
