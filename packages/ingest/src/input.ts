import { constants, createReadStream, open as openDescriptor, type Stats } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { Socket } from 'node:net';
import { basename } from 'node:path';
import { pipeline, Readable, Transform } from 'node:stream';
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

export interface InputOptions {
  /** What `-` stands for. */
  stdin?: Readable;
  /** Its abort ends the bytes with the reason, also while they are waited for. */
  signal?: AbortSignal | undefined;
  /** Called when nobody has written to a pipe for a while. */
  onWaiting?: () => void;
}

const ZIP_MAGIC = Buffer.from('PK\x03\x04', 'latin1');

/** After so many ms without a byte it should be said what is waited for. */
const WAITING_AFTER = 2_000;

/** What unpacks to far more than datasets do is no dataset: they shrink to a tenth or so. */
const LARGEST_UNPACKED = 4_000_000_000;
const LARGEST_RATIO = 100;
/** Small files may shrink as they like, in bytes. */
const RATIO_FROM = 10_000_000;

/**
 * Opens a CSV file, a zip that holds one, or `-` for standard input; of a pipe resolves once somebody
 * has written to it, so that nothing else is kept waiting meanwhile.
 *
 * @throws FileRefused when there is nothing to read; so may the bytes as they come.
 */
export async function openInput(path: string, options: InputOptions = {}): Promise<Input> {
  const { stdin = process.stdin, signal } = options;
  if (path === '-') return pipeInput(stdin, [], options);
  const found = await look(path);
  const names = [basename(path)];
  if (found.isFIFO()) return pipeInput(await openPipe(path), names, options);
  if (await beginsLikeZip(path)) return zipInput(path, signal);
  return { ...counted(createReadStream(path), { signal }), size: found.size, names };
}

async function look(path: string): Promise<Stats> {
  const found = await stat(path).catch((error: unknown) => {
    throw notOpened(error);
  });
  if (found.isDirectory()) throw new FileRefused('a folder, not a file');
  if (!found.isFile() && !found.isFIFO()) {
    throw new FileRefused('a device or a socket, not a file: give a file, a named pipe, or -');
  }
  return found;
}

/**
 * A named pipe opened in the ordinary way blocks a thread of the process until somebody writes to
 * it, and the process can't end before that.
 */
async function openPipe(path: string): Promise<Readable> {
  const flags = constants.O_RDONLY | constants.O_NONBLOCK;
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  openDescriptor(path, flags, (error, descriptor) =>
    error ? reject(notOpened(error)) : resolve(descriptor),
  );
  return new Socket({ fd: await promise, readable: true, writable: false });
}

async function pipeInput(
  source: Readable,
  names: readonly string[],
  { signal, onWaiting = () => {} }: InputOptions,
): Promise<Input> {
  const { begun, ...input } = counted(source, { signal, onFirst: refuseZip });
  const reminder = setTimeout(onWaiting, WAITING_AFTER);
  await begun;
  clearTimeout(reminder);
  signal?.throwIfAborted();
  return { ...input, size: null, names };
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

interface Counted extends Pick<Input, 'bytes' | 'bytesRead' | 'close'> {
  /** Once the first byte has come, or none will. */
  begun: Promise<undefined>;
}

function counted(
  source: Readable,
  { signal, onFirst }: { signal?: AbortSignal | undefined; onFirst?: (chunk: Buffer) => void },
): Counted {
  let read = 0;
  const begun = Promise.withResolvers<undefined>();
  const bytes = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      try {
        if (read === 0) onFirst?.(chunk);
        read += chunk.length;
        done(null, chunk);
      } catch (error) {
        done(error as Error);
      }
      begun.resolve(undefined);
    },
  });
  // An error before anyone reads would end the process; it waits for who reads, like the bytes.
  bytes.on('error', () => {});
  pipeline(source, bytes, () => begun.resolve(undefined));
  const abort = () => bytes.destroy(signal!.reason as Error);
  if (signal?.aborted) abort();
  signal?.addEventListener('abort', abort, { once: true });
  return { bytes, bytesRead: () => read, close: () => bytes.destroy(), begun: begun.promise };
}

/** A zip lists its files at its end, which a pipe gives last. */
function refuseZip(chunk: Buffer): void {
  if (chunk.subarray(0, 4).equals(ZIP_MAGIC)) {
    throw new FileRefused('a zip, which cannot be read from a pipe: give its path instead');
  }
}

async function zipInput(path: string, signal: AbortSignal | undefined): Promise<Input> {
  const zip = await yauzl.openPromise(path, { autoClose: false }).catch((error: unknown) => {
    throw notReadable(error);
  });
  try {
    const entry = await onlyCsv(zip);
    refuseBomb(entry);
    const csv = counted(Readable.from(unpacked(zip, entry), { objectMode: false }), { signal });
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

/** The sizes are those that the zip states; yauzl refuses one that unpacks to another. */
function refuseBomb({ fileName, compressedSize, uncompressedSize }: yauzl.Entry): void {
  const ratio = Math.round(uncompressedSize / Math.max(compressedSize, 1));
  const size = `${Math.round(uncompressedSize / 1_000_000).toLocaleString('en')} MB`;
  if (uncompressedSize > LARGEST_UNPACKED) {
    throw new FileRefused(
      `${fileName} in it unpacks to ${size}, and an import takes ${LARGEST_UNPACKED / 1_000_000_000} GB at most`,
    );
  }
  if (uncompressedSize > RATIO_FROM && ratio > LARGEST_RATIO) {
    throw new FileRefused(
      `${fileName} in it unpacks to ${size}, ${ratio} times its size: no dataset does. ` +
        'If it is one, unpack it and give the CSV file',
    );
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
