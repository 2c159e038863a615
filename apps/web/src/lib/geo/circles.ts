import { describeSpot } from './describe.ts';
import { numberText } from '../format/numbers.ts';
import type { MapCircle, MapKey } from './drawing.ts';
import type { Spot } from './map-point.ts';

/** Radii in CSS pixels: the least, the greatest, and for one death where `most` leaves it so. */
interface Sizes {
  least: number;
  most: number;
  perDeath: number;
}

const REGION: Sizes = { least: 3.5, most: 22, perDeath: 2.4 };

/** Radius by deaths, so that areas are in proportion; one scale for all panels of a map. */
export function radiusScale(
  spots: Spot[],
  { least, most, perDeath } = REGION,
): (deaths: number | null) => number {
  const deadliest = Math.max(1, ...spots.map(({ deaths }) => deaths ?? 0));
  const factor = Math.min(perDeath, most / Math.sqrt(deadliest));
  return (deaths) => Math.round(Math.max(least, factor * Math.sqrt(deaths ?? 0)) * 10) / 10;
}

export function circleOf(
  spot: Spot,
  { x, y, radius, linked }: Pick<MapCircle, 'x' | 'y' | 'radius' | 'linked'>,
): MapCircle {
  const [first, ...others] = spot.points;
  return {
    key: first.key,
    x,
    y,
    radius,
    name: describeSpot(spot),
    href: first.href,
    several: others.length > 0,
    imprecise: spot.imprecise,
    disputed: spot.disputed,
    unknown: spot.deaths === null,
    linked,
  };
}

/** What the marks of this map mean; only those that occur on it. */
export function keyOf(spots: Spot[], radius: (deaths: number | null) => number): MapKey {
  const most = Math.max(0, ...spots.map(({ deaths }) => deaths ?? 0));
  const sizes = roundSteps(most).map((deaths) => ({
    radius: radius(deaths),
    text: numberText(deaths),
  }));
  return {
    sizes: sizes.filter(({ radius: size }, index) => size > (sizes[index - 1]?.radius ?? 0)),
    imprecise: spots.some(({ imprecise }) => imprecise),
    disputed: spots.some(({ disputed }) => disputed),
    unknown: spots.some(({ deaths }) => deaths === null),
  };
}

/** Up to three round numbers of deaths that the map's sizes span: 1, 10, 50. */
function roundSteps(most: number): number[] {
  const round = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 50_000];
  const upTo = round.filter((step) => step <= most);
  if (upTo.length <= 3) return upTo;
  return [upTo[0]!, upTo[Math.ceil((upTo.length - 1) * 0.6)]!, upTo.at(-1)!];
}
