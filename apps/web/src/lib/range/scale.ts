import { scaleLinear } from 'd3-scale';

/** Room kept right of the highest value, so that an open end still has somewhere to point. */
const HEADROOM = 1.06;

/** The end of the one scale that all figures of a metric share: a whole number, at least 1. */
export function niceMax(values: (number | null | undefined)[]): number {
  const highest = Math.max(0, ...values.filter((value) => value !== null && value !== undefined));
  if (highest === 0) return 1;
  const end = highest * HEADROOM;
  return Math.ceil(scaleLinear().domain([0, end]).nice(4).domain()[1] ?? end);
}

/** Round values from 0 to `max` for the axis; people come whole, so no step below 1. */
export function axisValues(max: number): number[] {
  const round = scaleLinear().domain([0, max]).ticks(4).filter(Number.isInteger);
  return round.at(-1) === max ? round : [...round, max];
}

/** Where a value stands between 0 and `max`, in percent; a value beyond either end stays at it. */
export function percentOf(value: number, max: number): number {
  if (!(max > 0)) return 0;
  return Math.round(Math.min(1, Math.max(0, value / max)) * 10_000) / 100;
}
