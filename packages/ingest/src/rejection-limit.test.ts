import { expect, test } from 'vitest';
import { FileRefused } from './reader.ts';
import { createRejectionLimit } from './rejection-limit.ts';

/** Reads rows, bad or good, and tells how many were read when the limit gave the file up. */
function readUntilGivenUp(
  rows: Iterable<'bad' | 'good'>,
): { read: number; message: string } | null {
  const limit = createRejectionLimit();
  const counts = { read: 0, rejected: 0 };
  for (const row of rows) {
    counts.read += 1;
    if (row === 'good') continue;
    counts.rejected += 1;
    try {
      limit({ outcome: 'rejected', line: counts.read + 1, reason: 'best is “x”' }, counts);
    } catch (error) {
      expect(error).toBeInstanceOf(FileRefused);
      return { read: counts.read, message: (error as Error).message };
    }
  }
  return null;
}

const rows = (kind: 'bad' | 'good', count: number) => Array<typeof kind>(count).fill(kind);

test('a file of bad rows is given up after a thousand of them, with the first lines', () => {
  expect(readUntilGivenUp([...rows('good', 12), ...rows('bad', 100_000)])).toEqual({
    read: 1_013,
    message:
      'given up at line 1014: of 1,013 rows 1,001 cannot be read (line 14: best is “x”; line 15: best is “x”; line 16: best is “x” …)',
  });
});

test('good rows at its beginning buy it as many bad ones, and no more', () => {
  expect(readUntilGivenUp([...rows('good', 5_000), ...rows('bad', 100_000)])?.read).toBe(10_001);
});

test('a file with a thousand bad rows, or with fewer bad than good ones, goes in', () => {
  expect(readUntilGivenUp(rows('bad', 1_000))).toBeNull();
  expect(readUntilGivenUp([...rows('good', 60_000), ...rows('bad', 50_000)])).toBeNull();
});
