import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { FileRefused } from '../reader.ts';

/**
 * Bytes whose hash is compared after the last of them.
 *
 * @param sha256 in hexadecimal, as the user wrote it
 * @throws FileRefused when that is no SHA-256; so do the bytes at their end when it is another
 */
export function verified(source: Readable, sha256: string): Readable {
  const expected = sha256.trim().toLowerCase();
  if (!/^[0-9a-f]{64}$/.test(expected)) {
    throw new FileRefused(`“${sha256}” is not a SHA-256: write its 64 hexadecimal digits`);
  }
  async function* whole() {
    const hash = createHash('sha256');
    for await (const chunk of source as AsyncIterable<Buffer>) {
      hash.update(chunk);
      yield chunk;
    }
    const actual = hash.digest('hex');
    if (actual !== expected) {
      throw new FileRefused(`not the file you mean: its SHA-256 is ${actual}, not ${expected}`);
    }
  }
  return Readable.from(whole(), { objectMode: false });
}
