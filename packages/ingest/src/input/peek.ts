import { Readable } from 'node:stream';

/** More than the header line of any table, and than the first entries of a JSON file. */
const BEGINNING = 64 * 1024;

/** A file of which the first bytes have been looked at. */
export interface Peeked {
  /** So many of its bytes as tell the format; all of them, if there are no more. */
  beginning: Buffer;
  /** The whole file, from its first byte. */
  bytes: Readable;
}

/**
 * Looks at the first bytes of a file that can be read only once.
 *
 * @param least so many, if it has them
 */
export async function peek(source: Readable, least = BEGINNING): Promise<Peeked> {
  const iterator = source[Symbol.asyncIterator]() as AsyncIterableIterator<Buffer>;
  const chunks: Buffer[] = [];
  for (let length = 0; length < least;) {
    const next = await iterator.next();
    if (next.done) break;
    chunks.push(next.value);
    length += next.value.length;
  }
  async function* whole() {
    yield* chunks;
    yield* iterator;
  }
  const bytes = Readable.from(whole(), { objectMode: false });
  return { beginning: Buffer.concat(chunks), bytes };
}
