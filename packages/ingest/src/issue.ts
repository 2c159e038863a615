import type { ReleaseIssue } from '@casus/store/releases/issues';
import { FileRefused } from './reader.ts';
import { seenAt, type Release } from './release.ts';

/** Which issue of its release a file is, and when it came out. */
export interface Issue {
  /** 1 for the first to come out; what is held under it, and above, makes room where it is new. */
  number: number;
  /** The issue as it is held; null for one that is not. */
  held: ReleaseIssue | null;
  released: Release['released'];
}

/**
 * A file that is not held is an issue of its own: never written over another, nor dated before it was
 * known to have come out. Without a date it came out when it was first seen, unless it is the first
 * of its release. What may be of the same file as those that are held, as extracts of it are, came out with the first
 * of them.
 *
 * @param held the release's issues
 * @param adds it may be of the same file as they are: it says nothing else than they do
 * @throws FileRefused where the date it is given is another issue's
 */
export function newIssue(
  { version, released, bySchedule }: Release,
  held: readonly ReleaseIssue[],
  now: Date,
  { adds = false } = {},
): Issue {
  const [first] = held;
  const undated = adds && first ? dateOf(first) : seenAt(now.toISOString());
  const date = bySchedule && first ? undated : released;
  if (!adds && held.some((issue) => compareDates(dateOf(issue), date) === 0)) {
    throw new FileRefused(
      `${version} is held as another file that came out on the same date, ${date.edtf}: ` +
        "give this file's own with --released, or leave it out to say that it is new today",
    );
  }
  const earlier = held.filter((issue) => compareDates(dateOf(issue), date) <= 0);
  return { number: earlier.length + 1, held: null, released: date };
}

/**
 * The issue that a file is known as. Imported again it does not become younger, and its schedule tells
 * no more than a date once given; a date that is given now holds.
 *
 * @throws FileRefused where the date it is given would put it before or after another issue
 */
export function heldIssue(
  { version, released, bySchedule }: Release,
  issue: ReleaseIssue,
  held: readonly ReleaseIssue[],
): Issue {
  const stored = dateOf(issue);
  const keepsDate = bySchedule && (held.length > 1 || stored.latest <= released.latest);
  const date = keepsDate ? stored : released;
  const isBefore = (other: ReleaseIssue) => {
    const order = compareDates(dateOf(other), date);
    // Extracts of one date stand in the order in which they came in.
    return order < 0 || (order === 0 && other.number < issue.number);
  };
  const place = held.filter((other) => other !== issue && isBefore(other));
  if (place.length + 1 !== issue.number) {
    throw new FileRefused(
      `this file is issue ${issue.number} of ${version} by its date, ${issue.releasedEdtf}, ` +
        `and would not be with ${date.edtf}: correct the dates of the other issues first`,
    );
  }
  return { number: issue.number, held: issue, released: date };
}

export function dateOf(issue: ReleaseIssue): Release['released'] {
  return {
    earliest: issue.releasedEarliest,
    latest: issue.releasedLatest,
    precision: issue.releasedPrecision,
    edtf: issue.releasedEdtf,
  };
}

function compareDates(one: Release['released'], other: Release['released']): number {
  return compare(one.latest, other.latest) || compare(one.earliest, other.earliest);
}

const compare = (one: string, other: string) => Number(one > other) - Number(one < other);
