import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import * as yauzl from 'yauzl';
import { FileRefused } from './reader.ts';

/** A file to import, as bytes, wherever they lie. */
export interface Input {
  bytes: Readable;
  /** How many bytes there will be; null when only the end will tell. */
  size: number | null;
  bytesRead: () => number;
  /** What the file is called, the name closest to the data first. */
  names: readonly string[];
  close: () => void;
}

const ZIP_MAGIC = Buffer.from('PK\x03\x04', 'latin1');

/**
 * Opens a CSV file, a zip that holds one, or `-` for standard input.
 *
 * @throws FileRefused when there is nothing to read; so may the bytes as they come.
 */
export async function openInput(path: string, stdin: Readable = process.stdin): Promise<Input> {
  if (path === '-') return { ...counted(() => stdin, refuseZip), size: null, names: [] };
  const { size, regular } = await look(path);
  if (!regular) {
    const pipe = counted(() => createReadStream(path), refuseZip);
    return { ...pipe, size: null, names: [basename(path)] };
  }
  if (await beginsLikeZip(path)) return zipInput(path);
  return { ...counted(() => createReadStream(path)), size, names: [basename(path)] };
}

async function look(path: string): Promise<{ size: number; regular: boolean }> {
  try {
    const found = await stat(path);
    if (found.isDirectory()) throw new FileRefused('a folder, not a file');
    return { size: found.size, regular: found.isFile() };
  } catch (error) {
    if (error instanceof FileRefused) throw error;
    throw notOpened(error);
  }
}

async function beginsLikeZip(path: string): Promise<boolean> {
  try {
    await using file = await open(path);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return bytesRead === 4 && buffer.equals(ZIP_MAGIC);
  } catch (error) {
    throw notOpened(error);
  }
}

function notOpened(error: unknown): FileRefused {
  const { code } = error as NodeJS.ErrnoException;
  const reason =
    code === 'ENOENT' || code === 'ENOTDIR'
      ? 'there is no such file'
      : code === 'EACCES' || code === 'EPERM'
        ? 'this user may not read it'
        : (error as Error).message;
  return new FileRefused(reason, { cause: error });
}

/**
 * Opens the source only when its bytes are asked for: an error it has before anyone listens would
 * end the process.
 */
function counted(
  source: () => Readable | Promise<Readable>,
  onFirst: (chunk: Buffer) => void = () => {},
): Pick<Input, 'bytes' | 'bytesRead' | 'close'> {
  let read = 0;
  async function* chunks(): AsyncGenerator<Buffer> {
    for await (const chunk of (await source()) as AsyncIterable<Buffer>) {
      if (read === 0) onFirst(chunk);
      read += chunk.length;
      yield chunk;
    }
  }
  const bytes = Readable.from(chunks(), { objectMode: false });
  return { bytes, bytesRead: () => read, close: () => bytes.destroy() };
}

/** A zip lists its files at its end, which a pipe gives last. */
function refuseZip(chunk: Buffer): void {
  if (chunk.subarray(0, 4).equals(ZIP_MAGIC)) {
    throw new FileRefused('a zip, which cannot be read from a pipe: give its path instead');
  }
}

async function zipInput(path: string): Promise<Input> {
  const zip = await yauzl.openPromise(path, { autoClose: false }).catch((error: unknown) => {
    throw notReadable(error);
  });
  try {
    const entry = await onlyCsv(zip);
    const csv = counted(() => Readable.from(unpacked(zip, entry), { objectMode: false }));
    return {
      ...csv,
      size: entry.uncompressedSize,
      names: [basename(entry.fileName), basename(path)],
      close: () => {
        csv.close();
        zip.close();
      },
    };
  } catch (error) {
    zip.close();
    throw notReadable(error);
  }
}

async function* unpacked(zip: yauzl.ZipFile, entry: yauzl.Entry): AsyncGenerator<Buffer> {
  let sum = 0;
  try {
    const source = await zip.openReadStreamPromise(entry);
    for await (const chunk of source as AsyncIterable<Buffer>) {
      sum = crc32(chunk, sum);
      yield chunk;
    }
  } catch (error) {
    throw notReadable(error);
  }
  if (sum !== entry.crc32) {
    throw new FileRefused(`damaged: ${entry.fileName} in it does not match its checksum`);
  }
}

async function onlyCsv(zip: yauzl.ZipFile): Promise<yauzl.Entry> {
  const files: yauzl.Entry[] = [];
  for await (const entry of zip.eachEntry()) {
    const { fileName } = entry;
    // macOS packs a shadow of every file beside it.
    if (/\.csv$/i.test(fileName) && !fileName.startsWith('__MACOSX/')) files.push(entry);
  }
  const [first] = files;
  if (!first) throw new FileRefused('a zip without a CSV file in it');
  if (files.length > 1) {
    const list = files.map(({ fileName }) => fileName).join(', ');
    throw new FileRefused(`a zip with ${files.length} CSV files (${list}): unpack it and name one`);
  }
  return first;
}

function notReadable(error: unknown): FileRefused {
  if (error instanceof FileRefused) return error;
  return new FileRefused('a zip that is cut off or damaged', { cause: error });
}
