import { m } from '#paraglide/messages.js';
import { countText, numberText, rangeText } from '#lib/format/numbers.ts';

/** A square of the API's map: what lies in it, and its edges in degrees. */
export interface Cell {
  west: number;
  south: number;
  east: number;
  north: number;
  events: number;
  eventsAtExactPlace: number;
  eventsWithoutFigure: number;
  deaths?: { low: number; best: number; high: number; civilians?: number | null } | null;
}

export type Measure = 'events' | 'deaths' | 'civilians';

/** A square on the drawing. */
export interface DrawnCell {
  key: string;
  path: string;
  /** 1 to 6 by quantity; null where nobody estimates. */
  tier: number | null;
  name: string;
  href: string;
}

export const TIERS = 6;

/** From how many on a square is of the next tier: round numbers, each some times the one before. */
export function tiersFrom(most: number): number[] {
  const step = [2, 3, 5, 10].find((factor) => factor ** (TIERS - 1) >= most / 2) ?? 20;
  const from = [1];
  while (from.length < TIERS) {
    // Rounded it may be more than any square has.
    const next = rounded(from.at(-1)! * step);
    if (next > most) break;
    from.push(next);
  }
  return from;
}

/** To one digit, so that a key is read at a glance: 243 is 200. */
function rounded(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return Math.round(value / power) * power;
}

/** Null where nobody estimates, or splits an estimate. */
export function quantityOf({ events, deaths }: Cell, measure: Measure): number | null {
  if (measure === 'events') return events;
  return (measure === 'deaths' ? deaths?.best : deaths?.civilians) ?? null;
}

export function tierOf(quantity: number | null, from: readonly number[]): number | null {
  if (quantity === null) return null;
  return Math.max(1, from.filter((least) => quantity >= least).length);
}

/** What each tier stands for: 1–9, 10–99, 100–243; the last one is open where nothing on the map is above its least. */
export function tierTexts(from: readonly number[], most: number): string[] {
  return from.map((least, index) => {
    const next = from[index + 1];
    if (next !== undefined) return rangeText(least, Math.max(least, next - 1));
    return index > 0 && most <= least
      ? m.figures_or_more({ number: numberText(least) })
      : rangeText(least, Math.max(least, most));
  });
}

const degrees = (value: number) => ({
  degrees: numberText(Math.round(Math.abs(value) * 100) / 100),
});

const latitude = (value: number) =>
  value < 0 ? m.explore_degrees_south(degrees(value)) : m.explore_degrees_north(degrees(value));

const longitude = (value: number) =>
  value < 0 ? m.explore_degrees_west(degrees(value)) : m.explore_degrees_east(degrees(value));

/** "12 events, 34 deaths (30–40), 40° N to 41.4° N, 69.5° E to 70.9° E". */
export function cellName(cell: Cell): string {
  const { events, deaths, eventsWithoutFigure } = cell;
  const toll = deaths
    ? `${countText(deaths.best, 'death')} (${rangeText(deaths.low, deaths.high)})`
    : m.explore_cell_unestimated();
  return m.explore_cell({
    events: countText(events, 'event'),
    toll:
      deaths && eventsWithoutFigure
        ? m.explore_cell_without({ toll, count: numberText(eventsWithoutFigure) })
        : toll,
    south: latitude(cell.south),
    north: latitude(cell.north),
    west: longitude(cell.west),
    east: longitude(cell.east),
  });
}

/** The map in a sentence. */
export function describeCells(cells: readonly Cell[]): string {
  if (cells.length === 0) return m.explore_cell_none();
  const events = cells.reduce((sum, cell) => sum + cell.events, 0);
  const exact = cells.reduce((sum, cell) => sum + cell.eventsAtExactPlace, 0);
  const most = cells.toSorted((a, b) => b.events - a.events)[0]!;
  return m.explore_cells({
    events: countText(events, 'event'),
    squares: countText(cells.length, 'square'),
    exact: numberText(exact),
    most: cellName(most),
  });
}
