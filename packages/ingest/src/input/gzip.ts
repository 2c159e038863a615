import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { FileRefused } from '../reader.ts';
import { refuseBomb } from './unpacked-size.ts';

/** What a gzip file begins with. */
export const GZIP_MAGIC = Buffer.from([0x1f, 0x8b]);

/** The contents of a gzip file, as they are unpacked; its checksum has been compared at their end. */
export function gunzipped(packed: Readable): Readable {
  const unzip = createGunzip();
  // Whoever reads meets the error there.
  pipeline(packed, unzip, () => {});
  async function* contents() {
    let unpacked = 0;
    try {
      for await (const chunk of unzip as AsyncIterable<Buffer>) {
        unpacked += chunk.length;
        refuseBomb('it', unzip.bytesWritten, unpacked);
        yield chunk;
      }
    } catch (error) {
      throw refusalOf(error);
    }
  }
  return Readable.from(contents(), { objectMode: false });
}

/** Errors that are not of unpacking are those of the packed bytes. */
function refusalOf(error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'Z_BUF_ERROR') {
    return new FileRefused('a gzip file that is cut off: its end is missing', { cause: error });
  }
  if (code?.startsWith('Z_')) return new FileRefused('a damaged gzip file', { cause: error });
  return error;
}
