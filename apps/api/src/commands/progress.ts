import { SingleBar } from 'cli-progress';

/** For who waits: a bar that moves. For a log: a line that says it goes on. In ms. */
const BAR_EVERY = 200;
const LINE_EVERY = 5_000;

export interface RowProgress {
  update(step: string, rows: number, of: number): void;
  end(): void;
}

/** Shows how far a task over rows is: a bar in a terminal, in a pipe or a file a line every few seconds. */
export function showRows(stream: NodeJS.WriteStream = process.stderr): RowProgress {
  let now = { step: '', rows: 0, of: 0 };
  let bar: SingleBar | undefined;
  if (stream.isTTY) {
    bar = new SingleBar({
      format: '{step} [{bar}] {percentage}% of {total} rows',
      stream,
      barsize: 28,
      clearOnComplete: true,
      // Else a terminal would be left without it when the task is stopped.
      linewrap: true,
    });
    bar.start(1, 0, { step: 'Beginning' });
  }
  const timer = setInterval(
    () => {
      const { step, rows, of } = now;
      if (step === '') return;
      if (bar) {
        bar.setTotal(Math.max(of, 1));
        bar.update(rows, { step });
      } else {
        stream.write(`${step}: ${rows.toLocaleString('en')} of ${of.toLocaleString('en')} rows\n`);
      }
    },
    bar ? BAR_EVERY : LINE_EVERY,
  );
  return {
    update: (step, rows, of) => (now = { step, rows, of }),
    end: () => {
      clearInterval(timer);
      bar?.stop();
    },
  };
}
