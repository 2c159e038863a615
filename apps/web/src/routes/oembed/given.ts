import { NOW } from '#lib/tools/citation.ts';
import type { SummedRoot } from '#lib/reuse/sum.ts';
import { PREFIX, unlocalized } from '#lib/language/locale.ts';

/** The page whose card is asked for. */
export interface Given {
  url: URL;
  /** The language that its address says, as the address has it: `/ru`; empty for English. */
  language: string;
  kind: 'claims' | 'events' | 'figures' | 'embed' | 'countries' | SummedRoot;
  /** What stands below: a slug, or for `embed` the path of a card. */
  below: string;
}

/** Null for an address that is none of this site's pages that have a card. `now`: ISO 8601. */
export function givenOf(text: string, origin: string, now: string): Given | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  const [, kind, below] =
    decoded(unlocalized(url.pathname))?.match(
      /^\/(claims|events|figures|embed|conflicts|actors|dyads|places|countries)\/(.+)$/,
    ) ?? [];
  if (url.origin !== origin || !kind || !below) return null;
  // The moment at which it is asked: an answer cannot send its reader on.
  if (url.searchParams.get('asOf') === NOW) url.searchParams.set('asOf', now);
  return {
    url,
    language: PREFIX.exec(url.pathname)?.[0] ?? '',
    kind: kind as Given['kind'],
    below: below.replace(/\/$/, ''),
  };
}

function decoded(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}

/** A whole number of pixels, 1 or more; undefined where it is not told, null where it is no number. */
export function pixelsOf(text: string | null): number | null | undefined {
  if (text === null || text === '') return undefined;
  return /^[1-9]\d{0,5}$/.test(text) ? Number(text) : null;
}
