import type { ComparableReleaseFragment } from '../../gql/graphql.ts';

/** An issue of a release, as a form offers it. */
export interface IssueChoice {
  /** As an address names it: `ucdp:ged@27.1`, or `ucdp:ged@26.0.7,2` where the release has several issues. */
  value: string;
  version: string;
  /** Its number, where the release has several. */
  issue: number | null;
  releasedAt: ComparableReleaseFragment['issues'][number]['releasedAt'];
}

/** How an address names an issue of a release. */
export const issueValue = (
  { key, issues }: Pick<ComparableReleaseFragment, 'key'> & { issues: readonly unknown[] },
  number: number,
): string => (issues.length > 1 ? `${key},${number}` : key);

/** All that can be compared, as they came out: releases that only the record cites have no issue. */
export function issueChoices(releases: readonly ComparableReleaseFragment[]): IssueChoice[] {
  return releases
    .flatMap((release) =>
      release.issues.map(({ number, releasedAt }) => ({
        value: issueValue(release, number),
        version: release.version,
        issue: release.issues.length > 1 ? number : null,
        releasedAt,
      })),
    )
    .toSorted((a, b) => (a.releasedAt.latest < b.releasedAt.latest ? -1 : 1));
}

/** A release's last issue and the one that came out before it; of the first there is, the one after it. */
export function usualPair(
  choices: readonly IssueChoice[],
  releaseKey: string,
): { from: string; to: string } | null {
  if (choices.length < 2) return null;
  const own = choices.findLastIndex(({ value }) => value.replace(/,\d+$/, '') === releaseKey);
  const to = Math.max(1, own === -1 ? choices.length - 1 : own);
  return { from: choices[to - 1]!.value, to: choices[to]!.value };
}
