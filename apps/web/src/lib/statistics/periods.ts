import { nice } from 'd3-array';
import type { Violence } from '../../gql/graphql.ts';
import type { BoundsLike } from '../format/times.ts';

/** Events of one month and type of violence, with the sum of their own estimates of deaths. */
export interface MonthRow {
  month?: string | null;
  violence?: Violence | null;
  events: number;
  eventsWithoutFigure: number;
  /** Persons; null where no event of these has an estimate. low ≤ best ≤ high does not always hold. */
  deaths?: Deaths | null;
}

export interface Period {
  /** 2021-04, or 2021. */
  id: string;
  events: number;
  eventsWithoutFigure: number;
  deaths: Deaths | null;
  /** Of the best estimate: what events add that may have happened, wholly or in part, after the period. */
  spanning: number;
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
  /** The events that may reach beyond the period which counts them whole. */
  spanning: WideEvent[];
}

/** An event that is known only to the month, to the year, or to neither. */
export interface WideEvent {
  slug: string;
  violence?: Violence | null;
  time: BoundsLike;
  deaths?: Deaths | null;
}

/** Beyond so many months a bar would be a hair, and years tell more. */
const MOST_MONTHS = 48;

const ORDER: (Violence | null)[] = ['STATE_BASED', 'NON_STATE', 'ONE_SIDED', null];

/**
 * What a chart by month shows, or by year where the months are too many; null for nothing at all. An event
 * counts in the period in which it may first have begun; of those in `wide` it is told how much is not certain to belong there.
 */
export function statisticsOf(
  rows: readonly MonthRow[],
  wide: readonly WideEvent[] = [],
): Statistics | null {
  const dated = rows.filter((row) => row.month);
  if (dated.length === 0) return null;
  const months = monthsFrom(dated);
  const yearly = months.length > MOST_MONTHS;
  const idOf = (month: string) => (yearly ? month.slice(0, 4) : month);
  const ids = [...new Set(months.map(idOf))];
  const multiples = ORDER.flatMap((violence) => {
    const own = dated.filter((row) => (row.violence ?? null) === violence);
    if (own.length === 0) return [];
    const byPeriod = Map.groupBy(own, ({ month }) => idOf(month!));
    const ownWide = wide.filter((event) => (event.violence ?? null) === violence);
    return [{ violence, periods: ids.map((id) => periodOf(id, byPeriod.get(id), ownWide)) }];
  });
  const highest = multiples.flatMap(({ periods }) =>
    periods.map((period) => Math.max(period?.deaths?.high ?? 0, period?.deaths?.best ?? 0)),
  );
  const [, most] = nice(0, Math.max(1, ...highest), 3);
  const spanning = wide.filter((event) => spans(event, idOf(event.time.earliest.slice(0, 7))));
  return { ids, multiples, most: Math.ceil(most), spanning };
}

/** The months of a year added up: each event counts once in one of them, by its own estimate. */
function periodOf(
  id: string,
  rows: readonly MonthRow[] | undefined,
  wide: readonly WideEvent[],
): Period | null {
  if (!rows) return null;
  return {
    id,
    events: sum(rows.map(({ events }) => events)),
    eventsWithoutFigure: sum(rows.map(({ eventsWithoutFigure }) => eventsWithoutFigure)),
    deaths: sumOf(rows.map(({ deaths }) => deaths)),
    spanning: sum(wide.filter((event) => spans(event, id)).map(({ deaths }) => deaths?.best ?? 0)),
  };
}

/** Whether an event may have begun in the period and also have happened after it. */
const spans = ({ time: { earliest, latest } }: WideEvent, id: string): boolean =>
  earliest.startsWith(id) && latest.slice(0, id.length) > id;

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

function monthsFrom(rows: readonly MonthRow[]): string[] {
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
export function totalOf({ multiples }: Statistics): {
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

/** Runs of periods in which no event is on record, whatever the violence: from an index, and how many. */
export function gapsOf(statistics: Statistics): { from: number; count: number }[] {
  const gaps: { from: number; count: number }[] = [];
  for (const [index, count] of countsOf(statistics).entries()) {
    const last = gaps.at(-1);
    if (count > 0) continue;
    if (last && last.from + last.count === index) last.count += 1;
    else gaps.push({ from: index, count: 1 });
  }
  return gaps;
}

/** How many events began in each period, of all types of violence. */
export function countsOf({ ids, multiples }: Statistics): number[] {
  return ids.map((_, index) => sum(multiples.map(({ periods }) => periods[index]?.events ?? 0)));
}

const NAMES = 6;

/** The periods that are written below a chart: its ends, and years where they begin. */
export function namedPeriods(ids: readonly string[]): { id: string; index: number }[] {
  const last = ids.length - 1;
  const every = Math.ceil(ids.length / NAMES);
  const room = Math.ceil(ids.length / 4);
  return ids.flatMap((id, index) => {
    const inner = id.length === 4 ? index % every === 0 : id.endsWith('-01');
    const clear = index >= room && last - index >= room;
    return index === 0 || index === last || (inner && clear) ? [{ id, index }] : [];
  });
}
