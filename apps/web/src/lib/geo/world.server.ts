import { geoEqualEarth } from 'd3-geo';
import { createHash } from 'node:crypto';
import { bordersAmong, countries, mergeCountries } from './atlas.server.ts';
import { circleOf, keyOf, radiusScale } from './circles.ts';
import { describeMap } from './describe.ts';
import { spotsOf, type MapPoint } from './map-point.ts';
import { pathOf, strokesOf } from './shapes.ts';
import type { MapPanel, WorldDrawing } from './drawing.ts';

const WIDTH = 960;
const HEIGHT = 416;
/** Units between points of an outline: about a pixel where the map is as wide as the page. */
const DETAIL = 1.4;

// Turned so that the map's edge runs through the Bering Strait and cuts no land but Antarctica,
// which the frame leaves out together with the empty far south.
const projection = geoEqualEarth()
  .rotate([-11, 0])
  .precision(0.3)
  .fitExtent(
    [
      [2, 2],
      [WIDTH - 2, HEIGHT * 2],
    ],
    { type: 'Sphere' },
  );

const top = projection([11, 84])?.[1] ?? 0;
projection.translate([projection.translate()[0], projection.translate()[1] - top]).clipExtent([
  [0, 0],
  [WIDTH, HEIGHT],
]);

const shown = new Set(countries.filter(({ code }) => code !== 'AQ'));
const land = pathOf(strokesOf(mergeCountries(shown), projection), DETAIL);
const borders = pathOf(strokesOf(bordersAmong(shown), projection), DETAIL);

/** The land as a drawing of its own, which takes its colours from the page that shows it. */
export const worldFile = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}"><path id="land" d="${land}"/><path id="borders" vector-effect="non-scaling-stroke" d="${borders}"/></svg>`;

/** The land alone, for whatever is drawn on it. */
export const worldGround = {
  projection,
  panel: {
    width: WIDTH,
    height: HEIGHT,
    ground: {
      file: `/world.svg?${createHash('sha256').update(worldFile).digest('hex').slice(0, 8)}`,
    },
    circles: [],
    labels: { narrow: [], wide: [] },
    scale: null,
    frame: null,
  } satisfies MapPanel,
};

/** The whole inhabited world, by equal area. */
export function worldMap(points: MapPoint[]): WorldDrawing {
  const spots = spotsOf(points);
  const radius = radiusScale(spots, { least: 2.5, most: 18, perDeath: 1.8 });
  return {
    panel: {
      ...worldGround.panel,
      circles: spots.flatMap((spot) => {
        const at = projection([spot.longitude, spot.latitude]);
        if (!at) return [];
        const [x, y] = [(at[0] / WIDTH) * 100, (at[1] / HEIGHT) * 100];
        if (y > 100) return [];
        return [
          circleOf(spot, {
            x: Math.round(x * 100) / 100,
            y: Math.round(y * 100) / 100,
            radius: radius(spot.deaths),
            linked: true,
          }),
        ];
      }),
    },
    key: keyOf(spots, radius),
    description: describeMap(points),
  };
}
