/**
 * Labels of ticks on a line, in rows below it. A label is anchored by the fraction of its own width
 * that stands left of its tick: 0 begins at the tick, 1 ends there. An anchor equal to the tick's own
 * fraction of the line keeps any label inside the line, however wide its text turns out to be.
 *
 * Anchored so, labels that do not meet at one width do not meet at a greater one: ticks move apart
 * and text does not grow.
 */
export interface LabelPlace {
  row: number;
  /** 0–100, percent of the label's own width left of its tick. */
  anchor: number;
  /** Lines the text takes, where it is longer than the line is wide. */
  lines: number;
  /** Whether a line from the tick reaches the label without running through another. */
  leader: boolean;
}

interface Label {
  /** Percent of the line. */
  x: number;
  text: string;
}

/** Ems of the widest run of ordinary text per character, at the label's size of 0.78 root ems. */
const CHARACTER = 0.46;
const GAP = 0.75;
const MAX_STEPS = 30_000;

interface Box {
  row: number;
  lines: number;
  left: number;
  right: number;
  tick: number;
}

export function placeLabels(
  labels: Label[],
  width: number,
): { places: LabelPlace[]; rows: number } {
  const sizes = labels.map(({ x, text }) => {
    const full = text.length * CHARACTER;
    const lines = Math.ceil(full / (width * 0.9));
    return { tick: (x / 100) * width, x, lines, size: lines > 1 ? width : full };
  });

  const total = sizes.reduce((sum, { lines }) => sum + lines, 0);

  let best: { cost: number; places: LabelPlace[] } | null = null;
  let steps = 0;

  const place = (index: number, boxes: Box[], places: LabelPlace[], cost: number): void => {
    if ((best && cost >= best.cost) || ++steps > MAX_STEPS) return;
    const label = sizes[index];
    if (!label) {
      best = { cost, places };
      return;
    }
    const deepest = boxes.reduce((rows, box) => Math.max(rows, box.row + box.lines), 0);
    for (let row = 0; row <= total - label.lines; row++) {
      for (const anchor of label.lines > 1 ? [label.x] : [label.x, 0, 100]) {
        const left = label.tick - (anchor / 100) * label.size;
        const box = { row, lines: label.lines, left, right: left + label.size, tick: label.tick };
        if (box.left < -0.01 || box.right > width + 0.01) continue;
        if (boxes.some((other) => meet(box, other))) continue;
        const grown = Math.max(0, row + label.lines - deepest);
        const price = grown * 10 + row + (anchor === label.x ? 0 : 1);
        place(
          index + 1,
          [...boxes, box],
          [...places, { row, anchor, lines: label.lines, leader: true }],
          cost + price,
        );
      }
    }
  };
  place(0, [], [], 0);

  const found = (best as { places: LabelPlace[] } | null)?.places ?? stacked(sizes);
  return {
    places: found,
    rows: found.reduce((rows, { row, lines }) => Math.max(rows, row + lines), 0),
  };
}

/** Whether two labels overlap, or the line from one's tick runs through the other. */
function meet(one: Box, other: Box): boolean {
  const sameRow = one.row < other.row + other.lines && other.row < one.row + one.lines;
  if (sameRow) return one.left < other.right + GAP && other.left < one.right + GAP;
  const [upper, lower] = one.row < other.row ? [one, other] : [other, one];
  return lower.tick > upper.left && lower.tick < upper.right;
}

/** The last resort for a crowd: a row each, without lines to the ticks. */
function stacked(labels: { x: number; lines: number }[]): LabelPlace[] {
  let row = 0;
  return labels.map(({ x, lines }) => {
    const place = { row, anchor: x, lines, leader: row === 0 };
    row += lines;
    return place;
  });
}
