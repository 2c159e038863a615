import { isUtf8 } from 'node:buffer';
import { FileRefused } from '../reader.ts';

const LINE_BREAK = 0x0a;

/**
 * Passes a file's bytes on if they are UTF-8, and refuses the file at the first that are not: read on
 * regardless, a name would lose its letters in silence.
 */
export async function* onlyUtf8(bytes: AsyncIterable<Buffer | string>): AsyncGenerator<Buffer> {
  let line = 1;
  let begun = false;
  let incomplete = Buffer.alloc(0);
  for await (const chunk of bytes) {
    const piece = Buffer.concat([incomplete, Buffer.from(chunk)]);
    if (!begun && piece.length >= 2) {
      refuseUtf16(piece);
      begun = true;
    }
    // A letter of several bytes may be split between two chunks.
    const whole = piece.subarray(0, piece.length - unfinished(piece));
    if (!isUtf8(whole)) throw notUtf8(whole, line);
    line += lineBreaks(whole);
    incomplete = Buffer.from(piece.subarray(whole.length));
    if (whole.length > 0) yield whole;
  }
  if (incomplete.length > 0)
    throw new FileRefused('cut off in the middle of a letter: its end is missing');
}

function refuseUtf16(start: Buffer): void {
  const [first, second] = start;
  const marked = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  if (marked || first === 0 || second === 0) {
    throw new FileRefused('in UTF-16, not UTF-8: save it again as CSV in UTF-8');
  }
}

function notUtf8(piece: Buffer, firstLine: number): FileRefused {
  let low = 0;
  let high = piece.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    // A prefix that ends within a letter is no reason to look before it.
    const prefix = piece.subarray(0, middle);
    if (isUtf8(prefix.subarray(0, middle - unfinished(prefix)))) low = middle;
    else high = middle - 1;
  }
  const line = firstLine + lineBreaks(piece.subarray(0, low));
  return new FileRefused(
    `not in UTF-8 (line ${line} has a byte that is none of it): save it again as CSV in UTF-8`,
  );
}

/** How many of the last bytes begin a letter that the bytes do not finish. */
function unfinished(piece: Buffer): number {
  for (let back = 1; back <= Math.min(3, piece.length); back += 1) {
    const byte = piece[piece.length - back]!;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return length > back ? back : 0;
    }
  }
  return 0;
}

function lineBreaks(piece: Buffer): number {
  let breaks = 0;
  for (let at = piece.indexOf(LINE_BREAK); at !== -1; at = piece.indexOf(LINE_BREAK, at + 1)) {
    breaks += 1;
  }
  return breaks;
}
