import type { QualityFlagKind } from '@casus/store/vocabulary';
import type { Restatement } from '@casus/store/releases/earlier-issue';
import type { WriteOutcome } from '@casus/store/writing/upsert';
import type { Taken } from './issue-entries.ts';
import type { Withdrawal } from './left-out.ts';

/** What an import did with the lines of a file, each of which stands for one entity. */
export interface ImportCounts {
  /** Which issue of its release the file is, and when that came out, as EDTF. */
  issue: { number: number; released: string } | null;
  read: number;
  added: number;
  /** Those of which the file says what is held, or what the release or issue before it said. */
  unchanged: number;
  updated: number;
  /** Of those updated: of which the release or issue before it gave other figures, days, places or coding. */
  revised: number;
  /** Of those updated: of which it gave the same, from other sources or in other words. */
  restated: number;
  /** Of which anything was written: also where a new issue only says again what the one before it said. */
  written: number;
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
  revised: 0,
  restated: 0,
  written: 0,
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
export const changes = ({ written, withdrawn }: ImportCounts): boolean => written + withdrawn > 0;

/** What was said before of what lines stand for. */
export interface SaidBefore {
  /** Of claims that the issue before makes too, by their keys: whether it says the same. */
  claims: ReadonlyMap<string, boolean>;
  /** Of events of which the release or issue before speaks too, by their keys. */
  events: ReadonlyMap<string, Restatement>;
}

/** Counts what became of the lines of a batch. */
export function countOutcomes(
  counts: ImportCounts,
  batch: readonly Taken[],
  outcomes: ReadonlyMap<string, WriteOutcome>,
  before: SaidBefore,
): void {
  for (const reading of batch) {
    if (reading.outcome === 'shared') continue;
    const outcome = outcomes.get(reading.subject);
    const same = before.claims.get(reading.subject);
    // A release's own claim about an entity that an earlier release brought is news of that entity.
    const news = reading.group.some(
      ({ entity, row }) => entity === 'claim' && isChange(outcomes.get(row.key)),
    );
    const isWritten = isChange(outcome) || news;
    if (isWritten) counts.written += 1;
    if (outcome === 'added' && same !== undefined) counts[same ? 'unchanged' : 'updated'] += 1;
    else if (outcome === 'added' || outcome === 'outranked') counts[outcome] += 1;
    else if (!isWritten) counts.unchanged += 1;
    else countRestatement(counts, before.events.get(reading.subject));
  }
}

function countRestatement(counts: ImportCounts, restatement: Restatement | undefined): void {
  counts[restatement === 'SAME' ? 'unchanged' : 'updated'] += 1;
  if (restatement === 'REVISED') counts.revised += 1;
  if (restatement === 'RESTATED') counts.restated += 1;
}

const isChange = (outcome: string | undefined) => outcome === 'added' || outcome === 'updated';

export function countFlags(counts: ImportCounts, flags: readonly QualityFlagKind[]): void {
  if (flags.length > 0) counts.flagged += 1;
  for (const flag of flags) counts.flags.set(flag, (counts.flags.get(flag) ?? 0) + 1);
}
