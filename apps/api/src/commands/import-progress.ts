import type { ImportStep } from '@casus/ingest/import';
import type { Input } from '@casus/ingest/input/input';
import progress from 'cli-progress';

/** For who waits: a bar that moves. For a log: a line that says it goes on. In ms. */
const BAR_EVERY = 200;
const LINE_EVERY = 5_000;

const STEPS: Record<ImportStep, string> = {
  SLUGS: 'giving addresses',
  SEARCH: 'filing names for search',
  STATISTICS: "renewing the planner's statistics",
  COMMIT: 'making sums over events',
};

/** How many rows have been written so far, and which of the steps after them is under way. */
export interface ImportState {
  rows: number;
  step: ImportStep | null;
}

type Reading = Pick<Input, 'size' | 'bytesRead'>;

/**
 * Shows how far an import is until the function it returns is called: a bar in a terminal, in a pipe
 * or a file a line every few seconds.
 */
export function showProgress(
  input: Reading,
  state: () => ImportState,
  stream: NodeJS.WriteStream = process.stderr,
): () => void {
  return stream.isTTY ? showBar(input, state, stream) : writeLines(input, state, stream);
}

function showBar(
  { size, bytesRead }: Reading,
  state: () => ImportState,
  stream: NodeJS.WriteStream,
): () => void {
  const reading = size
    ? 'Importing [{bar}] {percentage}% of {megabytes} MB, {eta_formatted} to go'
    : 'Importing, {read} MB so far';
  const bar = new progress.SingleBar({
    format: (options, parameters, payload: { step: string }) =>
      payload.step
        ? `Importing: all rows are read${payload.step}`
        : progress.Format.Formatter({ ...options, format: reading }, parameters, payload),
    stream,
    barsize: 28,
    clearOnComplete: true,
    // Else a terminal would be left without it when the import is stopped.
    linewrap: true,
  });
  bar.start(size ?? 1, 0, { megabytes: megabytes(size ?? 0), read: '0.0', step: '' });
  const timer = setInterval(() => {
    const read = bytesRead();
    bar.update(size ? read : 0, { read: megabytes(read), step: stepText(state()) });
  }, BAR_EVERY);
  return () => {
    clearInterval(timer);
    bar.stop();
  };
}

function writeLines(
  { size, bytesRead }: Reading,
  state: () => ImportState,
  stream: NodeJS.WriteStream,
): () => void {
  const timer = setInterval(() => {
    const now = state();
    const part = size === null ? '' : ` of ${megabytes(size)}`;
    const written = now.rows.toLocaleString('en');
    stream.write(
      `Importing: ${megabytes(bytesRead())}${part} MB, ${written} rows${stepText(now)}\n`,
    );
  }, LINE_EVERY);
  return () => clearInterval(timer);
}

const stepText = ({ step }: ImportState) => (step ? `; ${STEPS[step]}` : '');

const megabytes = (bytes: number) => (bytes / 1_000_000).toFixed(1);
