import { nice } from 'd3-array';
import type { Violence } from '../../gql/graphql.ts';

/** Events of one month and type of violence, with the sum of their own estimates of deaths. */
export interface MonthRow {
  month?: string | null;
  violence?: Violence | null;
  events: number;
  eventsWithoutFigure: number;
  /** Persons; null where no event of these has an estimate. low ≤ best ≤ high does not always hold. */
  deaths?: { low: number; best: number; high: number } | null;
}

export interface Period {
  /** 2021-04, or 2021. */
  id: string;
  events: number;
  eventsWithoutFigure: number;
  deaths: { low: number; best: number; high: number } | null;
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
}

/** Beyond so many months a bar would be a hair, and years tell more. */
const MOST_MONTHS = 48;

const ORDER: (Violence | null)[] = ['STATE_BASED', 'NON_STATE', 'ONE_SIDED', null];

/** What a chart by month shows, or by year where the months are too many; null for nothing at all. */
export function statisticsOf(rows: readonly MonthRow[]): Statistics | null {
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
    return [{ violence, periods: ids.map((id) => periodOf(id, byPeriod.get(id))) }];
  });
  const highest = multiples.flatMap(({ periods }) =>
    periods.map((period) => Math.max(period?.deaths?.high ?? 0, period?.deaths?.best ?? 0)),
  );
  const [, most] = nice(0, Math.max(1, ...highest), 3);
  return { ids, multiples, most: Math.ceil(most) };
}

/** The months of a year added up: each event counts once in one of them, by its own estimate. */
function periodOf(id: string, rows: readonly MonthRow[] | undefined): Period | null {
  if (!rows) return null;
  const known = rows.flatMap(({ deaths }) => deaths ?? []);
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
  return {
    id,
    events: sum(rows.map(({ events }) => events)),
    eventsWithoutFigure: sum(rows.map(({ eventsWithoutFigure }) => eventsWithoutFigure)),
    deaths:
      known.length > 0
        ? {
            low: sum(known.map(({ low }) => low)),
            best: sum(known.map(({ best }) => best)),
            high: sum(known.map(({ high }) => high)),
          }
        : null,
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

/** The period of which the best estimate is the highest, and of what violence; null without one. */
export function deadliest({
  multiples,
}: Statistics): { period: Period; violence: Violence | null } | null {
  const known = multiples.flatMap(({ violence, periods }) =>
    periods.flatMap((period) => (period?.deaths ? [{ period, violence }] : [])),
  );
  return known.sort((a, b) => b.period.deaths!.best - a.period.deaths!.best)[0] ?? null;
}

/** How many events began in each period, of all types of violence. */
export function countsOf({ ids, multiples }: Statistics): number[] {
  return ids.map((_, index) =>
    multiples.reduce((sum, { periods }) => sum + (periods[index]?.events ?? 0), 0),
  );
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
