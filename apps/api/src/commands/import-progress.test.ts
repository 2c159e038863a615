import type { ImportStep } from '@casus/ingest/import';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { showProgress } from './import-progress.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** What is written to somewhere that is no terminal, five seconds after five seconds. */
function lines(
  size: number | null,
  read: readonly number[],
  stepAt: (index: number) => ImportStep | null = () => null,
): string[] {
  const written: string[] = [];
  const stream = { isTTY: false, write: (line: string) => written.push(line) };
  let index = 0;
  const end = showProgress(
    { size, bytesRead: () => read[index]! },
    () => ({ rows: 1_000 * index, step: stepAt(index) }),
    stream as unknown as NodeJS.WriteStream,
  );
  for (index = 0; index < read.length; index += 1) vi.advanceTimersByTime(5_000);
  end();
  vi.advanceTimersByTime(60_000);
  return written;
}

it('writes a line every few seconds where there is no terminal, until it is over', () => {
  const read = [0, 12_340_000, 24_600_000];
  expect(lines(24_600_000, read, (index) => (index === 2 ? 'SEARCH' : null))).toEqual([
    'Importing: 0.0 of 24.6 MB, 0 rows\n',
    'Importing: 12.3 of 24.6 MB, 1,000 rows\n',
    'Importing: 24.6 of 24.6 MB, 2,000 rows; filing names for search\n',
  ]);
});

it('says how much has come where nobody knows how much there will be', () => {
  expect(lines(null, [1_200_000])).toEqual(['Importing: 1.2 MB, 0 rows\n']);
});
