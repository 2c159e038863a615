import type { Database } from '@casus/store/engines/database';
import { announce } from '@casus/store/live/notices';
import {
  insertIssueNumber,
  issuesOfRelease,
  keyInIssue,
  type ReleaseIssue,
} from '@casus/store/releases/issues';
import { catchUpSearch, leaveSearchForLater } from '@casus/store/search/later';
import { renewStatistics } from '@casus/store/writing/planner-statistics';
import { datasets } from '@casus/store/tables/dataset';
import { releaseIssues } from '@casus/store/tables/issue';
import type { QualityFlagKind } from '@casus/store/vocabulary';
import type { Transacting } from '@casus/store/writing/confirmed-commit';
import { and, eq, sql } from 'drizzle-orm';
import type { Readable } from 'node:stream';
import type { Entry, EntryGroup } from './entry.ts';
import { hashed, storeAside } from './hashed-file.ts';
import { keptOf, noCounts, type ImportCounts } from './import-counts.ts';
import { dateOf, heldIssue, newIssue, type Issue } from './issue.ts';
import { createTurns } from './in-turn.ts';
import { createLookUp } from './look-up.ts';
import { readAhead } from './read-ahead.ts';
import { FileRefused, type Reader, type Reading, type Rejection } from './reader.ts';
import { READERS, sourceOf } from './readers.ts';
import { createRejectionLimit } from './rejection-limit.ts';
import type { Release } from './release.ts';
import { standingBefore, withdrawLeftOut, type Extent } from './left-out.ts';
import { writeGroups } from './writer.ts';

export interface ImportOptions {
  onRejected?: (rejected: Rejection) => void;
  /** After each batch that was written, with the counts so far. */
  onProgress?: (counts: Readonly<ImportCounts>) => void;
  /** Read and compare everything, then undo it. */
  dryRun?: boolean;
  /** What is said of the file: that it is a part of its issue, or all of it. */
  extent?: Extent | undefined;
  /** Its abort undoes the import, up to the moment at which it is committed. */
  signal?: AbortSignal;
  now?: () => Date;
  /** All that there are: they give each other's sources their precedence. */
  readers?: readonly Reader[];
}

/** One statement for each kind of entity in so many lines: larger gains nothing, and costs memory. */
const LINES_PER_BATCH = 500;

/**
 * Imports a file as an issue of a release: all of it or, on any error, nothing; but what a lost
 * connection did to the commit only `confirmingCommits` tells.
 *
 * @throws FileRefused when the file as a whole cannot be taken, or would withdraw so much that
 *   somebody has to say what it is.
 */
export async function importRelease(
  db: Transacting,
  reader: Reader,
  bytes: Readable,
  release: Release,
  options: ImportOptions = {},
): Promise<ImportCounts> {
  const { dryRun = false, signal, now = () => new Date() } = options;
  let counts = noCounts();
  try {
    await db.transaction(async (transaction) => {
      await leaveSearchForLater(transaction);
      const held = await issuesOfRelease(transaction, release.key);
      const into = { transaction, reader, release, held, options, now: now() };
      if (held.length === 0) {
        const file = hashed(bytes);
        const issue = newIssue(release, held, into.now);
        counts = await importIssue(into, issue, file.bytes, file.sha256);
      } else {
        counts = await importBesideOthers(into, bytes);
      }
      if (dryRun) throw new Undo();
      await catchUpSearch(transaction);
      if (changes(counts)) await renewStatistics(transaction);
      signal?.throwIfAborted();
    });
  } catch (error) {
    if (!(error instanceof Undo)) throw error;
  }
  return counts;
}

/** What an import of a file writes with and into. */
interface Into {
  transaction: Database;
  reader: Reader;
  release: Release;
  /** The release's issues so far. */
  held: readonly ReleaseIssue[];
  options: ImportOptions;
  now: Date;
}

/** A file of a release of which issues are held is one of them, by its hash, or a new one. */
async function importBesideOthers(into: Into, bytes: Readable): Promise<ImportCounts> {
  const { release, held, now } = into;
  await using file = await storeAside(bytes);
  const run = (within: Into, issue: Issue) =>
    importIssue(within, issue, file.open(), () => file.sha256);
  const same = held.find(({ sha256 }) => sha256 === file.sha256);
  if (same) return await run(into, heldIssue(release, same, held));
  const unhashed = held.find(({ sha256 }) => sha256 === null);
  if (unhashed && (await saysTheSame(into, heldIssue(release, unhashed, held), file.open()))) {
    return await run(into, heldIssue(release, unhashed, held));
  }
  return await run(into, newIssue(release, held, now));
}

