import { createCanvas, GlobalFonts, type SKRSContext2D } from '@napi-rs/canvas';
import { createRequire } from 'node:module';
import { withoutControls } from '../language/bidi.ts';
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
const PAPER = '#fbfaf6';
const INK = '#1a1c1e';
const SOFT = '#575c61';
const ACCENT = '#8a2b1d';

const resolve = createRequire(import.meta.url).resolve;
const face = (family: string, part: string, name: string) =>
  GlobalFonts.registerFromPath(
    resolve(`@fontsource-variable/${family}/files/${family}-${part}-wght-normal.woff2`),
    name,
  );

// A family each, because one holds Latin letters and another Cyrillic.
const SERIF = '"Card Serif", "Card Serif Extended", "Card Cyrillic", "Card Cyrillic Extended"';
const SANS = '"Card Sans", "Card Sans Extended", "Card Cyrillic", "Card Cyrillic Extended"';
face('newsreader', 'latin', 'Card Serif');
face('newsreader', 'latin-ext', 'Card Serif Extended');
face('inter', 'latin', 'Card Sans');
face('inter', 'latin-ext', 'Card Sans Extended');
face('inter', 'cyrillic', 'Card Cyrillic');
face('inter', 'cyrillic-ext', 'Card Cyrillic Extended');

/** The sizes of a title, largest first, with the lines that each leaves room for. */
const TITLES = [
  { size: 84, lines: 2 },
  { size: 64, lines: 3 },
  { size: 48, lines: 5 },
];

export async function drawCard({ kicker, title, line }: Card): Promise<Uint8Array<ArrayBuffer>> {
  const canvas = createCanvas(WIDTH, HEIGHT);
  const pen = canvas.getContext('2d');
  pen.fillStyle = PAPER;
  pen.fillRect(0, 0, WIDTH, HEIGHT);

  pen.fillStyle = SOFT;
  writeLines(pen, kicker, { font: `400 28px ${SANS}`, top: 112, height: 36, most: 1 });

  pen.fillStyle = INK;
  const below = writeTitle(pen, title);

  pen.fillStyle = SOFT;
  writeLines(pen, line, { font: `400 30px ${SANS}`, top: below + 68, height: 40, most: 2 });

  pen.fillStyle = ACCENT;
  pen.fillRect(MARGIN, HEIGHT - 118, 56, 4);
  pen.fillStyle = INK;
  writeLines(pen, 'Casus', { font: `500 44px ${SERIF}`, top: HEIGHT - 62, height: 44, most: 1 });
  return new Uint8Array(await canvas.encode('png'));
}

function writeTitle(pen: SKRSContext2D, title: string): number {
  const fits = ({ size, lines }: { size: number; lines: number }) => {
    pen.font = `500 ${size}px ${SERIF}`;
    const needed = wrapped(title, WIDTH - 2 * MARGIN, lines, (text) => pen.measureText(text).width);
    return !needed.at(-1)?.endsWith('…');
  };
  const { size, lines } = TITLES.find(fits) ?? TITLES.at(-1)!;
  const height = size * 1.12;
  return writeLines(pen, title, {
    font: `500 ${size}px ${SERIF}`,
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
