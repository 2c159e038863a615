import { scaleLinear } from 'd3-scale';
import type { EventFilter } from '../../gql/graphql.ts';
import { m } from '#paraglide/messages.js';
import { countText, numberText } from '#lib/format/numbers.ts';
import { periodText } from '#lib/format/times.ts';
import { axisLabels, type AxisLabel } from '#lib/statistics/axis.ts';
import { coverageText, gapsIn, type Coverage, type Gap } from '#lib/statistics/coverage.ts';
import { daysOf, nextPeriod } from '#lib/statistics/period-days.ts';

export interface Month {
  key: string;
  /** Those of this month for certain. */
  events: number;
  /** Of the scale. */
  share: number;
  inside: boolean;
}

export interface Brush {
  months: Month[];
  /** The end of the scale. */
  most: number;
  ticks: { at: number; text: string }[];
  axis: AxisLabel[];
  gaps: Gap[];
  /** Events that may have happened in more than one month. */
  apart: number;
  /** Of which days what is loaded speaks. */
  loaded: string;
  years: { text: string; days: { from: string; to: string }; inside: boolean }[];
  /** The months that the days asked for begin and end in, by their place; all where none are. */
  from: number;
  to: number;
  summary: string;
}

const TICKS = 3;

/** Every month from the first with an event to the last, those without one too. */
export function brushOf(
  counts: readonly { month?: string | null; events: number; eventsSpanning: number }[],
  during: EventFilter['during'],
  coverage: readonly Coverage[],
): Brush | null {
  const rows = new Map(counts.flatMap((row) => (row.month ? [[row.month, row]] : [])));
  const known = [...rows.keys()].sort();
  const [first, last] = [known[0], known.at(-1)];
  if (!first || !last) return null;
  const keys: string[] = [];
  for (let key = first; key <= last; key = nextPeriod(key)) keys.push(key);

  const within = keys.map((key) => {
    const { events = 0, eventsSpanning = 0 } = rows.get(key) ?? {};
    return events - eventsSpanning;
  });
  const apart = [...rows.values()].reduce((sum, { eventsSpanning }) => sum + eventsSpanning, 0);
  const scale = scaleLinear([0, Math.max(1, ...within)], [0, 1]).nice(TICKS);
  const { from, to } = during ?? {};
  const inside = (key: string) => {
    const days = daysOf(key);
    return (!from || days.to >= from) && (!to || days.from <= to);
  };
  const months = keys.map((key, index) => {
    const events = within[index]!;
    return { key, events, share: scale(events), inside: inside(key) };
  });
  const start = months.findIndex((month) => month.inside);
  return {
    months,
    most: scale.domain()[1]!,
    ticks: scale
      .ticks(TICKS)
      .filter(Number.isInteger)
      .map((tick) => ({ at: scale(tick), text: numberText(tick) })),
    axis: axisLabels(keys),
    gaps: gapsIn(keys, coverage, (index) => rows.has(keys[index]!)),
    apart,
    loaded: coverageText(coverage),
    years: [...new Set(keys.map((key) => key.slice(0, 4)))].map((year) => ({
      text: year,
      days: daysOf(year),
      inside: from === `${year}-01-01` && to === `${year}-12-31`,
    })),
    from: Math.max(0, start),
    to: start < 0 ? 0 : months.findLastIndex((month) => month.inside),
    summary: m.explore_brush({
      first: periodText(first),
      last: periodText(last),
      events: countText(
        within.reduce((sum, events) => sum + events, apart),
        'event',
      ),
    }),
  };
}