/** Whether a file says just what an issue said that was imported before hashes were taken. */
async function saysTheSame(into: Into, issue: Issue, bytes: Readable): Promise<boolean> {
  const { onRejected: _, onProgress: __, ...options } = into.options;
  let same = false;
  try {
    await into.transaction.transaction(async (transaction) => {
      const counts = await writeIssue({ ...into, transaction, options }, issue, bytes);
      same = !changes(counts);
      throw new Undo();
    });
  } catch (error) {
    if (!(error instanceof Undo)) throw error;
  }
  return same;
}

async function importIssue(
  into: Into,
  issue: Issue,
  bytes: Readable,
  sha256: () => string,
): Promise<ImportCounts> {
  const { transaction, reader, release, options } = into;
  const before = await standingBefore(transaction, reader, release, issue, options.extent);
  if (!issue.held) await insertIssueNumber(transaction, release.key, issue.number);
  const counts = await writeIssue(into, issue, bytes);
  if (counts.extract !== null && options.extent === 'COMPLETE') {
    throw new FileRefused(`it ${counts.extract}, so it is not complete: leave out --complete`);
  }
  await recordIssue(transaction, release, issue, counts, {
    sha256: sha256(),
    extent: options.extent,
    now: into.now.toISOString(),
  });
  const { withdrawn, refusal } = await withdrawLeftOut(transaction, reader, release, issue, {
    ...before,
    kept: keptOf(counts),
  });
  if (refusal && !options.dryRun) throw new FileRefused(refusal);
  Object.assign(counts, { withdrawn, refusal });
  await announce(transaction, { about: 'reference' });
  return counts;
}

async function writeIssue(
  { transaction, reader, release, held, options }: Into,
  issue: Issue,
  bytes: Readable,
): Promise<ImportCounts> {
  const { onRejected, onProgress, signal, readers = READERS } = options;
  const counts = noCounts();
  const later = held.filter((other) => other !== issue.held && other.number >= issue.number);
  const source = { ...sourceOf(reader, readers), isReplaced: later.length > 0 };
  const limitRejections = createRejectionLimit();
  const dated = { ...release, released: issue.released };
  const first = issue.number === 1 ? issue.released : dateOf(held[0]!);
  const inTurn = createTurns();
  const write = (groups: readonly EntryGroup[]) =>
    inTurn(() => writeGroups(transaction, source, groups));
  await write([datasetGroup(reader, { ...release, released: first })]);
  const readings = reader.read(bytes, dated, createLookUp(transaction, inTurn));
  const batches = batchesOf(readings, dated, issue.number, (reading) => {
    signal?.throwIfAborted();
    if (reading.outcome === 'extract') counts.extract = reading.reason;
    if (reading.outcome === 'read' || reading.outcome === 'rejected') counts.read += 1;
    if (reading.outcome === 'leftOut') {
      counts.read += 1;
      counts.leftOut.set(reading.what, (counts.leftOut.get(reading.what) ?? 0) + 1);
    }
    if (reading.outcome === 'rejected') {
      counts.rejected += 1;
      onRejected?.(reading);
      limitRejections(reading, counts);
    }
    if (reading.outcome === 'read') countFlags(counts, reading.flags);
  });
  await readAhead(batches, async (batch) => {
    const groups = batch.map(({ group }) => group);
    countOutcomes(counts, batch, await write(groups));
    onProgress?.(counts);
  });
  return counts;
}

const changes = ({ added, updated, withdrawn }: ImportCounts) => added + updated + withdrawn > 0;

/** Ends a transaction and undoes it. */
class Undo extends Error {}

/** The provider and the release: what every other group of the file refers to. */
function datasetGroup(
  { source: { series, provider, licence, url } }: Reader,
  { key, name, version, citation, released }: Release,
): EntryGroup {
  return [
    { entity: 'actor', row: { ...provider, kind: 'DATASET_PROVIDER' } },
    {
      entity: 'dataset',
      row: {
        key,
        series,
        name,
        version,
        providerKey: provider.key,
        licence,
        citation,
        url,
        releasedEarliest: released.earliest,
        releasedLatest: released.latest,
        releasedPrecision: released.precision,
        releasedEdtf: released.edtf,
      },
    },
  ];
}

type Taken = Extract<Reading, { outcome: 'read' | 'shared' }>;

