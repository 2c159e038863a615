import { getLocale } from '#paraglide/runtime.js';
import type { GeoProjection } from 'd3-geo';
import type { EventMapLabelFragment } from '../../gql/graphql.ts';
import { addPlaceNames } from './labels.ts';
import { drawPanel, NARROW, WIDE, windowOn } from './panel.server.ts';
import { pathOf, strokesOf } from './shapes.ts';
import { worldGround } from './world.server.ts';
import {
  cellName,
  describeCells,
  quantityOf,
  tierOf,
  tiersFrom,
  tierTexts,
  type Cell,
  type DrawnCell,
  type Measure,
} from './cells.ts';
import type { MapPanel } from './drawing.ts';

const WIDTH = 960;
const HEIGHT = 480;

export interface CellDrawing {
  panel: MapPanel;
  cells: DrawnCell[];
  key: string[];
  unknown: boolean;
  /** Regions or settlements are named on it. */
  isNamed: boolean;
  description: string;
}

interface View {
  longitude: number;
  latitude: number;
  span: number;
}

/** Drawing the land takes some 50 ms, and the same part of it is looked at under many filters. */
const grounds = new Map<string, { panel: MapPanel; projection: GeoProjection }>();
const KEPT = 60;

/** The squares of the API's grid where they lie, coloured by quantity; the world for no view. */
export function cellMap(
  cells: readonly Cell[],
  {
    view,
    measure,
    hrefOf,
    labels = [],
  }: {
    view: View | null;
    measure: Measure;
    hrefOf: (cell: Cell) => string;
    /** The most important first; they are written where the map is near enough. */
    labels?: readonly EventMapLabelFragment[];
  },
): CellDrawing {
  const { panel, projection } = view ? groundOf(view) : worldGround;
  const named = view ? namesOn(panel, projection, view, labels) : panel.labels;
  const quantities = cells.map((cell) => quantityOf(cell, measure));
  const most = Math.max(1, ...quantities.map((quantity) => quantity ?? 0));
  const from = tiersFrom(most);
  const drawn = cells.flatMap((cell, index) => {
    const path = pathOf(strokesOf(outlineOf(cell), projection), 0);
    if (!path) return [];
    return [
      {
        key: `${cell.west} ${cell.south}`,
        path,
        tier: tierOf(quantities[index] ?? null, from),
        name: cellName(cell),
        href: hrefOf(cell),
      },
    ];
  });
  return {
    panel: { ...panel, labels: named },
    isNamed: named.wide.length > panel.labels.wide.length,
    cells: drawn,
    key: tierTexts(from, most),
    unknown: drawn.some(({ tier }) => tier === null),
    description: describeCells(cells),
  };
}

/** How many degrees across a map may be for its regions, and for settlements, to be told apart. */
const NEAR = { region: 45, city: 18 };

/** The labels of a panel, and those of places where it shows them from near enough. */
function namesOn(
  { labels, width, height }: MapPanel,
  projection: GeoProjection,
  { span }: View,
  places: readonly EventMapLabelFragment[],
): MapPanel['labels'] {
  const names = places.flatMap(({ latitude, longitude, place }) => {
    const kind = place.kind === 'ADMIN1' ? ('region' as const) : ('city' as const);
    const at = projection([longitude, latitude]);
    return at && span <= NEAR[kind] ? [{ name: place.name, kind, x: at[0], y: at[1] }] : [];
  });
  const at = (size: keyof MapPanel['labels'], pixels: number) => [
    ...labels[size],
    ...addPlaceNames(labels[size], names, { width, height, pixels: pixels / width }),
  ];
  return { narrow: at('narrow', NARROW), wide: at('wide', WIDE) };
}

function groundOf(view: View) {
  const name = getLocale() + JSON.stringify(view);
  const known = grounds.get(name);
  if (known) return known;
  const { longitude, latitude, span } = view;
  const high = Math.min(span / 4, 89 - Math.abs(latitude));
  const window = windowOn(
    [
      [longitude - span / 2, latitude],
      [longitude + span / 2, latitude],
      [longitude, latitude - high],
      [longitude, latitude + high],
    ],
    { width: WIDTH, height: HEIGHT, margin: 12 },
  );
  const ground = {
    panel: drawPanel(window, {
      partyCodes: new Set(),
      spots: [],
      cities: [],
      radius: () => 0,
      inset: null,
    }),
    projection: window.projection,
  };
  const [oldest] = grounds.keys();
  if (oldest !== undefined && grounds.size >= KEPT) grounds.delete(oldest);
  grounds.set(name, ground);
  return ground;
}

/** Clockwise, as d3 takes the inside of a ring. */
function outlineOf({ west, south, east, north }: Cell): GeoJSON.Polygon {
  return {
    type: 'Polygon',
    coordinates: [
      [
        [west, south],
        [west, north],
        [east, north],
        [east, south],
        [west, south],
      ],
    ],
  };
}
