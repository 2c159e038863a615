import { expect, test } from 'vitest';
import { startTally } from '../../../../deploy/cluster/breaking/tally.ts';

test('seconds without an answer, the longest time without one, and errors by how often they came', () => {
  let now = 0;
  const tally = startTally(() => now);
  const at = (ms: number, code: string | null) => {
    now = ms;
    tally.count(code);
  };
  at(200, null);
  at(900, null);
  at(1_100, '503');
  at(2_500, 'ECONNREFUSED');
  at(2_600, '503');
  // Nothing was answered in the seconds 1, 2 and 3.
  at(4_300, null);
  at(5_900, null);
  now = 6_000;
  expect(tally.result()).toEqual({
    answered: 4,
    failed: { '503': 2, ECONNREFUSED: 1 },
    secondsWithout: 3,
    longestWithout: 3.4,
  });
});

test('what does not end in an answer counts to the end', () => {
  let now = 0;
  const tally = startTally(() => now);
  tally.count(null);
  now = 7_500;
  expect(tally.result()).toMatchObject({ secondsWithout: 6, longestWithout: 7.5 });
});