/** What the file holds, so much at a time; `onReading` is told all that was read. */
async function* batchesOf(
  readings: AsyncIterable<Reading>,
  release: Release,
  issue: number,
  onReading: (reading: Reading) => void,
): AsyncGenerator<Taken[]> {
  let batch: Taken[] = [];
  for await (const reading of readings) {
    onReading(reading);
    if (reading.outcome !== 'read' && reading.outcome !== 'shared') continue;
    batch.push(takenInto(reading, release, issue));
    if (batch.length === LINES_PER_BATCH) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

/** What was read as what an issue says; a line that stands for a claim stands for the issue's own. */
function takenInto(reading: Taken, release: Release, issue: number): Taken {
  const group = reading.group.map((entry) => ofIssue(entry, release, issue));
  if (reading.outcome === 'shared') return { ...reading, group };
  const isClaim = reading.group.some(
    ({ entity, row }) => entity === 'claim' && row.key === reading.subject,
  );
  return {
    ...reading,
    group,
    subject: isClaim ? keyInIssue(reading.subject, issue) : reading.subject,
  };
}

/** Several releases describe the same entity: the row says which one's words it has. */
function ofIssue<Given extends Entry>(entry: Given, { key }: Release, issue: number): Given {
  switch (entry.entity) {
    case 'place':
    case 'actor':
    case 'conflict':
    case 'dyad':
      return { ...entry, row: { ...entry.row, datasetKey: key } };
    case 'event':
      return { ...entry, row: { ...entry.row, datasetKey: key, issue } };
    case 'claim':
      return {
        ...entry,
        row: { ...entry.row, key: keyInIssue(entry.row.key, issue), releaseKey: key, issue },
      };
    default:
      return entry;
  }
}

function countOutcomes(
  counts: ImportCounts,
  batch: readonly Taken[],
  outcomes: Awaited<ReturnType<typeof writeGroups>>,
): void {
  for (const reading of batch) {
    if (reading.outcome === 'shared') continue;
    const outcome = outcomes.get(reading.subject);
    // A release's own claim about an entity that an earlier release brought is news of that entity.
    const news = reading.group.some(
      ({ entity, row }) => entity === 'claim' && isChange(outcomes.get(row.key)),
    );
    if (outcome === 'added' || outcome === 'outranked') counts[outcome] += 1;
    else counts[outcome === 'updated' || news ? 'updated' : 'unchanged'] += 1;
  }
}

const isChange = (outcome: string | undefined) => outcome === 'added' || outcome === 'updated';

function countFlags(counts: ImportCounts, flags: readonly QualityFlagKind[]): void {
  if (flags.length > 0) counts.flagged += 1;
  for (const flag of flags) counts.flags.set(flag, (counts.flags.get(flag) ?? 0) + 1);
}

/** A file imported again keeps the time of the first import where it changed nothing. */
async function recordIssue(
  transaction: Database,
  { key, coverage }: Release,
  { number, held, released }: Issue,
  counts: ImportCounts,
  { sha256, extent, now }: { sha256: string; extent: Extent | undefined; now: string },
): Promise<void> {
  const { read, added, updated, flagged, rejected, extract: part } = counts;
  const extract = extent ? extent === 'EXTRACT' : part !== null || (held?.extract ?? false);
  const row = {
    releaseKey: key,
    number,
    sha256,
    releasedEarliest: released.earliest,
    releasedLatest: released.latest,
    releasedPrecision: released.precision,
    releasedEdtf: released.edtf,
    coversFrom: coverage?.from ?? null,
    coversTo: coverage?.to ?? null,
    complete: (coverage?.complete ?? false) && !extract,
    extract,
    declared: extent !== undefined || (held?.declared ?? false),
    firstSeenAt: held?.firstSeenAt ?? now,
    importedAt: held && added + updated === 0 ? held.importedAt : now,
    rowsRead: read,
    rowsKept: keptOf(counts),
    rowsFlagged: flagged,
    rowsRejected: rejected,
  };
  const own = and(eq(releaseIssues.releaseKey, key), eq(releaseIssues.number, number));
  if (held) await transaction.update(releaseIssues).set(row).where(own);
  else await transaction.insert(releaseIssues).values(row);
  await describeByLastIssue(transaction, key);
}

/**
 * Straight to the release's row, which may be the curated record's: the record describes a release,
 * and only an import knows what was in it.
 */
async function describeByLastIssue(transaction: Database, releaseKey: string): Promise<void> {
  await transaction.execute(sql`
    update ${datasets} set rows_read = last.rows_read, rows_kept = last.rows_kept,
      rows_flagged = last.rows_flagged, rows_rejected = last.rows_rejected, imported_at = last.imported_at
    from ${releaseIssues} as last
    where ${datasets.key} = ${releaseKey} and last.release_key = ${releaseKey}
      and last.number = (select max(number) from ${releaseIssues} where release_key = ${releaseKey})`);
}
