import type { TimePrecision } from '@casus/store/vocabulary';
import { FileRefused, type Reader } from './reader.ts';
import { readTime, TimeUnreadable } from './time.ts';

/** A published version of a dataset, and when it came out, which is when its claims were made. */
export interface Release {
  /** Its natural key: `ucdp:ged@22.1`. */
  key: string;
  version: string;
  /** What the provider calls the dataset in this version. */
  name: string;
  citation: string;
  released: { earliest: string; latest: string; precision: TimePrecision; edtf: string };
  /** The date was not given but follows from how the provider numbers and times its releases. */
  bySchedule: boolean;
  /** Neither given nor told by a schedule: it is dated by when it is first seen. */
  isFirstSeen: boolean;
  /** Null where the version does not tell. */
  coverage: Coverage | null;
}

/** The days of which a release speaks, both inclusive. */
export interface Coverage {
  from: string;
  to: string;
  /** It has all there is of these days, rather than additions to what earlier releases have. */
  complete: boolean;
}

/** What a user says of a release. */
export interface WrittenRelease {
  version?: string | undefined;
  /** An EDTF day, month or year. */
  released?: string | undefined;
}

/**
 * How a provider numbers its releases, and what a number tells. Releases follow one another by when
 * they came out.
 */
export interface ReleasePolicy {
  /** For messages: a version as a user would write it, and what versions are made of. */
  example: string;
  form: string;
  /** `22.1` for `GEDEvent_v22_1.csv`; null where the name tells nothing. */
  versionIn(fileName: string): string | null;
  /** The version as written by a user, in its one spelling; null when it is none. */
  readVersion(text: string): string | null;
  /**
   * Null for a number that the provider would not give. What has no date of its own came out when it is
   * first seen: then `released` is null.
   */
  schedule(version: string): { released: string | null; coverage: Coverage | null } | null;
  /** What the release is called and how it asks to be cited. */
  describe(version: string): { name: string; citation: string };
}

/**
 * Which release a file is.
 *
 * @param names what the file is called, the closest to the data first (in a zip: the file's own name).
 * @param now when the file is at hand: it was released by then, whatever the schedule says.
 * @param inLines the version that the file's own lines name, where they do
 * @throws FileRefused when nothing tells the version, what was given cannot be read, the file's lines
 *   name another version, or the date lies ahead.
 */
export function identifyRelease(
  { title, source, releases }: Pick<Reader, 'title' | 'source' | 'releases'>,
  names: readonly string[],
  written: WrittenRelease = {},
  now = new Date(),
  inLines: string | null = null,
): Release {
  const given = written.version ? givenVersion(releases, written.version) : null;
  const named = given ?? firstOf(names, (name) => releases.versionIn(name));
  if (inLines !== null && named !== null && named !== inLines) {
    throw new FileRefused(
      given === null
        ? `its name says version ${named}, and its lines ${inLines}: give the file its own name, or say --version ${inLines}`
        : `its lines are of version ${inLines}, not ${given}: leave --version out`,
    );
  }
  const known = inLines ?? named;
  if (known === null) {
    throw new FileRefused(
      `nothing tells which version of ${title} it is: add --version, e.g. --version ${releases.example}`,
    );
  }
  const schedule = releases.schedule(known);
  const edtf = written.released ?? (schedule ? schedule.released : undefined);
  if (edtf === undefined) {
    throw new FileRefused(
      `${title} has no version numbered like ${known}, so the release date is unknown: add --released, e.g. --released 2022-01-24`,
    );
  }
  const bySchedule = written.released === undefined;
  const released = edtf === null ? seenAt(now.toISOString()) : readReleased(edtf);
  if (!bySchedule && Date.parse(released.earliest) > now.getTime() + DAY_BEGINS_EARLIER) {
    throw new FileRefused(
      `“${edtf}” has not come yet, and the file is here: give the date on which it came out, today at the latest, with --released`,
    );
  }
  return {
    key: `${source.series}@${known}`,
    version: known,
    ...releases.describe(known),
    released: bySchedule ? releasedBy(now.toISOString(), released) : released,
    bySchedule,
    isFirstSeen: edtf === null,
    coverage: schedule?.coverage ?? null,
  };
}

/** In ms: east of Greenwich it may be tomorrow already. */
const DAY_BEGINS_EARLIER = 14 * 3_600_000;

/** The columns of a claim that a release makes. */
export function assertedBy({ released }: Release) {
  return {
    assertedEarliest: released.earliest,
    assertedLatest: released.latest,
    assertedPrecision: released.precision,
    assertedEdtf: released.edtf,
  };
}

function givenVersion({ form, readVersion }: ReleasePolicy, text: string): string {
  const version = readVersion(text);
  if (version === null) throw new FileRefused(`“${text}” is not a version: write ${form}`);
  return version;
}

function firstOf<Value>(names: readonly string[], read: (name: string) => Value | null) {
  for (const name of names) {
    const value = read(name);
    if (value !== null) return value;
  }
  return null;
}

/** Nothing is said in the future: a file that is here came out before its period ends, or even begins. */
function releasedBy(now: string, released: Release['released']): Release['released'] {
  if (released.latest <= now) return released;
  if (released.earliest <= now) return { ...released, latest: now };
  return seenAt(now);
}

/** The date of what is known to have come out by a moment, and no more. */
export function seenAt(now: string): Release['released'] {
  return { earliest: now, latest: now, precision: 'DAY', edtf: now.slice(0, 'YYYY-MM-DD'.length) };
}

function readReleased(edtf: string): Release['released'] {
  try {
    const { earliest, latest, precision } = readTime({ date: edtf });
    return { earliest, latest, precision, edtf };
  } catch (error) {
    if (!(error instanceof TimeUnreadable)) throw error;
    throw new FileRefused(
      `“${edtf}” is not a release date: write a day, month or year, like 2022-01-24, 2022-01 or 2022`,
      { cause: error },
    );
  }
}
