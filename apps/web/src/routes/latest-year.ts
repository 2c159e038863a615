import type { CellDrawing } from '#lib/geo/cells.server.ts';

/** All events of a year by squares. */
export interface YearOfEvents {
  /** The day of the latest of them, with which the year ends. */
  until: string;
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
