import { m } from '#paraglide/messages.js';
import { fontOf, widthOf } from '#lib/card/letters.server.ts';
import { COLOURS, type Mark, type Picture } from '#lib/card/marks.ts';
import { wrapped } from '#lib/card/wrap.ts';
import { numberText } from '#lib/format/numbers.ts';
import { withoutControls } from '#lib/language/bidi.ts';
import { captionText } from '#lib/reuse/caption.ts';
import { topOf } from '#lib/reuse/number.ts';
import type { Embedded } from './embedded.server.ts';

const WIDTH = 1200;
const MARGIN = 72;
const LEFT = MARGIN;
const RIGHT = WIDTH - MARGIN;
/** Between the names of claimants and what they say: room for the bars, which end before the longest that is said. */
const BARS = { from: 500, to: 900 };
const GAP = 24;
/** The letters of whoever opens an SVG may be so much wider than those that are measured here. */
const WIDER = 1.2;
const ROW = 54;
const MOST_ROWS = 12;

type Text = Omit<Extract<Mark, { type: 'text' }>, 'type' | 'x' | 'y' | 'anchor' | 'text'>;

/** A number as a picture that can go alone: with each claimant on one scale, its caption and its source inside. */
export function pictureOf({ number, asOf, isToCome, page, datasets, note }: Embedded): Picture {
  const marks: Mark[] = [];
  let y = 40;

  /** Lines of text from the margin on, and how far they reach. */
  function write(text: string, style: Text, { height, most }: { height: number; most: number }) {
    const font = fontOf(style.weight, style.size, style.family);
    const lines = wrapped(withoutControls(text), RIGHT - LEFT, most, (part) => widthOf(part, font));
    for (const line of lines) {
      y += height;
      marks.push({ type: 'text', x: LEFT, y, text: line, anchor: 'start', ...style });
    }
  }

  const { ink, soft, accent, hair, range } = COLOURS;
  const sans = (size: number, fill: string, weight: Text['weight'] = 400): Text => ({
    size,
    weight,
    family: 'sans',
    fill,
  });
  write(number.about, sans(26, soft), { height: 36, most: 2 });
  if (number.what) write(number.what, sans(30, ink, 600), { height: 44, most: 2 });
  if (number.number) {
    write(
      number.number,
      { size: 76, weight: 500, family: 'serif', fill: ink },
      { height: 92, most: 2 },
    );
    if (number.isContested)
      write(m.figures_contested(), sans(26, accent, 600), { height: 40, most: 1 });
  } else {
    if (number.word) write(number.word, sans(26, soft), { height: 44, most: 1 });
    write(
      number.summary ?? '',
      { size: 44, weight: 500, family: 'serif', fill: ink },
      { height: 56, most: 5 },
    );
  }
  if (note) write(note, sans(24, accent), { height: 40, most: 2 });

  y += 24;
  const top = topOf(number.rows);
  const said = number.rows.map(({ text }) => widthOf(text, fontOf(600, 24, 'sans')));
  const barsTo = Math.max(BARS.from, Math.min(BARS.to, RIGHT - WIDER * Math.max(0, ...said) - GAP));
  const xOf = (persons: number) =>
    BARS.from + Math.min(1, Math.max(0, persons / top)) * (barsTo - BARS.from);
  for (const { claimant, text, span } of number.rows.slice(0, MOST_ROWS)) {
    y += ROW;
    const name = wrapped(withoutControls(claimant), BARS.from - LEFT - GAP, 1, (part) =>
      widthOf(part, fontOf(400, 24, 'sans')),
    );
    marks.push({
      type: 'text',
      x: LEFT,
      y,
      text: name[0] ?? '',
      anchor: 'start',
      ...sans(24, ink),
    });
    marks.push({
      type: 'rect',
      x: BARS.from,
      y: y - 9,
      width: barsTo - BARS.from,
      height: 2,
      fill: hair,
    });
    if (span) {
      const from = xOf(Math.min(span.low, span.high));
      const to = span.isOpen ? barsTo : xOf(Math.max(span.low, span.high));
      if (to > from)
        marks.push({ type: 'rect', x: from, y: y - 15, width: to - from, height: 14, fill: range });
      marks.push({ type: 'circle', x: xOf(span.main), y: y - 8, radius: 9, fill: ink });
    }
    marks.push({
      type: 'text',
      x: RIGHT,
      y,
      text: withoutControls(text),
      anchor: 'end',
      ...sans(24, ink, 600),
    });
  }
  const left = Math.max(0, number.rows.length - MOST_ROWS) + number.more;
  if (left > 0) {
    write(m.figures_more({ count: numberText(left) }), sans(24, soft), { height: ROW, most: 1 });
  }

  y += 32;
  const caption = captionText(number, asOf, isToCome);
  write(`${caption}.`, sans(24, ink), { height: 34, most: 6 });
  for (const dataset of datasets) {
    const source = m.reuse_licence({ citation: dataset.citation, licence: dataset.licence });
    write(m.reuse_source({ source }), sans(20, soft), { height: 30, most: 4 });
  }
  y += 24;
  marks.push({ type: 'rect', x: LEFT, y, width: 56, height: 4, fill: accent });
  y += 16;
  write(`Casus · ${page}`, sans(22, soft), { height: 32, most: 2 });
  return { width: WIDTH, height: y + 48, title: caption, marks };
}
