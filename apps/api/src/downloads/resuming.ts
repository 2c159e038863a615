import type { FastifyRequest } from 'fastify';
import { createHash } from 'node:crypto';

/** Bytes of a file, both inclusive; `to` is null for all that follow. */
export interface ByteRange {
  from: number;
  to: number | null;
}

type Chunks = AsyncIterable<string | Buffer>;

/** The bytes go out as they are: what is compressed has other lengths than the file. */
export function isSentPlain({ headers }: FastifyRequest): boolean {
  return !/\b(?:br|gzip|zstd)\b|\*/.test(headers['accept-encoding']?.toString() ?? '');
}

/**
 * The part of a file that is asked for; null for the whole. Several parts, or a number of last bytes, are no
 * way to go on with a download, and are answered with the whole, as HTTP allows.
 *
 * @param tag strong: of a file that has changed since its first part came, the whole is due again
 */
export function rangeAsked({ headers, method }: FastifyRequest, tag: string): ByteRange | null {
  if (method !== 'GET') return null;
  const [, from, to] = /^bytes=(\d{1,15})-(\d{1,15})?$/.exec(headers.range ?? '') ?? [];
  if (from === undefined) return null;
  const condition = headers['if-range'];
  if (condition !== undefined && condition !== tag) return null;
  const range = { from: Number(from), to: to === undefined ? null : Number(to) };
  return range.to !== null && range.to < range.from ? null : range;
}

/** What is known of a file once it was written. */
export interface Measured {
  bytes: number;
  /** RFC 9530, of the whole file, uncompressed: `sha-256=:…:`. */
  digest: string;
}

/** Passes the chunks on; what they came to is told at their end. */
export async function* measuring(
  chunks: Chunks,
  onEnd: (measured: Measured) => void,
): AsyncGenerator<string | Buffer> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of chunks) {
    hash.update(chunk);
    bytes += Buffer.byteLength(chunk);
    yield chunk;
  }
  onEnd({ bytes, digest: `sha-256=:${hash.digest('base64')}:` });
}

/** Writes a file for nobody. Its length has to be known before the first byte of a part goes out. */
export async function measure(chunks: Chunks): Promise<Measured> {
  let measured: Measured | undefined;
  for await (const _ of measuring(chunks, (all) => (measured = all)));
  return measured!;
}

/** The bytes of a range, `to` included; what comes before is written, too, and dropped. */
export async function* partOf(
  chunks: Chunks,
  { from, to }: { from: number; to: number },
): AsyncGenerator<Buffer> {
  let at = 0;
  for await (const chunk of chunks) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    const [start, end] = [Math.max(from - at, 0), Math.min(to + 1 - at, bytes.length)];
    if (start < end) yield bytes.subarray(start, end);
    at += bytes.length;
    if (at > to) return;
  }
}
