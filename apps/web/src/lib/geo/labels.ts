import { raster, tenth, type Stroke } from './shapes.ts';
import type { MapLabel } from './drawing.ts';

export interface CountryName {
  name: string;
  /** Its visible area, in the drawing's units. */
  strokes: Stroke[];
  party: boolean;
}

export interface CityName {
  name: string;
  x: number;
  y: number;
}

/** A region's or settlement's name at a point of its source. */
export interface PlaceName {
  name: string;
  kind: 'region' | 'city';
  x: number;
  y: number;
}

interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** CSS pixels. Widths are those of wide letters, so that real text is never wider than was planned. */
const COUNTRY = { letter: 7.8, line: 13 };
const CITY = { letter: 6.2, line: 15, gap: 6 };
const REGION = { letter: 6.4, line: 13 };
const CELL = 6;
const MARGIN = 8;
const LONGEST_LINE = 13;
/** How far from its middle a small party's name may stand. */
const BESIDE = 80;

interface Panel {
  /** The drawing's units, and how many CSS pixels one of them takes at this size. */
  width: number;
  height: number;
  pixels: number;
  countries: CountryName[];
  cities: CityName[];
  /** In the drawing's units; the radius in CSS pixels. */
  circles: { x: number; y: number; radius: number }[];
  /** The inset's outline, and what to write beside it. */
  frame: { left: number; top: number; right: number; bottom: number; note: string } | null;
}

/**
 * Names that meet neither one another nor a circle nor the edge, in CSS pixels of a panel of this
 * size: cities first, as they cannot move, then parties, then other countries as far as there is room.
 */
export function placeMapLabels(panel: Panel): MapLabel[] {
  const size = { width: panel.width * panel.pixels, height: panel.height * panel.pixels };
  const taken: Box[] = panel.circles.map(({ x, y, radius }) =>
    around(x * panel.pixels, y * panel.pixels, radius + 3, radius + 3),
  );
  // The scale bar's corner.
  taken.push({ left: 0, top: size.height - 26, right: 110, bottom: size.height });

  const labels: MapLabel[] = [];
  const circles = taken.length;
  const isFree = (box: Box) =>
    box.left >= MARGIN &&
    box.top >= MARGIN &&
    box.right <= size.width - MARGIN &&
    box.bottom <= size.height - MARGIN &&
    !taken.some((other) => meet(box, other));

  const percentOf = ({ x, y }: { x: number; y: number }) => ({
    x: tenth((x / size.width) * 100),
    y: tenth((y / size.height) * 100),
  });

  const nameCountry = (country: CountryName) => {
    const lines = linesOf(country.name);
    const longest = Math.max(...lines.map((line) => line.length));
    const half = { x: (longest * COUNTRY.letter) / 2, y: (lines.length * COUNTRY.line) / 2 };
    const spot = roomiest(country, half, panel.pixels, size, isFree);
    if (!spot) return;
    taken.push(around(spot.x, spot.y, half.x + 2, half.y + 2));
    labels.push({
      kind: 'country',
      lines,
      ...percentOf(spot),
      dx: 0,
      dy: 0,
      anchor: 'middle',
    });
  };

  const nameCity = ({ name, x, y }: CityName) => {
    const at = { x: x * panel.pixels, y: y * panel.pixels };
    const dot = around(at.x, at.y, 4, 4);
    // A city's dot may lie under an event, but not under a name.
    if (taken.slice(circles).some((box) => meet(dot, box))) return;
    const width = name.length * CITY.letter;
    const sides = [
      { anchor: 'start', dx: CITY.gap, dy: 0, left: at.x + CITY.gap },
      { anchor: 'end', dx: -CITY.gap, dy: 0, left: at.x - CITY.gap - width },
      { anchor: 'middle', dx: 0, dy: -12, left: at.x - width / 2 },
      { anchor: 'middle', dx: 0, dy: 12, left: at.x - width / 2 },
    ] as const;
    for (const { anchor, dx, dy, left } of sides) {
      const top = at.y + dy - CITY.line / 2;
      const box = { left, top, right: left + width, bottom: top + CITY.line };
      if (!isFree(box)) continue;
      taken.push(box, dot);
      labels.push({ kind: 'city', lines: [name], ...percentOf(at), dx, dy, anchor });
      return;
    }
  };

  const noteFrame = ({ note, ...units }: Box & { note: string }) => {
    const [left, top, right, bottom] = [units.left, units.top, units.right, units.bottom].map(
      (unit) => unit * panel.pixels,
    ) as [number, number, number, number];
    for (const x of [left, right]) taken.push({ left: x - 3, top, right: x + 3, bottom });
    for (const y of [top, bottom]) taken.push({ left, top: y - 3, right, bottom: y + 3 });
    const width = note.length * CITY.letter;
    const sides = [
      { anchor: 'start', x: left, at: left, y: top - CITY.line / 2 - 4 },
      { anchor: 'end', x: right, at: right - width, y: top - CITY.line / 2 - 4 },
      { anchor: 'start', x: left, at: left, y: bottom + CITY.line / 2 + 4 },
      { anchor: 'end', x: right, at: right - width, y: bottom + CITY.line / 2 + 4 },
    ] as const;
    for (const { anchor, x, at, y } of sides) {
      const box = {
        left: at,
        top: y - CITY.line / 2,
        right: at + width,
        bottom: y + CITY.line / 2,
      };
      if (!isFree(box)) continue;
      taken.push(box);
      labels.push({ kind: 'note', lines: [note], ...percentOf({ x, y }), dx: 0, dy: 0, anchor });
      return;
    }
  };

  if (panel.frame) noteFrame(panel.frame);
  panel.cities.forEach(nameCity);
  panel.countries.filter(({ party }) => party).forEach(nameCountry);
  panel.countries.filter(({ party }) => !party).forEach(nameCountry);
  return labels;
}

