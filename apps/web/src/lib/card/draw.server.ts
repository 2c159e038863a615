import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import { withoutControls } from '../language/bidi.ts';
import { fontOf } from './letters.server.ts';
import { COLOURS } from './marks.ts';
import { wrapped } from './wrap.ts';

/** What is shown where a page is shared. All of it comes from the API. */
export interface Card {
  kicker: string;
  title: string;
  /** One line under the title. */
  line: string;
}

const WIDTH = 1200;
const HEIGHT = 630;
const MARGIN = 80;

/** The sizes of a title, largest first, with the lines that each leaves room for. */
const TITLES = [
  { size: 84, lines: 2 },
  { size: 64, lines: 3 },
  { size: 48, lines: 5 },
];

export async function drawCard({ kicker, title, line }: Card): Promise<Uint8Array<ArrayBuffer>> {
  const canvas = createCanvas(WIDTH, HEIGHT);
  const pen = canvas.getContext('2d');
  pen.fillStyle = COLOURS.paper;
  pen.fillRect(0, 0, WIDTH, HEIGHT);

  pen.fillStyle = COLOURS.soft;
  writeLines(pen, kicker, { font: fontOf(400, 28, 'sans'), top: 112, height: 36, most: 1 });

  pen.fillStyle = COLOURS.ink;
  const below = writeTitle(pen, title);

  pen.fillStyle = COLOURS.soft;
  writeLines(pen, line, { font: fontOf(400, 30, 'sans'), top: below + 68, height: 40, most: 2 });

  pen.fillStyle = COLOURS.accent;
  pen.fillRect(MARGIN, HEIGHT - 118, 56, 4);
  pen.fillStyle = COLOURS.ink;
  writeLines(pen, 'Casus', {
    font: fontOf(500, 44, 'serif'),
    top: HEIGHT - 62,
    height: 44,
    most: 1,
  });
  return new Uint8Array(await canvas.encode('png'));
}

function writeTitle(pen: SKRSContext2D, title: string): number {
  const fits = ({ size, lines }: { size: number; lines: number }) => {
    pen.font = fontOf(500, size, 'serif');
    const needed = wrapped(title, WIDTH - 2 * MARGIN, lines, (text) => pen.measureText(text).width);
    return !needed.at(-1)?.endsWith('…');
  };
  const { size, lines } = TITLES.find(fits) ?? TITLES.at(-1)!;
  const height = size * 1.12;
  return writeLines(pen, title, {
    font: fontOf(500, size, 'serif'),
    top: 136 + size,
    height,
    most: lines,
  });
}

interface Setting {
  font: string;
  /** The first baseline. */
  top: number;
  height: number;
  most: number;
}

/** Gives the last baseline. */
function writeLines(
  pen: SKRSContext2D,
  text: string,
  { font, top, height, most }: Setting,
): number {
  pen.font = font;
  // Each line is a paragraph of its own, and its letters hold no isolate of another's.
  const lines = wrapped(
    withoutControls(text),
    WIDTH - 2 * MARGIN,
    most,
    (part) => pen.measureText(part).width,
  );
  for (const [index, line] of lines.entries()) pen.fillText(line, MARGIN, top + index * height);
  return top + (lines.length - 1) * height;
}
