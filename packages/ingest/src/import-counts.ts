import type { QualityFlagKind } from '@casus/store/vocabulary';
import type { WriteOutcome } from '@casus/store/writing/upsert';
import type { Taken } from './issue-entries.ts';
import type { Withdrawal } from './left-out.ts';

/** What an import did with the lines of a file, each of which stands for one entity. */
export interface ImportCounts {
  /** Which issue of its release the file is, and when that came out, as EDTF. */
  issue: { number: number; released: string } | null;
  read: number;
  added: number;
  unchanged: number;
  updated: number;
  /** Those that a source of higher precedence holds, the curated record first of all. */
  outranked: number;
  /** Lines with at least one flag. */
  flagged: number;
  flags: Map<QualityFlagKind, number>;
  rejected: number;
  /** Lines of what the record does not hold, by what they are. */
  leftOut: Map<string, number>;
  /** Events and claims that stood when the file came out, and that it leaves out of the days for which it is complete. */
  withdrawn: number;
  /** The same, and what issues that are held leave out because of the file: by what, and as of when. */
  withdrawals: Withdrawal[];
  /** Why the file is a part of its release, where it tells so itself. */
  extract: string | null;
  /** On a dry run: why the import would be refused; else null. */
  refusal: string | null;
}

export const noCounts = (): ImportCounts => ({
  issue: null,
  read: 0,
  added: 0,
  unchanged: 0,
  updated: 0,
  outranked: 0,
  flagged: 0,
  flags: new Map(),
  rejected: 0,
  leftOut: new Map(),
  withdrawn: 0,
  withdrawals: [],
  extract: null,
  refusal: null,
});

/** How many lines are in. */
export function rowsKept({ read, rejected, leftOut }: ImportCounts): number {
  return [...leftOut.values()].reduce((kept, lines) => kept - lines, read - rejected);
}

/** Whether an import did anything. */
export const changes = ({ added, updated, withdrawn }: ImportCounts): boolean =>
  added + updated + withdrawn > 0;

/**
 * Counts what became of the lines of a batch.
 *
 * @param earlier of claims that the issue before makes too, by their keys: whether it says the same
 */
export function countOutcomes(
  counts: ImportCounts,
  batch: readonly Taken[],
  outcomes: ReadonlyMap<string, WriteOutcome>,
  earlier: ReadonlyMap<string, boolean>,
): void {
  for (const reading of batch) {
    if (reading.outcome === 'shared') continue;
    const outcome = outcomes.get(reading.subject);
    const same = earlier.get(reading.subject);
    if (outcome === 'added' && same !== undefined) {
      counts[same ? 'unchanged' : 'updated'] += 1;
      continue;
    }
    // A release's own claim about an entity that an earlier release brought is news of that entity.
    const news = reading.group.some(
      ({ entity, row }) => entity === 'claim' && isChange(outcomes.get(row.key)),
    );
    if (outcome === 'added' || outcome === 'outranked') counts[outcome] += 1;
    else counts[outcome === 'updated' || news ? 'updated' : 'unchanged'] += 1;
  }
}

const isChange = (outcome: string | undefined) => outcome === 'added' || outcome === 'updated';

export function countFlags(counts: ImportCounts, flags: readonly QualityFlagKind[]): void {
  if (flags.length > 0) counts.flagged += 1;
  for (const flag of flags) counts.flags.set(flag, (counts.flags.get(flag) ?? 0) + 1);
}
