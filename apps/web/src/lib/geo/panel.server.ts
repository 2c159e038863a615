import { geoAzimuthalEqualArea, geoDistance, type GeoProjection } from 'd3-geo';
import { bordersAmong, countries, mergeCountries, type Country } from './atlas.server.ts';
import { circleOf } from './circles.ts';
import { placeMapLabels } from './labels.ts';
import { m } from '#paraglide/messages.js';
import { countText, numberText } from '../format/numbers.ts';
import { countriesByName } from './country-names.server.ts';
import { pathOf, strokesOf, tenth, type Stroke } from './shapes.ts';
import type { MapPanel } from './drawing.ts';
import type { Spot } from './map-point.ts';

export interface City {
  name: string;
  latitude: number;
  longitude: number;
}

type Position = [number, number];

export interface Window {
  projection: GeoProjection;
  centre: Position;
  width: number;
  height: number;
}

/** CSS pixels a panel is at least wide in each of its two label layouts. */
export const NARROW = 280;
export const WIDE = 520;
const EARTH_RADIUS_KM = 6371;

/**
 * An equal-area window on all of these positions, `margin` units from its edges. Seen from their own
 * middle, or from that of another window, so that both are turned alike.
 */
export function windowOn(
  positions: Position[],
  {
    width,
    height,
    margin,
    centre = middleOf(positions),
  }: { width: number; height: number; margin: number; centre?: Position },
): Window {
  const [longitude, latitude] = centre;
  const projection = geoAzimuthalEqualArea()
    .rotate([-longitude, -latitude])
    .clipAngle(100)
    .fitExtent(
      [
        [margin, margin],
        [width - margin, height - margin],
      ],
      { type: 'MultiPoint', coordinates: positions },
    )
    .clipExtent([
      [-1, -1],
      [width + 1, height + 1],
    ]);
  return { projection, centre, width, height };
}

/** The middle of the box around positions, in the way that is shorter around the Earth. */
export function middleOf(positions: Position[]): Position {
  const reference = positions[0]?.[0] ?? 0;
  const eastOfReference = positions.map(
    ([longitude]) => ((longitude - reference + 540) % 360) - 180,
  );
  const latitudes = positions.map(([, latitude]) => latitude);
  return [
    reference + (Math.min(...eastOfReference) + Math.max(...eastOfReference)) / 2,
    (Math.min(...latitudes) + Math.max(...latitudes)) / 2,
  ];
}

/** Where a place falls in the window, in the drawing's units; null beyond its edges. */
export function locate({ projection, width, height }: Window, place: City | Spot): Position | null {
  const at = projection([place.longitude, place.latitude]);
  if (!at) return null;
  const [x, y] = at;
  return x >= 0 && y >= 0 && x <= width && y <= height ? at : null;
}

interface PanelContents {
  partyCodes: Set<string>;
  spots: Spot[];
  cities: City[];
  radius: (deaths: number | null) => number;
  /** The inset this panel frames, if any. */
  inset: Window | null;
}

