import type { EventFilter } from '../../gql/graphql.ts';
import { m } from '#paraglide/messages.js';
import { countText } from '#lib/format/numbers.ts';
import { periodText } from '#lib/format/times.ts';
import { daysOf, nextPeriod } from './entries.ts';

export interface Month {
  key: string;
  events: number;
  /** Of the month with most. */
  share: number;
  inside: boolean;
}

export interface Brush {
  months: Month[];
  /** Events of the month with most, which is as high as the drawing. */
  most: number;
  /** Where each year begins, as a share of the width, and its days. */
  years: { at: number; text: string; days: { from: string; to: string }; inside: boolean }[];
  /** The months that the days asked for begin and end in, by their place; all where none are. */
  from: number;
  to: number;
  summary: string;
}

/** Every month from the first with an event to the last, those without one too. */
export function brushOf(
  counts: readonly { month?: string | null; events: number }[],
  during: EventFilter['during'],
): Brush | null {
  const events = new Map(counts.flatMap(({ month, events }) => (month ? [[month, events]] : [])));
  const known = [...events.keys()].sort();
  const [first, last] = [known[0], known.at(-1)];
  if (!first || !last) return null;
  const keys: string[] = [];
  for (let key = first; key <= last; key = nextPeriod(key)) keys.push(key);

  const most = Math.max(...events.values());
  const { from, to } = during ?? {};
  const inside = (key: string) => {
    const days = daysOf(key);
    return (!from || days.to >= from) && (!to || days.from <= to);
  };
  const months = keys.map((key) => {
    const count = events.get(key) ?? 0;
    return { key, events: count, share: count / most, inside: inside(key) };
  });
  const peak = months.find(({ events: count }) => count === most)!;
  const start = months.findIndex((month) => month.inside);
  return {
    months,
    most,
    years: yearsOf(keys).map(({ year, at }) => ({
      at,
      text: year,
      days: daysOf(year),
      inside: from === `${year}-01-01` && to === `${year}-12-31`,
    })),
    from: Math.max(0, start),
    to: start < 0 ? 0 : months.findLastIndex((month) => month.inside),
    summary: m.explore_brush({
      first: periodText(first),
      last: periodText(last),
      peak: periodText(peak.key),
      events: countText(most, 'event'),
    }),
  };
}

function yearsOf(keys: readonly string[]): { year: string; at: number }[] {
  return keys.flatMap((key, index) => {
    const year = key.slice(0, 4);
    return index === 0 || key.endsWith('-01') ? [{ year, at: index / keys.length }] : [];
  });
}

/** The days from the beginning of one month to the end of another, in either order. */
export function daysBetween(
  brush: Brush,
  one: number,
  other: number,
): { from: string; to: string } {
  const [first, last] = [Math.min(one, other), Math.max(one, other)];
  const at = (index: number) =>
    daysOf(brush.months[Math.max(0, Math.min(brush.months.length - 1, index))]!.key);
  return { from: at(first).from, to: at(last).to };
}
