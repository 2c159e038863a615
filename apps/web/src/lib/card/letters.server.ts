import { createCanvas, GlobalFonts } from '@napi-rs/canvas';
import { createRequire } from 'node:module';

const resolve = createRequire(import.meta.url).resolve;
const face = (family: string, part: string, name: string) =>
  GlobalFonts.registerFromPath(
    resolve(`@fontsource-variable/${family}/files/${family}-${part}-wght-normal.woff2`),
    name,
  );

// A family each, because one holds Latin letters and another Cyrillic.
face('newsreader', 'latin', 'Card Serif');
face('newsreader', 'latin-ext', 'Card Serif Extended');
face('inter', 'latin', 'Card Sans');
face('inter', 'latin-ext', 'Card Sans Extended');
face('inter', 'cyrillic', 'Card Cyrillic');
face('inter', 'cyrillic-ext', 'Card Cyrillic Extended');

const FAMILIES = {
  serif: '"Card Serif", "Card Serif Extended", "Card Cyrillic", "Card Cyrillic Extended"',
  sans: '"Card Sans", "Card Sans Extended", "Card Cyrillic", "Card Cyrillic Extended"',
};

/** The letters of pictures, as a canvas names them: those of the site. */
export const fontOf = (weight: number, size: number, family: keyof typeof FAMILIES): string =>
  `${weight} ${size}px ${FAMILIES[family]}`;

const measuring = createCanvas(1, 1).getContext('2d');

/** How wide a text is set, pixels. */
export function widthOf(text: string, font: string): number {
  measuring.font = font;
  return measuring.measureText(text).width;
}
