import { nice, ticks } from 'd3-array';
import { m } from '#paraglide/messages.js';
import { placeLabels, type LabelPlace } from './labels.ts';
import { numberText } from '../format/numbers.ts';

/** Whose claimant: a party's (`a`, `b`) or nobody's. */
export type Tone = 'a' | 'b' | 'n';

/** One claimant's latest word. Persons; `low` ≤ `value` ≤ `high` does not always hold. */
export interface RangeTick {
  value: number;
  low: number | null;
  high: number | null;
  label: string;
  tone: Tone;
  preferred: boolean;
}

export interface RangeFigure {
  low: number | null;
  high: number | null;
  /** The highest claim says "at least" or "more than": nothing bounds it above. */
  openEnded: boolean;
  contested: boolean;
  ticks: RangeTick[];
}

/** All positions in percent of the scale. */
export interface RangeBarShape {
  from: number;
  to: number;
  /** No lower bound was claimed ("up to 50"), so the bar fades in. */
  opensLeft: boolean;
  opensRight: boolean;
}

export interface PlacedTick {
  x: number;
  tone: Tone;
  preferred: boolean;
  value: string;
  names: string;
  /** The claimant's own range, where it gave one. */
  whisker: { from: number; to: number } | null;
  narrow: LabelPlace;
  wide: LabelPlace;
}

export interface RangeLayout {
  bar: RangeBarShape | null;
  ticks: PlacedTick[];
  axis: { x: number; text: string; end: boolean }[];
  rows: { narrow: number; wide: number };
}

/** Root ems of the narrowest bar of each of the two layouts; what fits there fits in any wider one. */
export const WIDTHS = { narrow: 16, wide: 22 };

const NAMES_SHOWN = 3;

/** Room kept right of the highest value, so that an open end still has somewhere to point. */
const HEADROOM = 1.06;

/** The end of the one scale that all figures of a metric share: a whole number, at least 1. */
export function niceMax(values: (number | null | undefined)[]): number {
  const highest = Math.max(0, ...values.filter((value) => value !== null && value !== undefined));
  if (highest === 0) return 1;
  const end = highest * HEADROOM;
  return Math.ceil(nice(0, end, 4)[1]);
}

/** Round values from 0 to `max` for the axis; people come whole, so no step below 1. */
export function axisValues(max: number): number[] {
  const round = ticks(0, max, 4).filter(Number.isInteger);
  return round.at(-1) === max ? round : [...round, max];
}

/** Where a value stands between 0 and `max`, in percent; a value beyond either end stays at it. */
export function percentOf(value: number, max: number): number {
  if (!(max > 0)) return 0;
  return Math.round(Math.min(1, Math.max(0, value / max)) * 10_000) / 100;
}

export function layoutRange(figure: RangeFigure, max: number): RangeLayout {
  const merged = mergeTicks(figure.ticks);
  const texts = merged.map((tick) => ({
    x: percentOf(tick.value, max),
    text: `${numberText(tick.value)} ${tick.names}`,
  }));
  const narrow = placeLabels(texts, WIDTHS.narrow);
  const wide = placeLabels(texts, WIDTHS.wide);

  return {
    bar: barOf(figure, max),
    ticks: merged.map((tick, index) => ({
      x: texts[index]!.x,
      tone: tick.tone,
      preferred: tick.preferred,
      value: numberText(tick.value),
      names: tick.names,
      whisker:
        tick.low !== null && tick.high !== null && tick.low < tick.high
          ? { from: percentOf(tick.low, max), to: percentOf(tick.high, max) }
          : null,
      narrow: narrow.places[index]!,
      wide: wide.places[index]!,
    })),
    axis: axisValues(max).map((value) => ({
      x: percentOf(value, max),
      text: numberText(value),
      end: value === 0 || value === max,
    })),
    rows: { narrow: narrow.rows, wide: wide.rows },
  };
}

function barOf({ low, high, openEnded }: RangeFigure, max: number): RangeBarShape | null {
  const from = low ?? high;
  const to = high ?? low;
  if (from === null || to === null) return null;
  const opensLeft = low === null;
  const opensRight = openEnded || high === null;
  if (from === to && !opensLeft && !opensRight) return null;
  return { from: percentOf(from, max), to: percentOf(to, max), opensLeft, opensRight };
}

interface MergedTick {
  value: number;
  low: number | null;
  high: number | null;
  names: string;
  tone: Tone;
  preferred: boolean;
}

/** Claimants who say the same number share a tick: "59 Health Ministry; ICRC". */
function mergeTicks(ticks: RangeTick[]): MergedTick[] {
  return [...Map.groupBy(ticks, ({ value }) => value)]
    .sort(([one], [other]) => one - other)
    .map(([value, group]) => {
      const named = group.toSorted((a, b) => Number(b.preferred) - Number(a.preferred));
      const tones = new Set(group.map(({ tone }) => tone));
      return {
        value,
        low: least(group.map(({ low }) => low)),
        high: greatest(group.map(({ high }) => high)),
        names: listNames([...new Set(named.map(({ label }) => label))]),
        // Claimants of different sides who agree belong to neither.
        tone: tones.size === 1 ? group[0]!.tone : 'n',
        preferred: group.some(({ preferred }) => preferred),
      };
    });
}

function listNames(names: string[]): string {
  const shown = names.slice(0, NAMES_SHOWN).join('; ');
  return names.length > NAMES_SHOWN
    ? [shown, m.figures_more({ count: numberText(names.length - NAMES_SHOWN) })].join('; ')
    : shown;
}

function least(values: (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length ? Math.min(...known) : null;
}

function greatest(values: (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length ? Math.max(...known) : null;
}
