import { constants, createReadStream, open as openDescriptor, type Stats } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { Socket } from 'node:net';
import { basename } from 'node:path';
import type { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { FileRefused } from '../reader.ts';
import { download, type DownloadOptions } from './download.ts';
import { counted, type Input } from './input.ts';
import { isZip, unpack } from './unpack.ts';
import { verified } from './verified.ts';
import { zipInput } from './zip.ts';

/** For an address also how it is asked for; its `signal` ends the bytes, also while they are waited for. */
export interface InputOptions extends DownloadOptions {
  /** What `-` stands for. */
  stdin?: Readable;
  /** What the file as it lies there has to hash to, in hexadecimal. */
  sha256?: string | undefined;
  /** Called when nobody has written to a pipe for a while. */
  onWaiting?: () => void;
}

/** After so many ms without a byte it should be said what is waited for. */
const WAITING_AFTER = 2_000;

/**
 * Opens a file by its path or its address, or `-` for standard input: as it is, packed as gzip, or a
 * zip with one CSV. Of a pipe resolves once somebody has written to it, so that nothing else is kept
 * waiting meanwhile.
 *
 * @throws FileRefused when there is nothing to read; so may the bytes as they come.
 */
export async function openInput(path: string, options: InputOptions = {}): Promise<Input> {
  const { stdin = process.stdin, signal, sha256 } = options;
  const address = addressOf(path);
  if (address) return unpacked(await addressInput(address, options), options);
  if (path === '-') return unpacked(await pipeInput(stdin, [], options), options);
  const found = await look(path);
  const names = [basename(path)];
  if (found.isFIFO())
    return unpacked(await pipeInput(await openPipe(path), names, options), options);
  if (await beginsLikeZip(path)) {
    if (sha256) await finished(verified(createReadStream(path), sha256).resume());
    return zipInput(path, names, signal);
  }
  const file = counted(createReadStream(path), { signal });
  return unpacked({ ...file, size: found.size, names }, options);
}

/** The address that a user wrote in the place of a path; null where it is none. */
export function addressOf(path: string): URL | null {
  if (!/^https?:\/\//i.test(path)) return null;
  const address = URL.parse(path);
  if (!address)
    throw new FileRefused('not an address: write one like https://example.org/file.csv');
  if (address.username || address.password) {
    throw new FileRefused('an address with a password in it: leave it out, or use --token');
  }
  return address;
}

async function addressInput(address: URL, options: InputOptions): Promise<Input> {
  const { bytes, size, names } = await download(address, options);
  return { ...counted(bytes, options), size, names };
}

async function unpacked(input: Input, { sha256, signal }: InputOptions): Promise<Input> {
  try {
    const bytes = sha256 ? verified(input.bytes, sha256) : input.bytes;
    return await unpack({ ...input, bytes }, signal);
  } catch (error) {
    input.close();
    throw error;
  }
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
  const { begun, ...input } = counted(source, { signal });
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
    return bytesRead === 4 && isZip(buffer);
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
