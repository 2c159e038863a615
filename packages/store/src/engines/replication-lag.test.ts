import { expect, test } from 'vitest';
import { createLagClock } from './replication-lag.ts';

const at = (commit: number) => ({
  position: `7f3a9c21-${String(commit).padStart(12, '0')}-ffffffffffff`,
  references: null,
  tables: '1',
  isStandby: false,
  timeline: 1,
});
const position = (commit: number) => at(commit).position;

test('a database is behind for as long as the primary is known to have had more', () => {
  const lag = createLagClock();
  expect(lag.of(position(1))).toBe(0);
  lag.primaryIs(at(1), 1_000);
  lag.primaryIs(at(2), 2_000);
  lag.primaryIs(at(4), 3_000);
  lag.primaryIs(at(4), 9_000);
  expect([0, 1, 2, 3, 4, 5].map((commit) => lag.of(position(commit)))).toEqual([
    8_000, 7_000, 6_000, 6_000, 0, 0,
  ]);
});

test('an idle primary makes nobody late, and one that is away nobody later', () => {
  const lag = createLagClock();
  lag.primaryIs(at(1), 1_000);
  lag.primaryIs(at(1), 60_000);
  expect(lag.of(position(1))).toBe(0);
  lag.primaryIs(at(2), 60_250);
  lag.primaryIs(at(2), 60_500);
  expect(lag.of(position(1))).toBe(250);
});

test('what was seen before the primary was set back counts no more', () => {
  const lag = createLagClock();
  lag.primaryIs(at(9), 1_000);
  lag.primaryIs(at(3), 2_000);
  lag.primaryIs(at(3), 4_000);
  expect([lag.of(position(2)), lag.of(position(3))]).toEqual([2_000, 0]);
});
