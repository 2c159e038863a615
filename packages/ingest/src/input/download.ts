import { createHash, type Hash } from 'node:crypto';
import { posix } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { FileRefused } from '../reader.ts';
import { NotNow, request, type RequestOptions } from './request.ts';

export interface DownloadOptions extends RequestOptions {
  /** Called before a request is made again: why, and in how many ms. */
  onRetry?: (reason: string, ms: number) => void;
  /** How to wait for so many ms. */
  pause?: (ms: number, signal: AbortSignal | undefined) => Promise<unknown>;
}

/** A file on a server, as it comes. */
export interface Download {
  bytes: Readable;
  /** As the server says; null when it does not. */
  size: number | null;
  /** What it is called, the name closest to the data first. */
  names: readonly string[];
}

/** So many requests in a row that bring nothing. */
const ATTEMPTS = 5;
/** In ms; twice as long each time. */
const FIRST_PAUSE = 1_000;
/** For how long a server may ask to be left alone, in ms. */
const LONGEST_PAUSE = 5 * 60_000;

const sleep: NonNullable<DownloadOptions['pause']> = (ms, signal) =>
  wait(ms, undefined, { signal: signal! });

/**
 * Reads a file from a server. Where the line is cut it asks for the rest, and makes sure that it is
 * the rest of the same file: by the server's own word where it has a tag or date for the file, else by
 * the hash of what had come.
 *
 * @throws FileRefused when there is nothing to read; so may the bytes as they come
 */
export async function download(address: URL, options: DownloadOptions = {}): Promise<Download> {
  const attempts = new Attempts(options);
  const first = await attempts.until(() => request(address, {}, options));
  if (first.status !== 200) {
    await first.body?.cancel();
    throw new FileRefused(`the server answers ${first.status} to a plain request`);
  }
  const encoded = (first.headers.get('content-encoding') ?? 'identity') !== 'identity';
  const size = encoded ? null : lengthOf(first);
  const file = { address, size, validator: encoded ? null : validatorOf(first) };
  return {
    bytes: Readable.from(wholeOf(file, first, attempts, options), { objectMode: false }),
    size,
    names: namesOf(address, first),
  };
}

interface ServedFile {
  address: URL;
  size: number | null;
  /** By which the server tells this file from another at the same address. */
  validator: string | null;
}

async function* wholeOf(
  file: ServedFile,
  first: Response,
  attempts: Attempts,
  options: DownloadOptions,
): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  let response: Response = first;
  let from = 0;
  let read = 0;
  for (;;) {
    try {
      for await (const chunk of bodyOf(response, read - from, hash)) {
        attempts.brought();
        hash.update(chunk);
        read += chunk.length;
        yield chunk;
      }
      if (file.size === null || read === file.size) return;
      throw new NotNow(
        `the server says that it is ${bytesOf(file.size)}, and ends at ${bytesOf(read)}`,
      );
    } catch (error) {
      options.signal?.throwIfAborted();
      await attempts.failed(interruption(error, read));
      [response, from] = await attempts.until(() => rest(file, read, options));
    }
  }
}

/** The answer with what follows the first bytes, and where it begins: from there, or at the first. */
async function rest(
  file: ServedFile,
  read: number,
  options: DownloadOptions,
): Promise<[response: Response, from: number]> {
  const headers =
    read > 0 && file.validator !== null
      ? { range: `bytes=${read}-`, 'if-range': file.validator }
      : undefined;
  const response = await request(file.address, headers ?? {}, options);
  if (response.status === 206) {
    const [, from, size] = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(
      response.headers.get('content-range') ?? '',
    ) ?? [null, '', ''];
    const sameSize = file.size === null || size === '*' || Number(size) === file.size;
    if (headers && Number(from) === read && sameSize) return [response, read];
  } else if (response.status === 200 && lengthOf(response) === file.size) {
    return [response, 0];
  }
  await response.body?.cancel();
  throw changed();
}

/** The body without its first bytes, which must be those that came before. */
async function* bodyOf(response: Response, skipped: number, before: Hash): AsyncGenerator<Buffer> {
  const expected = before.copy().digest('hex');
  const again = createHash('sha256');
  let left = skipped;
  for await (const part of response.body ?? []) {
    const chunk = Buffer.from(part.buffer, part.byteOffset, part.byteLength);
    const known = chunk.subarray(0, left);
    const fresh = chunk.subarray(known.length);
    if (left > 0) {
      again.update(known);
      left -= known.length;
      if (left === 0 && again.digest('hex') !== expected) throw changed();
    }
    if (fresh.length > 0) yield fresh;
  }
}

const changed = () =>
  new FileRefused('the file on the server was changed while it was read: run it again');

/** Requests that failed one after another, and how long to wait before the next. */
class Attempts {
  readonly #options: DownloadOptions;
  #failures = 0;

  constructor(options: DownloadOptions) {
    this.#options = options;
  }

  /** Something came: the next failure is the first again. */
  brought(): void {
    this.#failures = 0;
  }

  async until<Result>(task: () => Promise<Result>): Promise<Result> {
    for (;;) {
      try {
        return await task();
      } catch (error) {
        if (!(error instanceof NotNow)) throw error;
        await this.failed(error);
      }
    }
  }

  /** @throws FileRefused when it is not worth another try */
  async failed(error: NotNow): Promise<void> {
    const { onRetry, pause = sleep, signal } = this.#options;
    this.#failures += 1;
    if (this.#failures >= ATTEMPTS) {
      throw new FileRefused(`${error.message}; given up after ${ATTEMPTS} tries`, { cause: error });
    }
    const ms = Math.max(error.retryAfter, FIRST_PAUSE * 2 ** (this.#failures - 1));
    if (ms > LONGEST_PAUSE) {
      const minutes = Math.ceil(ms / 60_000);
      throw new FileRefused(`${error.message}; it asks to come back in ${minutes} minutes`);
    }
    onRetry?.(error.message, ms);
    await pause(ms, signal);
  }
}

function interruption(error: unknown, read: number): NotNow {
  if (error instanceof NotNow) return error;
  if (error instanceof FileRefused) throw error;
  return new NotNow(`the connection was cut after ${bytesOf(read)}`, 0, { cause: error });
}

function lengthOf({ headers }: Response): number | null {
  const length = headers.get('content-length');
  return length === null ? null : Number(length);
}

/** A weak tag says that two files mean the same, not that their bytes are. */
function validatorOf({ headers }: Response): string | null {
  const tag = headers.get('etag');
  return tag !== null && !tag.startsWith('W/') ? tag : headers.get('last-modified');
}

/** The whole path comes last: APIs tell the version by more than its end. */
function namesOf({ pathname }: URL, { url, headers }: Response): string[] {
  const disposition = headers.get('content-disposition') ?? '';
  const [, given = ''] = /filename\*?=(?:UTF-8'')?"?([^";]+)/i.exec(disposition) ?? [];
  const redirected = URL.parse(url)?.pathname ?? '';
  const ends = [given, redirected, pathname].map((path) => posix.basename(decoded(path)));
  return [...new Set([...ends, decoded(pathname)])].filter((name) => name !== '');
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

const bytesOf = (count: number) => `${count.toLocaleString('en')} bytes`;
