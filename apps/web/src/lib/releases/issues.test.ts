import { expect, test } from 'vitest';
import { issueChoices, usualPair } from './issues.ts';

const issue = (number: number, day: string) => {
  const at = `${day}T23:59:59.999Z`;
  return {
    number,
    releasedAt: { earliest: at, latest: at, precision: 'DAY' as const, zone: null },
  };
};
const release = (version: string, ...issues: ReturnType<typeof issue>[]) => ({
  key: `ucdp:ged@${version}`,
  version,
  issues,
});

const RELEASES = [
  release('21.01.21.12'),
  release('26.0.7', issue(1, '2026-08-20'), issue(2, '2027-07-01')),
  release('27.1', issue(1, '2027-06-01')),
];

test('issues are offered as they came out, with their number where a release has several', () => {
  expect(issueChoices(RELEASES).map(({ value, issue: number }) => [value, number])).toEqual([
    ['ucdp:ged@26.0.7,1', 1],
    ['ucdp:ged@27.1', null],
    ['ucdp:ged@26.0.7,2', 2],
  ]);
});

test.each([
  ['ucdp:ged@27.1', { from: 'ucdp:ged@26.0.7,1', to: 'ucdp:ged@27.1' }],
  ['ucdp:ged@26.0.7', { from: 'ucdp:ged@27.1', to: 'ucdp:ged@26.0.7,2' }],
  ['ucdp:ged@21.01.21.12', { from: 'ucdp:ged@27.1', to: 'ucdp:ged@26.0.7,2' }],
])('%s is compared with what came out before it', (key, pair) => {
  expect(usualPair(issueChoices(RELEASES), key)).toEqual(pair);
});

test('the first that came out is compared with the next one', () => {
  const choices = issueChoices([RELEASES[2]!, release('28.1', issue(1, '2028-06-01'))]);
  expect(usualPair(choices, 'ucdp:ged@27.1')).toEqual({
    from: 'ucdp:ged@27.1',
    to: 'ucdp:ged@28.1',
  });
});

test('one issue alone is compared with nothing', () => {
  expect(usualPair(issueChoices([RELEASES[2]!]), 'ucdp:ged@27.1')).toBeNull();
});
