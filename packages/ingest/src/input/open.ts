import { constants, createReadStream, open as openDescriptor, type Stats } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { Socket } from 'node:net';
import { basename } from 'node:path';
import type { Readable } from 'node:stream';
import { FileRefused } from '../reader.ts';
import { counted, type Input } from './input.ts';
import { isZip, unpack } from './unpack.ts';
import { zipInput } from './zip.ts';

export interface InputOptions {
  /** What `-` stands for. */
  stdin?: Readable;
  /** Its abort ends the bytes with the reason, also while they are waited for. */
  signal?: AbortSignal | undefined;
  /** Called when nobody has written to a pipe for a while. */
  onWaiting?: () => void;
}

/** After so many ms without a byte it should be said what is waited for. */
const WAITING_AFTER = 2_000;

/**
 * Opens a file, or `-` for standard input: as it is, packed as gzip, or a zip with one CSV. Of a pipe
 * resolves once somebody has written to it, so that nothing else is kept waiting meanwhile.
 *
 * @throws FileRefused when there is nothing to read; so may the bytes as they come.
 */
export async function openInput(path: string, options: InputOptions = {}): Promise<Input> {
  const { stdin = process.stdin, signal } = options;
  if (path === '-') return unpack(await pipeInput(stdin, [], options));
  const found = await look(path);
  const names = [basename(path)];
  if (found.isFIFO()) return unpack(await pipeInput(await openPipe(path), names, options));
  if (await beginsLikeZip(path)) return zipInput(path, signal);
  const file = counted(createReadStream(path), { signal });
  try {
    return await unpack({ ...file, size: found.size, names });
  } catch (error) {
    file.close();
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
