/**
 * Text of the record beside other text, with the direction it has by itself: Unicode's bidirectional
 * algorithm lets Arabic or Hebrew, and characters that order a direction, rearrange what stands after
 * them in a line.
 */

/** Characters that begin or end an embedding, an override or an isolate (UAX #9). */
const CONTROLS = /[\u202A-\u202E\u2066-\u2069]/g;
/** Letters and marks that are written from right to left. */
const RIGHT_TO_LEFT =
  /[\u0590-\u08FF\u200F\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;
/** A paragraph; an isolate ends with the paragraph it is in. */
const PARAGRAPH = /[^\p{Cc}\u2029]+/gu;

const FIRST_STRONG_ISOLATE = '\u2068';
const POP_ISOLATE = '\u2069';

/**
 * To be shown anywhere, as text or in an attribute: no character of it orders a direction, and what is
 * written from right to left is an isolate, of the direction of its first letter.
 */
export function isolate(text: string): string {
  const bare = withoutControls(text);
  if (!RIGHT_TO_LEFT.test(bare)) return bare;
  return bare.replace(PARAGRAPH, (part) => FIRST_STRONG_ISOLATE + part + POP_ISOLATE);
}

/** For programs, which lay nothing out: the same without the characters that make it an isolate. */
export const withoutControls = (text: string): string => text.replace(CONTROLS, '');