export function drawPanel(window: Window, contents: PanelContents): MapPanel {
  const { projection, width, height } = window;
  const { inset } = contents;
  const frame = inset && frameOf(inset, window);
  const visible = countries.flatMap((country) => {
    const strokes = visibleParts(country, window).flatMap(({ polygon }) =>
      strokesOf(polygon, projection),
    );
    return strokes.length ? [{ country, strokes, area: areaOf(strokes) }] : [];
  });
  const isParty = ({ code }: Country) => contents.partyCodes.has(code);
  const shown = new Set(visible.map(({ country }) => country));
  const parties = new Set([...shown].filter(isParty));
  const path = (geometry: Parameters<typeof strokesOf>[0]) =>
    pathOf(strokesOf(geometry, projection), 0.4);

  const placed = contents.spots.flatMap((spot) => {
    const at = locate(window, spot);
    if (!at) return [];
    const linked = !(inset && locate(inset, spot));
    const radius = linked ? contents.radius(spot.deaths) : 2.5;
    return [{ spot, x: at[0], y: at[1], radius, linked }];
  });
  const called = countriesByName();
  const names = visible
    .toSorted((a, b) => b.area - a.area)
    .map(({ country, strokes }) => ({
      name: called[country.code] ?? country.name,
      strokes,
      party: isParty(country),
    }));
  const cities = contents.cities.flatMap((city) => {
    const at = inset && locate(inset, city) ? null : locate(window, city);
    return at ? [{ name: city.name, x: at[0], y: at[1] }] : [];
  });
  const enlarged = placed.reduce(
    (sum, { spot, linked }) => sum + (linked ? 0 : spot.points.length),
    0,
  );
  const framed = frame && {
    left: frame.x,
    top: frame.y,
    right: frame.x + frame.width,
    bottom: frame.y + frame.height,
    note: m.drawn_enlarged({ events: countText(enlarged, 'event') }),
  };
  const labelsAt = (pixels: number) =>
    placeMapLabels({
      width,
      height,
      pixels: pixels / width,
      countries: names,
      cities,
      circles: placed,
      frame: framed,
    });

  return {
    width,
    height,
    ground: {
      land: path(mergeCountries(shown.difference(parties))),
      parties: path(mergeCountries(parties)),
      borders: path(bordersAmong(shown)),
    },
    circles: placed.map(({ spot, x, y, radius, linked }) =>
      circleOf(spot, { x: percent(x, width), y: percent(y, height), radius, linked }),
    ),
    labels: { narrow: labelsAt(NARROW), wide: labelsAt(WIDE) },
    scale: scaleBar(window),
    frame,
  };
}

/** The parts of a country that may lie in the window, by their circles alone. */
function visibleParts(country: Country, { projection, width, height }: Window) {
  const centre = projection.invert?.([width / 2, height / 2]);
  const corner = projection.invert?.([0, 0]);
  if (!centre || !corner) return country.parts;
  const reach = geoDistance(centre, corner) * 1.1;
  return country.parts.filter((part) => geoDistance(centre, part.centre) < part.radius + reach);
}

function areaOf(strokes: Stroke[]): number {
  return strokes.reduce((sum, { points }) => {
    let twice = 0;
    for (let i = 0, j = points.length - 1; i < points.length; j = i++) {
      twice += points[j]![0] * points[i]![1] - points[i]![0] * points[j]![1];
    }
    return sum + Math.abs(twice) / 2;
  }, 0);
}

/** A round number of kilometres that takes up to a fifth of the width, measured at the middle. */
function scaleBar({ projection, width, height }: Window): MapPanel['scale'] {
  const west = projection.invert?.([width / 2 - 20, height / 2]);
  const east = projection.invert?.([width / 2 + 20, height / 2]);
  if (!west || !east) return null;
  const perKm = 40 / (geoDistance(west, east) * EARTH_RADIUS_KM);
  const longest = (width * 0.2) / perKm;
  const power = 10 ** Math.floor(Math.log10(longest));
  const km = ([5, 2, 1].find((step) => step * power <= longest) ?? 1) * power;
  return { percent: percent(km * perKm, width), text: m.drawn_km({ count: numberText(km) }) };
}

function percent(value: number, whole: number): number {
  return Math.round((value / whole) * 10_000) / 100;
}

/** One window's outline on another of the same centre, where it is a rectangle too. */
function frameOf(inner: Window, outer: Window): MapPanel['frame'] {
  const ratio = outer.projection.scale() / inner.projection.scale();
  const [innerX, innerY] = inner.projection.translate();
  const [outerX, outerY] = outer.projection.translate();
  return {
    x: tenth(outerX - innerX * ratio),
    y: tenth(outerY - innerY * ratio),
    width: tenth(inner.width * ratio),
    height: tenth(inner.height * ratio),
  };
}
