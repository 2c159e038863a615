import { pipeline, Transform, type Readable } from 'node:stream';

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

/** Bytes that are counted as they pass by. */
export interface Counted extends Pick<Input, 'bytes' | 'bytesRead' | 'close'> {
  /** Once the first byte has come, or none will. */
  begun: Promise<undefined>;
}

/** @param options.signal its abort ends the bytes with the reason, also while they are waited for */
export function counted(
  source: Readable,
  { signal }: { signal?: AbortSignal | undefined } = {},
): Counted {
  let read = 0;
  const begun = Promise.withResolvers<undefined>();
  const bytes = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      read += chunk.length;
      done(null, chunk);
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
