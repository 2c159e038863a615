import { localized } from '../language/locale.ts';
import { queryText } from '../address/query.ts';
import type { ReusedNumber } from './number.ts';

export type Theme = 'light' | 'dark';

const segments = (path: string) =>
  path.split('/').map(encodeURIComponent).join('/').replaceAll('%3A', ':').replaceAll('%40', '@');

/** Where the card of a number is: `/embed/claims/…`, which follows the record unless it has a moment. */
export function embedPath(
  { path }: Pick<ReusedNumber, 'path'>,
  { asOf = null, file = null }: { asOf?: string | null; file?: string | null } = {},
): string {
  const there = localized(`/embed/${segments(path)}${file ? `/${file}` : ''}`);
  const moment = asOf?.replace(/\.\d{3}Z$/, 'Z');
  return moment ? `${there}?${queryText(new URLSearchParams({ asOf: moment }))}` : there;
}

/** What a newsroom pastes: a frame, and no script. */
export function snippet({
  src,
  title,
  width,
  height,
}: {
  src: string;
  title: string;
  /** CSS pixels; the whole width of where it stands where there is none. */
  width?: number;
  height: number;
}): string {
  const attribute = (text: string) =>
    text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
  return `<iframe src="${attribute(src)}" title="${attribute(title)}" width="${width ?? '100%'}" height="${height}" style="border:0;max-width:700px" loading="lazy"></iframe>`;
}

/** The least and the most that a card is made for, CSS pixels. */
export const WIDTHS = { least: 300, most: 700 };

/** Where it is not known what a dataset asks to be cited as. */
const LONG_SOURCE = 'x'.repeat(340);

/**
 * How high a card of some width is, CSS pixels, by how many letters its texts have: a frame does not learn
 * it without a script. A little more is left than is needed; what is still too long is scrolled.
 */
export function heightOf(
  number: ReusedNumber,
  width: number,
  caption: string,
  source = LONG_SOURCE,
): number {
  const lines = (text: string, letter: number) =>
    Math.max(1, Math.ceil((text.length * letter) / (width - 40)));
  const rows = number.rows.length * (width < 460 ? 46 : 30);
  const words =
    lines(number.about, 8) * 20 +
    (number.what ? lines(number.what, 10) * 26 : 0) +
    (number.number ? lines(number.number, 19) * 42 : lines(number.summary ?? '', 10.5) * 28);
  return (
    Math.ceil((110 + words + rows + lines(caption, 7.4) * 19 + lines(source, 6.8) * 17) / 10) * 10
  );
}
