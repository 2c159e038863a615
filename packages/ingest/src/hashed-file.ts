import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Bytes that are read once, and their hash when all of them were. */
export interface HashedBytes {
  bytes: Readable;
  /** In hexadecimal; call it after the last byte. */
  sha256: () => string;
}

/** Takes the hash of bytes as they pass by. */
export function hashed(source: Readable): HashedBytes {
  const hash = createHash('sha256');
  const bytes = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  // Whoever reads the bytes meets the error there.
  pipeline(source, bytes).catch(() => {});
  return { bytes, sha256: () => hash.digest('hex') };
}

/** Bytes that were put aside, because their hash has to be known before they are read. */
export interface StoredFile extends AsyncDisposable {
  path: string;
  sha256: string;
  open: () => Readable;
}

export async function storeAside(source: Readable): Promise<StoredFile> {
  const folder = await mkdtemp(join(tmpdir(), 'casus-import-'));
  const dispose = () => rm(folder, { recursive: true, force: true });
  try {
    const path = join(folder, 'file');
    const { bytes, sha256 } = hashed(source);
    await pipeline(bytes, createWriteStream(path));
    return {
      path,
      sha256: sha256(),
      open: () => createReadStream(path),
      [Symbol.asyncDispose]: dispose,
    };
  } catch (error) {
    await dispose();
    throw error;
  }
}
