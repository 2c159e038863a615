import type { ExternalIdScheme, QualityFlagKind } from '@casus/store/vocabulary';
import type { Readable } from 'node:stream';
import type { Entry, EntryGroup } from './entry.ts';
import type { LookUp } from './look-up.ts';
import type { Release, ReleasePolicy } from './release.ts';

/** A format that can be imported: whose data it is, how its releases are told apart, how a file is read. */
export interface Reader {
  /** What follows `casus import`, and the name of the reader's folder: `ucdp-ged`. */
  name: string;
  /** One line for the list of formats. */
  description: string;
  /** What follows the options in the format's own help: what comes in, and how, with examples. */
  help: string;
  /** A file to fill in, for a format that people write themselves; `casus import NAME --template` prints it. */
  template?: string;
  /** What messages call such a file: “not a UCDP GED file”. */
  title: string;
  source: DatasetSource;
  /** The ids that its keys are made of. */
  keys: KeyScheme;
  /** Where two sources describe one place or actor, the higher one's description holds. */
  precedence: number;
  releases: ReleasePolicy;
  /** Of a format whose lines name their release: the one in the first bytes of a file, or null. */
  versionInLines?: (beginning: Buffer) => Promise<string | null>;
  /** Of a provider that has an API: how to ask it. */
  api?: ApiPolicy;
  /** What a line may be flagged for, in the words that follow a number of lines. */
  flags: Readonly<Partial<Record<QualityFlagKind, string>>>;
  /**
   * Tells by the first bytes of a file whether it is of this format. They may end anywhere: all files
   * that people import are shown to all readers, so that a file finds its own.
   *
   * @throws FileRefused when it is not; `nearly` where it is, in a shape that cannot be taken
   */
  recognise(bytes: Readable): Promise<void>;
  /**
   * Reads a whole file as it streams. Keys are made of the source's own ids alone, so that the next
   * import meets what this one wrote. An import adds the dataset and its provider, and marks each
   * entry with the release; the reader need not. A format that calls things by other names than keys
   * finds them with `lookUp`.
   *
   * @throws FileRefused when the file as a whole cannot be taken; forget what was read until then.
   */
  read(bytes: Readable, release: Release, lookUp: LookUp): AsyncGenerator<Reading>;
}

/** A dataset that its provider publishes release after release, all of which are one voice. */
export interface DatasetSource {
  /** The natural key of the dataset itself, which its releases' rows bear: `ucdp:ged`. */
  series: string;
  provider: { key: string; slug: string; name: string };
  licence: string;
  /** Where it is published; null where it is not. */
  url: string | null;
  /**
   * Its events have estimates of deaths, which sums are made of. Two such datasets count the same attacks,
   * so a database takes one.
   */
  sumsDeaths?: true;
  /** Its terms do not let it be passed on: it is served only where the installation says that it may be. */
  isRestricted?: true;
}

/** How an API of a provider gives its data, page by page. */
export interface ApiPolicy {
  /** The header in which it wants a token; other servers get it as `Authorization: Bearer`. */
  tokenHeader: string;
  /** The address of the page after the one that is given, as it tells itself; null after the last. */
  nextPage: (page: string) => string | null;
}

/**
 * By kind of entity, the id of the source that its key is made of. The curated record makes the key
 * of an entity that has this id in the same way, so that record and import meet in one row.
 */
export type KeyScheme = Readonly<
  Partial<
    Record<Entry['entity'], { scheme: ExternalIdScheme; key: (id: number | string) => string }>
  >
>;

/**
 * What a reader makes of its file: of a line, the entries to write or the reason why it could not be
 * read; and entries that belong to no one line.
 */
export type Reading =
  | {
      outcome: 'read';
      /** Counted from 1, as `unit` says below: a line of a table or an entry of JSON. */
      line: number;
      /** The key of the entity, or of the claim, that the line stands for: the import counts what becomes of it. */
      subject: string;
      group: EntryGroup;
      flags: readonly QualityFlagKind[];
    }
  | { outcome: 'rejected'; line: number; unit?: 'line' | 'entry'; reason: string }
  /** Read, and none of what the record holds: it is counted by what it is (“of disasters, …”). */
  | { outcome: 'leftOut'; line: number; what: string }
  | { outcome: 'shared'; group: EntryGroup }
  /** The file itself tells that it is a part of its release: of how much it has how much. */
  | { outcome: 'extract'; reason: string };

export type Rejection = Extract<Reading, { outcome: 'rejected' }>;

/** Where a file has what is rejected: JSON has no lines, but entries. */
export const placeOf = ({ unit = 'line', line }: Rejection) => `${unit} ${line}`;

/**
 * The whole file cannot be taken: it is not what it should be, is cut off, is in another encoding.
 * The message is one line for a person: what is wrong, where, and what to do. Nothing was written.
 */
export class FileRefused extends Error {
  override name = 'FileRefused';
  /** The file is of the format that it was read as, and something else is wrong with it. */
  readonly nearly: boolean;

  constructor(message: string, { nearly = false, ...options }: RefusalOptions = {}) {
    super(message, options);
    this.nearly = nearly;
  }
}

interface RefusalOptions extends ErrorOptions {
  nearly?: boolean;
}
