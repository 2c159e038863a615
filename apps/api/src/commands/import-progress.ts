import type { Input } from '@casus/ingest/input/input';
import { SingleBar } from 'cli-progress';

/** Shows how far an import is until the function it returns is called. */
export function showProgress({ size, bytesRead }: Input): () => void {
  if (!process.stderr.isTTY) return () => {};
  const format = size
    ? 'Importing [{bar}] {percentage}% of {megabytes} MB, {eta_formatted} to go'
    : 'Importing, {read} MB so far';
  const megabytes = (bytes: number) => (bytes / 1_000_000).toFixed(1);
  const bar = new SingleBar({
    format,
    stream: process.stderr,
    barsize: 28,
    clearOnComplete: true,
    // Else a terminal would be left without it when the import is stopped.
    linewrap: true,
  });
  bar.start(size ?? 1, 0, { megabytes: megabytes(size ?? 0), read: '0.0' });
  const timer = setInterval(() => {
    bar.update(size ? bytesRead() : 0, { read: megabytes(bytesRead()) });
  }, 200);
  return () => {
    clearInterval(timer);
    bar.stop();
  };
}
