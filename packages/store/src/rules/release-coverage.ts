/** What the rule needs of an issue; the list is in the order of releases, and of issues within one. */
export interface CoveringIssue {
  releaseKey: string;
  number: number;
  title: string;
  releasedAt: string;
  /** Days, both inclusive; null where the release's number does not tell. */
  coversFrom: string | null;
  coversTo: string | null;
  /** It has all there is of the days that it covers. */
  complete: boolean;
  /** A part of what came out: complete for nothing, and what it leaves out says nothing. */
  extract: boolean;
  imported: boolean;
}

/**
 * What an earlier issue says of an event ends when a later one came out, if the later one does not
 * have the event, and the event's days lie within `from` and `to`; null for all events.
 */
export interface Ending<Issue extends CoveringIssue = CoveringIssue> {
  of: Issue;
  by: Issue;
  days: { from: string; to: string } | null;
  reason: string;
}

/**
 * Which issues end what which earlier ones say. A later release ends it where it is complete; a later
 * issue of the same release speaks instead of the earlier one, for all of it.
 */
export function endingsAmong<Issue extends CoveringIssue>(
  issues: readonly Issue[],
): Ending<Issue>[] {
  return issues.flatMap((by, place) =>
    issues.slice(0, place).flatMap((of) => {
      const days = endedDays(of, by);
      return days === undefined ? [] : [{ of, by, days, reason: reasonOf(of, by) }];
    }),
  );
}

function endedDays(of: CoveringIssue, by: CoveringIssue): Ending['days'] | undefined {
  if (by.extract || !by.imported) return undefined;
  if (of.releaseKey === by.releaseKey) return null;
  if (!by.complete || !by.coversFrom || !by.coversTo) return undefined;
  return { from: by.coversFrom, to: by.coversTo };
}

function reasonOf(of: CoveringIssue, by: CoveringIssue): string {
  return of.releaseKey === by.releaseKey
    ? `Left out of issue ${by.number} of ${by.title}, which replaces issue ${of.number}.`
    : `Left out of ${by.title}, which is complete for ${by.coversFrom} to ${by.coversTo}.`;
}
