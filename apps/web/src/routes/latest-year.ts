import type { CellDrawing } from '#lib/geo/cells.server.ts';

/** All events of a year by squares. */
export interface YearOfEvents {
  /** The day with which the year ends. */
  until: string;
  /** It is the last of which a dataset speaks, else that of the latest event. */
  isCovered: boolean;
  events: number;
  /** How many of them have a point. */
  located: number;
  drawing: CellDrawing;
}

/** Of the year that ends with a day. */
export function firstDayOfYearTo(day: string): string {
  const date = new Date(day);
  date.setUTCDate(date.getUTCDate() + 1);
  date.setUTCFullYear(date.getUTCFullYear() - 1);
  return date.toISOString().slice(0, 10);
}

type Coverage = readonly { days: readonly { to: string }[] }[];

/**
 * The day with which the latest year ends that the record can show: the last of which a dataset of events speaks, or
 * where none tells, that of the latest event. A single event after it would make a year of what nobody has counted.
 */
export function lastDayOf(
  coverage: Coverage,
  latestEvent: string,
): Pick<YearOfEvents, 'until' | 'isCovered'> {
  const last = coverage
    .flatMap(({ days }) => days.map(({ to }) => to))
    .toSorted()
    .at(-1);
  return { until: last ?? latestEvent.slice(0, 10), isCovered: last !== undefined };
}
