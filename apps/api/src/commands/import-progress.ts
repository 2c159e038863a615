import type { Input } from '@casus/ingest/input/input';
import { SingleBar } from 'cli-progress';

/** For who waits: a bar that moves. For a log: a line that says it goes on. In ms. */
const BAR_EVERY = 200;
const LINE_EVERY = 5_000;

/**
 * Shows how far an import is until the function it returns is called: a bar in a terminal, in a pipe
 * or a file a line every few seconds.
 *
 * @param rows how many have been written so far
 */
export function showProgress(
  input: Pick<Input, 'size' | 'bytesRead'>,
  rows: () => number,
  stream: NodeJS.WriteStream = process.stderr,
): () => void {
  return stream.isTTY ? showBar(input, stream) : writeLines(input, rows, stream);
}

function showBar(
  { size, bytesRead }: Pick<Input, 'size' | 'bytesRead'>,
  stream: NodeJS.WriteStream,
): () => void {
  const format = size
    ? 'Importing [{bar}] {percentage}% of {megabytes} MB, {eta_formatted} to go'
    : 'Importing, {read} MB so far';
  const bar = new SingleBar({
    format,
    stream,
    barsize: 28,
    clearOnComplete: true,
    // Else a terminal would be left without it when the import is stopped.
    linewrap: true,
  });
  bar.start(size ?? 1, 0, { megabytes: megabytes(size ?? 0), read: '0.0' });
  const timer = setInterval(() => {
    bar.update(size ? bytesRead() : 0, { read: megabytes(bytesRead()) });
  }, BAR_EVERY);
  return () => {
    clearInterval(timer);
    bar.stop();
  };
}

function writeLines(
  { size, bytesRead }: Pick<Input, 'size' | 'bytesRead'>,
  rows: () => number,
  stream: NodeJS.WriteStream,
): () => void {
  const timer = setInterval(() => {
    const read = bytesRead();
    const part = size === null ? '' : ` of ${megabytes(size)}`;
    const rest = read === size ? ', all read' : '';
    const written = rows().toLocaleString('en');
    stream.write(`Importing: ${megabytes(read)}${part} MB, ${written} rows${rest}\n`);
  }, LINE_EVERY);
  return () => clearInterval(timer);
}

const megabytes = (bytes: number) => (bytes / 1_000_000).toFixed(1);
