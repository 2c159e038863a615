import type { Database } from '@casus/store/database';
import { announce } from '@casus/store/notices';
import { catchUpSearch, leaveSearchForLater } from '@casus/store/search-later';
import { renewStatistics } from '@casus/store/statistics';
import { datasets } from '@casus/store/tables/dataset';
import type { QualityFlagKind } from '@casus/store/vocabulary';
import type { Transacting } from '@casus/store/writing/confirmed-commit';
import { eq } from 'drizzle-orm';
import type { Readable } from 'node:stream';
import type { EntryGroup } from './entry.ts';
import { readAhead } from './read-ahead.ts';
import type { Reading } from './reader.ts';
import { createRejectionLimit } from './rejection-limit.ts';
import { writeGroups } from './writer.ts';
import { GED_SOURCE, type DatasetCounts } from './ucdp-ged/dataset.ts';
import { datasetKey } from './ucdp-ged/keys.ts';
import { readUcdpGed, type GedReading } from './ucdp-ged/reader.ts';
import type { Release } from './ucdp-ged/release.ts';

/** What an import did with the events of a file. */
export interface ImportCounts {
  read: number;
  added: number;
  unchanged: number;
  updated: number;
  /** Events that the curated record holds itself, and an import leaves alone. */
  kept: number;
  /** Lines with at least one flag. */
  flagged: number;
  flags: Map<QualityFlagKind, number>;
  rejected: number;
}

export interface ImportOptions {
  onRejected?: (rejected: Extract<Reading, { outcome: 'rejected' }>) => void;
  /** Read and compare everything, then undo it. */
  dryRun?: boolean;
  /** Its abort undoes the import, up to the moment at which it is committed. */
  signal?: AbortSignal;
  now?: () => Date;
}

/** One statement for each kind of entity in so many lines: larger gains nothing, and costs memory. */
const LINES_PER_BATCH = 500;

/**
 * Imports a release of GED: all of it or, on any error, nothing; but what a lost connection did to
 * the commit only `confirmingCommits` tells.
 *
 * @throws FileRefused when the file as a whole cannot be taken.
 */
export async function importUcdpGed(
  db: Transacting,
  bytes: Readable,
  release: Release,
  { onRejected, dryRun = false, signal, now = () => new Date() }: ImportOptions = {},
): Promise<ImportCounts> {
  const counts: ImportCounts = {
    read: 0,
    added: 0,
    unchanged: 0,
    updated: 0,
    kept: 0,
    flagged: 0,
    flags: new Map(),
    rejected: 0,
  };
  const limitRejections = createRejectionLimit();
  try {
    await db.transaction(async (transaction) => {
      await leaveSearchForLater(transaction);
      const dated = await asDatedBefore(transaction, release);
      const batches = batchesOf(readUcdpGed(bytes, dated), (reading) => {
        signal?.throwIfAborted();
        if (reading.outcome !== 'shared') counts.read += 1;
        if (reading.outcome === 'rejected') {
          counts.rejected += 1;
          onRejected?.(reading);
          limitRejections(reading, counts);
        }
        if (reading.outcome === 'read') tallyFlags(counts, reading.flags);
      });
      await readAhead(batches, async (batch) =>
        tally(counts, batch, await writeGroups(transaction, GED_SOURCE, batch)),
      );
      if (dryRun) throw new Undo();
      await catchUpSearch(transaction);
      await recordImport(transaction, release, counts, now());
      if (counts.added + counts.updated > 0) await renewStatistics(transaction);
      signal?.throwIfAborted();
    });
  } catch (error) {
    if (!(error instanceof Undo)) throw error;
  }
  return counts;
}

/**
 * With the date that is stored where the schedule tells no earlier one: a release does not become
 * younger by being imported again, nor does its schedule tell more than a date once given.
 */
async function asDatedBefore(transaction: Database, release: Release): Promise<Release> {
  const own = eq(datasets.key, datasetKey(release.version));
  const [stored] = await transaction.select().from(datasets).where(own);
  if (!release.bySchedule || !stored || stored.releasedLatest > release.released.latest) {
    return release;
  }
  const released = {
    earliest: stored.releasedEarliest,
    latest: stored.releasedLatest,
    precision: stored.releasedPrecision,
    edtf: stored.releasedEdtf,
  };
  return { ...release, released };
}

/** The groups that the file holds, so many at a time; `onReading` is told all that was read. */
async function* batchesOf(
  readings: AsyncIterable<GedReading>,
  onReading: (reading: GedReading) => void,
): AsyncGenerator<EntryGroup[]> {
  let batch: EntryGroup[] = [];
  for await (const reading of readings) {
    onReading(reading);
    if (reading.outcome === 'rejected') continue;
    batch.push(reading.group);
    if (batch.length === LINES_PER_BATCH) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

/** Ends a transaction without keeping it. */
class Undo extends Error {}

function tally(
  counts: ImportCounts,
  groups: readonly EntryGroup[],
  outcomes: Awaited<ReturnType<typeof writeGroups>>,
): void {
  for (const entry of groups.flat()) {
    if (entry.entity !== 'claim' || !entry.row.subjectEventKey) continue;
    const event = outcomes.get(entry.row.subjectEventKey);
    const claim = outcomes.get(entry.row.key);
    // A release's own figure for an event that an earlier release brought is news of that event.
    const updated = event === 'updated' || claim === 'added' || claim === 'updated';
    if (event === 'added' || event === 'kept') counts[event] += 1;
    else counts[updated ? 'updated' : 'unchanged'] += 1;
  }
}

function tallyFlags(counts: ImportCounts, flags: readonly QualityFlagKind[]): void {
  if (flags.length > 0) counts.flagged += 1;
  for (const flag of flags) counts.flags.set(flag, (counts.flags.get(flag) ?? 0) + 1);
}

/**
 * Straight to the row, which may be the curated record's: the record describes a release, and only
 * an import knows what was in it. A file imported again keeps the time of the first import.
 */
async function recordImport(
  transaction: Database,
  { version }: Release,
  { read, added, updated, flagged, rejected }: ImportCounts,
  importedAt: Date,
): Promise<void> {
  const own = eq(datasets.key, datasetKey(version));
  const held: DatasetCounts = {
    rowsRead: read,
    rowsKept: read - rejected,
    rowsFlagged: flagged,
    rowsRejected: rejected,
  };
  const [stored] = await transaction.select().from(datasets).where(own);
  const same = Object.entries(held).every(([column, rows]) => stored?.[column as never] === rows);
  if (same && stored?.importedAt && added + updated === 0) return;
  await transaction
    .update(datasets)
    .set({ ...held, importedAt: importedAt.toISOString() })
    .where(own);
  await announce(transaction, [{ about: 'reference' }]);
}