/**
 * As many of these names, the first before the others, as meet neither one another nor what is written there already.
 * A region's stands over its point, a settlement's beside its dot.
 */
export function addPlaceNames(
  written: readonly MapLabel[],
  names: readonly PlaceName[],
  { width, height, pixels }: Pick<Panel, 'width' | 'height' | 'pixels'>,
): MapLabel[] {
  const size = { width: width * pixels, height: height * pixels };
  const taken = [
    { left: 0, top: size.height - 26, right: 110, bottom: size.height },
    ...written.map((label) => boxOf(label, size)),
  ];
  const isInside = (box: Box) =>
    box.left >= MARGIN &&
    box.top >= MARGIN &&
    box.right <= size.width - MARGIN &&
    box.bottom <= size.height - MARGIN;
  const added: MapLabel[] = [];
  for (const { name, kind, x, y } of names) {
    const at = { x: tenth((x / width) * 100), y: tenth((y / height) * 100) };
    const lines = kind === 'region' ? linesOf(name) : [name];
    const sides =
      kind === 'region'
        ? ([{ anchor: 'middle', dx: 0, dy: 0 }] as const)
        : ([
            { anchor: 'start', dx: CITY.gap, dy: 0 },
            { anchor: 'end', dx: -CITY.gap, dy: 0 },
            { anchor: 'middle', dx: 0, dy: -12 },
            { anchor: 'middle', dx: 0, dy: 12 },
          ] as const);
    for (const side of sides) {
      const label: MapLabel = { kind, lines, ...at, ...side };
      const box = boxOf(label, size);
      const dot = around(x * pixels, y * pixels, 3, 3);
      const boxes = kind === 'city' ? [box, dot] : [box];
      if (!isInside(box) || boxes.some((one) => taken.some((other) => meet(one, other)))) continue;
      taken.push(...boxes);
      added.push(label);
      break;
    }
  }
  return added;
}

const LETTERS = { country: COUNTRY, region: REGION, city: CITY, note: CITY };

/** What a label takes, in CSS pixels. */
function boxOf(
  { kind, lines, x, y, dx, dy, anchor }: MapLabel,
  size: { width: number; height: number },
): Box {
  const { letter, line } = LETTERS[kind];
  const width = Math.max(...lines.map((each) => each.length)) * letter;
  const half = (lines.length * line) / 2 + 1;
  const start = (x / 100) * size.width + dx;
  const left = { start, middle: start - width / 2, end: start - width }[anchor];
  const middle = (y / 100) * size.height + dy;
  return { left: left - 2, right: left + width + 2, top: middle - half, bottom: middle + half };
}

