import { shortDateText, shortDayText } from '../format/times.ts';

/** A moment since when the record answers otherwise than before. */
export interface Moment {
  at: string;
  /** How many claims came to be certain at it. */
  asserted: number;
  withdrawn: number;
}

/** A moment as the strip draws it. */
export interface Stop extends Moment {
  /** Where it stands on the strip, 0 to 100. */
  percent: number;
}

/** A day named under the strip, where one of its two layouts has room for it. */
export interface Label {
  text: string;
  layout: Layout;
  /** Where its middle stands. */
  percent: number;
}

type Layout = 'narrow' | 'wide';

export interface Strip {
  stops: Stop[];
  labels: Label[];
  /** Stretches in which nothing was said for a month or more. */
  silences: { from: number; to: number }[];
  /** The stop whose answers the page shows; -1 before the first, `stops.length` for now. */
  index: number;
  knob: number;
}

const DAY_MS = 86_400_000;
const SILENCE_MS = 30 * DAY_MS;

/** Room at both ends, so that no mark or label is cut. */
export const MARGIN = 4;

/** Percent of the strip that a letter takes where the strip is at its narrowest of two layouts. */
const LETTER = { narrow: 2.1, wide: 1.15 };

/**
 * The moments of a record one after the other, equally far apart, and now as the last: true to scale,
 * a figure of a year later would squeeze the night that matters into a dot.
 */
export function stripOf(moments: readonly Moment[], asOf: string | null): Strip | null {
  if (moments.length < 2) return null;
  const step = (100 - 2 * MARGIN) / moments.length;
  const percentOf = (index: number) => Math.round((MARGIN + index * step) * 100) / 100;
  const index = asOf ? moments.findLastIndex(({ at }) => at <= asOf) : moments.length;
  return {
    stops: moments.map((moment, place) => ({ ...moment, percent: percentOf(place) })),
    labels: labelsOf(moments, percentOf),
    silences: moments.slice(1).flatMap(({ at }, place) => {
      const silent = Date.parse(at) - Date.parse(moments[place]!.at) > SILENCE_MS;
      return silent ? [{ from: percentOf(place), to: percentOf(place + 1) }] : [];
    }),
    index,
    knob: percentOf(Math.max(0, index)),
  };
}

/** A day is named where it begins: first the days of which most was said, the others where there is room. */
function labelsOf(moments: readonly Moment[], percentOf: (index: number) => number): Label[] {
  const days = [...Map.groupBy(moments.keys(), (index) => moments[index]!.at.slice(0, 10)).values()]
    .map((indices) => ({
      index: indices[0]!,
      text: dayLabel(moments[indices[0]!]!.at, moments[indices[0]! - 1]?.at),
      said: indices.reduce((sum, index) => sum + moments[index]!.asserted, 0),
    }))
    .sort((a, b) => b.said - a.said);
  const now = percentOf(moments.length) - 4;
  return (['wide', 'narrow'] as const).flatMap((layout) => {
    const taken = [{ from: now, to: 100 }];
    return days.flatMap(({ index, text }) => {
      const half = (text.length * LETTER[layout]) / 2;
      const at = Math.max(half, percentOf(index));
      const room = { from: at - half, to: at + half };
      if (taken.some(({ from, to }) => room.to > from && room.from < to)) return [];
      taken.push(room);
      return [{ text, layout, percent: Math.round(at * 100) / 100 }];
    });
  });
}

function dayLabel(at: string, before: string | undefined): string {
  const sameYear = before?.slice(0, 4) === at.slice(0, 4);
  return sameYear ? shortDayText(at) : shortDateText(at);
}

/** The moments of a list of claims, from when each was certainly said. */
export function momentsOf(asserted: readonly string[]): Moment[] {
  return [...Map.groupBy(asserted, (at) => at)]
    .map(([at, { length }]) => ({ at, asserted: length, withdrawn: 0 }))
    .sort((a, b) => Number(a.at > b.at) - Number(a.at < b.at));
}
