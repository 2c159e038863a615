import type { Database } from '@casus/store/engines/database';
import { announce } from '@casus/store/live/notices';
import { catchUpSearch, leaveSearchForLater } from '@casus/store/search/later';
import { renewStatistics } from '@casus/store/writing/planner-statistics';
import { datasets } from '@casus/store/tables/dataset';
import type { QualityFlagKind } from '@casus/store/vocabulary';
import type { Transacting } from '@casus/store/writing/confirmed-commit';
import { eq } from 'drizzle-orm';
import type { Readable } from 'node:stream';
import type { Entry, EntryGroup } from './entry.ts';
import { readAhead } from './read-ahead.ts';
import type { Reader, Reading, Rejection } from './reader.ts';
import { READERS, sourceOf } from './readers.ts';
import { createRejectionLimit } from './rejection-limit.ts';
import type { Release } from './release.ts';
import { writeGroups } from './writer.ts';

/** What an import did with the lines of a file, each of which stands for one entity. */
export interface ImportCounts {
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
}

export interface ImportOptions {
  onRejected?: (rejected: Rejection) => void;
  /** After each batch that was written, with the counts so far. */
  onProgress?: (counts: Readonly<ImportCounts>) => void;
  /** Read and compare everything, then undo it. */
  dryRun?: boolean;
  /** Its abort undoes the import, up to the moment at which it is committed. */
  signal?: AbortSignal;
  now?: () => Date;
  /** All that there are: they give each other's sources their precedence. */
  readers?: readonly Reader[];
}

/** One statement for each kind of entity in so many lines: larger gains nothing, and costs memory. */
const LINES_PER_BATCH = 500;

/**
 * Imports a file as a release of a dataset: all of it or, on any error, nothing; but what a lost
 * connection did to the commit only `confirmingCommits` tells.
 *
 * @throws FileRefused when the file as a whole cannot be taken.
 */
export async function importRelease(
  db: Transacting,
  reader: Reader,
  bytes: Readable,
  release: Release,
  {
    onRejected,
    onProgress,
    dryRun = false,
    signal,
    now = () => new Date(),
    readers = READERS,
  }: ImportOptions = {},
): Promise<ImportCounts> {
  const counts: ImportCounts = {
    read: 0,
    added: 0,
    unchanged: 0,
    updated: 0,
    outranked: 0,
    flagged: 0,
    flags: new Map(),
    rejected: 0,
  };
  const source = sourceOf(reader, readers);
  const limitRejections = createRejectionLimit();
  try {
    await db.transaction(async (transaction) => {
      await leaveSearchForLater(transaction);
      const dated = await withStoredDate(transaction, release);
      await writeGroups(transaction, source, [datasetGroup(reader, dated)]);
      const batches = batchesOf(reader.read(bytes, dated), dated, (reading) => {
        signal?.throwIfAborted();
        if (reading.outcome !== 'shared') counts.read += 1;
        if (reading.outcome === 'rejected') {
          counts.rejected += 1;
          onRejected?.(reading);
          limitRejections(reading, counts);
        }
        if (reading.outcome === 'read') countFlags(counts, reading.flags);
      });
      await readAhead(batches, async (batch) => {
        const groups = batch.map(({ group }) => group);
        countOutcomes(counts, batch, await writeGroups(transaction, source, groups));
        onProgress?.(counts);
      });
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

/** Ends a transaction and undoes it. */
class Undo extends Error {}

/**
 * With the date that is stored where the schedule tells no earlier one: a release does not become
 * younger by being imported again, nor does its schedule tell more than a date once given.
 */
async function withStoredDate(transaction: Database, release: Release): Promise<Release> {
  const own = eq(datasets.key, release.key);
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

type Taken = Exclude<Reading, Rejection>;

/** What the file holds, so much at a time; `onReading` is told all that was read. */
async function* batchesOf(
  readings: AsyncIterable<Reading>,
  release: Release,
  onReading: (reading: Reading) => void,
): AsyncGenerator<Taken[]> {
  let batch: Taken[] = [];
  for await (const reading of readings) {
    onReading(reading);
    if (reading.outcome === 'rejected') continue;
    batch.push({ ...reading, group: reading.group.map((entry) => ofRelease(entry, release)) });
    if (batch.length === LINES_PER_BATCH) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

/** Several releases describe the same entity: the row says which one's words it has. */
function ofRelease<Given extends Entry>(entry: Given, { key }: Release): Given {
  switch (entry.entity) {
    case 'place':
    case 'actor':
    case 'conflict':
    case 'dyad':
    case 'event':
      return { ...entry, row: { ...entry.row, datasetKey: key } };
    case 'claim':
      return { ...entry, row: { ...entry.row, releaseKey: key } };
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

/**
 * Straight to the row, which may be the curated record's: the record describes a release, and only
 * an import knows what was in it. A file imported again keeps the time of the first import.
 */
async function recordImport(
  transaction: Database,
  { key }: Release,
  { read, added, updated, flagged, rejected }: ImportCounts,
  importedAt: Date,
): Promise<void> {
  const own = eq(datasets.key, key);
  const rows = {
    rowsRead: read,
    rowsKept: read - rejected,
    rowsFlagged: flagged,
    rowsRejected: rejected,
  };
  const [stored] = await transaction.select().from(datasets).where(own);
  const same = Object.entries(rows).every(
    ([column, number]) => stored?.[column as never] === number,
  );
  if (same && stored?.importedAt && added + updated === 0) return;
  await transaction
    .update(datasets)
    .set({ ...rows, importedAt: importedAt.toISOString() })
    .where(own);
  await announce(transaction, [{ about: 'reference' }]);
}