/** Long names break into two lines of about the same length. */
function linesOf(name: string): string[] {
  if (name.length <= LONGEST_LINE || !name.includes(' ')) return [name];
  const words = name.split(' ');
  const breaks = words.slice(1).map((_, index) => {
    const first = words.slice(0, index + 1).join(' ');
    return [first, name.slice(first.length + 1)];
  });
  const longer = (lines: string[]) => Math.max(...lines.map((line) => line.length));
  return breaks.reduce((best, lines) => (longer(lines) < longer(best) ? lines : best));
}

/**
 * Where a name stands freest inside its country. A party's name may cross its border or stand beside
 * it where the country is too small for it; any other then stays unnamed.
 */
function roomiest(
  { strokes, party }: CountryName,
  half: { x: number; y: number },
  pixels: number,
  size: { width: number; height: number },
  isFree: (box: Box) => boolean,
): { x: number; y: number } | null {
  const columns = Math.ceil(size.width / CELL);
  const rows = Math.ceil(size.height / CELL);
  const inside = raster(strokes, { columns, rows, cell: CELL / pixels });
  let count = 0;
  const sum = { x: 0, y: 0 };
  inside.forEach((cells, row) =>
    cells.forEach((isIn, column) => {
      if (!isIn) return;
      count++;
      sum.x += (column + 0.5) * CELL;
      sum.y += (row + 0.5) * CELL;
    }),
  );
  if (count === 0) return null;
  const middle = { x: sum.x / count, y: sum.y / count };

  const share = shareOf(inside);
  let best: { x: number; y: number; score: number } | null = null;
  inside.forEach((cells, row) =>
    cells.forEach((isIn, column) => {
      const at = { x: (column + 0.5) * CELL, y: (row + 0.5) * CELL };
      const away = Math.hypot(at.x - middle.x, at.y - middle.y);
      if (!isIn && (!party || away > BESIDE)) return;
      if (!isFree(around(at.x, at.y, half.x, half.y))) return;
      const held = share(around(at.x, at.y, half.x, half.y));
      if (!party && held < 0.98) return;
      const wider = share(around(at.x, at.y, half.x + 18, half.y + 18));
      const score = held * 4 + wider - (away / size.width) * (isIn ? 1.5 : 8);
      if (!best || score > best.score) best = { ...at, score };
    }),
  );
  return best;
}

/** How much of a box is inside, from sums over all rectangles that begin at the corner. */
function shareOf(inside: boolean[][]): (box: Box) => number {
  const rows = inside.length;
  const columns = inside[0]?.length ?? 0;
  const sums = Array.from({ length: rows + 1 }, () => new Uint32Array(columns + 1));
  for (let row = 0; row < rows; row++) {
    let inRow = 0;
    for (let column = 0; column < columns; column++) {
      if (inside[row]![column]) inRow++;
      sums[row + 1]![column + 1] = sums[row]![column + 1]! + inRow;
    }
  }
  const sum = (row: number, column: number) =>
    sums[Math.min(rows, Math.max(0, row))]![Math.min(columns, Math.max(0, column))]!;
  return ({ left, top, right, bottom }) => {
    const [west, north] = [Math.floor(left / CELL), Math.floor(top / CELL)];
    const [east, south] = [Math.floor(right / CELL) + 1, Math.floor(bottom / CELL) + 1];
    const held = sum(south, east) - sum(north, east) - sum(south, west) + sum(north, west);
    return held / ((east - west) * (south - north));
  };
}

function around(x: number, y: number, halfWidth: number, halfHeight: number): Box {
  return { left: x - halfWidth, top: y - halfHeight, right: x + halfWidth, bottom: y + halfHeight };
}

function meet(one: Box, other: Box): boolean {
  return (
    one.left < other.right &&
    other.left < one.right &&
    one.top < other.bottom &&
    other.top < one.bottom
  );
}
