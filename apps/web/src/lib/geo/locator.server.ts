import { getLocale } from '#paraglide/runtime.js';
import { geoDistance } from 'd3-geo';
import { countries, type Part } from './atlas.server.ts';
import { keyOf, radiusScale } from './circles.ts';
import { describeMap } from './describe.ts';
import { drawPanel, locate, middleOf, windowOn, type City, type Window } from './panel.server.ts';
import { spotsOf, type MapPoint, type Spot } from './map-point.ts';
import type { MapDrawing } from './drawing.ts';

type Position = [number, number];
type Place = Pick<Spot, 'longitude' | 'latitude'>;

const DEGREE = Math.PI / 180;
/** A party's land counts as the region where it is no wider than this around (Russia is not). */
const WIDEST_PARTY = 14 * DEGREE;
/** … and no farther from the events than this (an overseas territory is not). */
const FARTHEST_PARTY = 6 * DEGREE;
/** Events farther than this from the middle of the others are left out, and counted. */
const REACH = 25 * DEGREE;
/** Half the side of the least region shown around events, in degrees. */
const LEAST_REGION = 3;
/** The same for the inset: the atlas's borders are true to some kilometres only. */
const LEAST_INSET = 0.3;
/** An inset is worth its room where the events take less than this share of the locator. */
const CLUSTER = 0.36;
const CLUSTER_EVENTS = 0.6;
const LEAST_ENLARGEMENT = 1.9;
const INSET_HEIGHT = 0.8;

export interface LocatorOptions {
  width: number;
  height: number;
  /** ISO 3166-1 alpha-2. */
  partyCountryCodes: string[];
  places?: City[];
}

/** A drawing takes some 50 ms, and a conflict's is asked for again and again. */
const drawn = new Map<string, MapDrawing | null>();
const KEPT = 100;

/** The region of a conflict and, where its events crowd a small part of it, that part enlarged. */
export function locatorMap(points: MapPoint[], options: LocatorOptions): MapDrawing | null {
  const question = JSON.stringify([getLocale(), points, options]);
  const known = drawn.get(question);
  if (known !== undefined) return known;
  const drawing = draw(points, options);
  const [oldest] = drawn.keys();
  if (oldest !== undefined && drawn.size >= KEPT) drawn.delete(oldest);
  drawn.set(question, drawing);
  return drawing;
}

function draw(points: MapPoint[], options: LocatorOptions): MapDrawing | null {
  const { width, height } = options;
  const cities = options.places ?? [];
  const partyCodes = new Set(options.partyCountryCodes);
  const spots = spotsOf(points);
  const near = withinReach(spots);
  const region = regionOf(near, partyCodes);
  if (region.length === 0) return null;

  const locator = windowOn(region, { width, height, margin: Math.round(width * 0.04) });
  const inset = insetOf(near, locator, { width, height: Math.round(height * INSET_HEIGHT) });
  const radius = radiusScale(spots);
  const shared = { partyCodes, spots, cities, radius };

  const seen = spots.filter((spot) => locate(locator, spot));
  return {
    locator: drawPanel(locator, { ...shared, inset }),
    inset: inset && drawPanel(inset, { ...shared, inset: null }),
    key: keyOf(seen, radius),
    outside: points.length - seen.reduce((sum, spot) => sum + spot.points.length, 0),
    description: describeMap(points),
  };
}

const positionOf = ({ longitude, latitude }: Place): Position => [longitude, latitude];

function withinReach(spots: Spot[]): Spot[] {
  const distances = (from: Spot) =>
    spots.map((spot) => geoDistance(positionOf(from), positionOf(spot)) * spot.points.length);
  const sums = spots.map((spot) => distances(spot).reduce((sum, distance) => sum + distance, 0));
  const middle = spots[sums.indexOf(Math.min(...sums))];
  if (!middle) return [];
  return spots.filter((spot) => geoDistance(positionOf(middle), positionOf(spot)) <= REACH);
}

/** Positions whose surroundings are the region: the events, and the parties' land near them. */
function regionOf(spots: Spot[], partyCodes: Set<string>): Position[] {
  const isNear = ({ centre, radius }: Part) =>
    spots.some((spot) => geoDistance(centre, positionOf(spot)) < radius + FARTHEST_PARTY);
  const land = countries
    .filter(({ code }) => partyCodes.has(code))
    .flatMap(({ parts }) => {
      const largest = parts.toSorted((a, b) => b.radius - a.radius)[0];
      if (spots.length === 0) return largest ? [largest] : [];
      return parts.filter((part) => part.radius <= WIDEST_PARTY && isNear(part));
    })
    .flatMap(({ polygon }) => polygon.coordinates[0] as Position[]);
  return [...land, ...spots.flatMap((spot) => squareAround(spot, LEAST_REGION))];
}

function squareAround({ longitude, latitude }: Place, half: number): Position[] {
  const wide = half / Math.max(0.2, Math.cos(latitude * DEGREE));
  const [south, north] = [Math.max(-89, latitude - half), Math.min(89, latitude + half)];
  return [
    [longitude - wide, south],
    [longitude + wide, north],
  ];
}

/** The window on the place where most events are, if it is but a small part of the locator. */
function insetOf(
  spots: Spot[],
  locator: Window,
  size: { width: number; height: number },
): Window | null {
  const placed = spots
    .filter(({ points }) =>
      points.some(({ precision }) => precision !== 'COUNTRY' && precision !== 'INTERNATIONAL'),
    )
    .flatMap((spot) => {
      const at = locate(locator, spot);
      return at ? [{ spot, x: at[0], y: at[1], events: spot.points.length }] : [];
    });
  const all = placed.reduce((sum, { events }) => sum + events, 0);
  const [reachX, reachY] = [(locator.width * CLUSTER) / 2, (locator.height * CLUSTER) / 2];

  let densest: { members: typeof placed; events: number } = { members: [], events: 0 };
  for (const middle of boxMiddles(placed)) {
    const members = placed.filter(
      ({ x, y }) => Math.abs(x - middle.x) <= reachX && Math.abs(y - middle.y) <= reachY,
    );
    const events = members.reduce((sum, member) => sum + member.events, 0);
    if (events > densest.events) densest = { members, events };
  }
  if (densest.members.length < 2 || densest.events < all * CLUSTER_EVENTS) return null;

  const positions = densest.members.map(({ spot }) => positionOf(spot));
  const [longitude, latitude] = middleOf(positions);
  const inset = windowOn([...positions, ...squareAround({ longitude, latitude }, LEAST_INSET)], {
    ...size,
    margin: Math.round(size.width * 0.13),
    centre: locator.centre,
  });
  return inset.projection.scale() < locator.projection.scale() * LEAST_ENLARGEMENT ? null : inset;
}

/** Middles a cluster may have: the middle of all, then each place itself. */
function boxMiddles(placed: { x: number; y: number }[]): { x: number; y: number }[] {
  if (placed.length === 0) return [];
  const [left, right] = extent(placed.map(({ x }) => x));
  const [top, bottom] = extent(placed.map(({ y }) => y));
  return [{ x: (left + right) / 2, y: (top + bottom) / 2 }, ...placed];
}

function extent(values: number[]): [number, number] {
  return [Math.min(...values), Math.max(...values)];
}
