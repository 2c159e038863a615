import { geoStream, type GeoPermissibleObjects, type GeoProjection } from 'd3-geo';

/** A line or a ring on the drawing, in its own units, x and y in turn. */
export interface Stroke {
  points: [number, number][];
  closed: boolean;
}

/** The strokes of a geometry as a projection draws it, clipped as it clips. */
export function strokesOf(geometry: GeoPermissibleObjects, projection: GeoProjection): Stroke[] {
  const strokes: Stroke[] = [];
  let inPolygon = false;
  let current: [number, number][] | null = null;
  const end = () => {
    if (current && current.length > 1) strokes.push({ points: current, closed: inPolygon });
    current = null;
  };
  geoStream(
    geometry,
    projection.stream({
      polygonStart: () => void (inPolygon = true),
      polygonEnd: () => void (inPolygon = false),
      lineStart: () => void (current = []),
      lineEnd: end,
      point: (x, y) => void current?.push([x, y]),
    }),
  );
  return strokes;
}

/**
 * Path data, rounded to a tenth, without points nearer than `detail` to the one before. Each point is
 * given from the one before it, which takes half the characters.
 */
export function pathOf(strokes: Stroke[], detail: number): string {
  return strokes
    .map(({ points, closed }) => {
      const thinned = thin(points, detail).map(([x, y]) => [
        Math.round(x * 10),
        Math.round(y * 10),
      ]);
      if (thinned.length < (closed ? 3 : 2)) return '';
      const steps = thinned.map(([x, y], index) => {
        const [fromX, fromY] = thinned[index - 1] ?? [0, 0];
        return `${short(x! - fromX!)},${short(y! - fromY!)}`;
      });
      const [start, ...rest] = steps;
      return `M${start}l${rest.join(' ').replace(/[, ]-/g, '-')}${closed ? 'Z' : ''}`;
    })
    .join('');
}

/** Tenths as a decimal without its leading zero: -4 is -.4. */
function short(tenths: number): string {
  return String(tenths / 10).replace(/^(-?)0\./, '$1.');
}

function thin(points: [number, number][], detail: number): [number, number][] {
  const simplified: [number, number][] = [];
  points.forEach((point, index) => {
    const last = simplified.at(-1);
    const isEnd = index === points.length - 1;
    if (!last || isEnd || Math.hypot(point[0] - last[0], point[1] - last[1]) >= detail) {
      simplified.push(point);
    }
  });
  return simplified;
}

export function tenth(value: number): number {
  // `+ 0` turns -0 into 0.
  return Math.round(value * 10) / 10 + 0;
}

/**
 * Which middles of a grid's cells lie in the area that closed strokes enclose, holes left out; row by
 * row, because asking point by point takes a tenth of a second per map.
 */
export function raster(
  strokes: Stroke[],
  { columns, rows, cell }: { columns: number; rows: number; cell: number },
): boolean[][] {
  return Array.from({ length: rows }, (_, row) => {
    const y = (row + 0.5) * cell;
    const crossings: number[] = [];
    for (const { points } of strokes) {
      for (let i = 0, j = points.length - 1; i < points.length; j = i++) {
        const [ax, ay] = points[i]!;
        const [bx, by] = points[j]!;
        if (ay > y !== by > y) crossings.push(((bx - ax) * (y - ay)) / (by - ay) + ax);
      }
    }
    crossings.sort((a, b) => a - b);
    let passed = 0;
    return Array.from({ length: columns }, (_, column) => {
      while (passed < crossings.length && crossings[passed]! < (column + 0.5) * cell) passed++;
      return passed % 2 === 1;
    });
  });
}
