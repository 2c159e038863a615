import { describe, expect, test } from 'vitest';
import { endingsAmong, type CoveringIssue } from './release-coverage.ts';

const issue = (release: string, number: number, rest: Partial<CoveringIssue> = {}) => ({
  releaseKey: release,
  number,
  title: release,
  releasedAt: '2022-01-01T00:00:00.000Z',
  coversFrom: '2021-01-01',
  coversTo: '2021-12-31',
  complete: true,
  extract: false,
  imported: true,
  ...rest,
});

const endings = (...issues: CoveringIssue[]) =>
  endingsAmong(issues).map(({ of, by, days }) => [
    `${of.releaseKey}/${of.number}`,
    `${by.releaseKey}/${by.number}`,
    days && `${days.from} to ${days.to}`,
  ]);

describe('what an earlier issue says ends', () => {
  test('with each later release that is complete, within the days that it covers', () => {
    const later = issue('B', 1, { coversTo: '2021-06-30' });
    expect(endings(issue('A', 1), later, issue('C', 1))).toEqual([
      ['A/1', 'B/1', '2021-01-01 to 2021-06-30'],
      ['A/1', 'C/1', '2021-01-01 to 2021-12-31'],
      ['B/1', 'C/1', '2021-01-01 to 2021-12-31'],
    ]);
  });

  test('with a later issue of its release, whatever the days and whether or not it is complete', () => {
    const additions = { complete: false };
    expect(endings(issue('A', 1, additions), issue('A', 2, additions))).toEqual([
      ['A/1', 'A/2', null],
    ]);
  });

  test('not with additions, an extract, days that are not known, or a release that was not imported', () => {
    for (const rest of [
      { complete: false },
      { extract: true },
      { coversFrom: null },
      { coversTo: null },
      { imported: false },
    ]) {
      expect(endings(issue('A', 1), issue('B', 1, rest)), JSON.stringify(rest)).toEqual([]);
    }
    expect(endings(issue('A', 1), issue('A', 2, { extract: true }))).toEqual([]);
  });

  test('with a reason that names what leaves it out', () => {
    const reasons = endingsAmong([issue('A', 1), issue('A', 2), issue('B', 1)]);
    expect(reasons.map(({ reason }) => reason)).toEqual([
      'Left out of issue 2 of A, which replaces issue 1.',
      'Left out of B, which is complete for 2021-01-01 to 2021-12-31.',
      'Left out of B, which is complete for 2021-01-01 to 2021-12-31.',
    ]);
  });
});
