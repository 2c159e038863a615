import type { Database } from '@casus/store/engines/database';
import { datasets } from '@casus/store/tables/dataset';
import { releaseIssues } from '@casus/store/tables/issue';
import { and, eq, sql } from 'drizzle-orm';
import { rowsKept, type ImportCounts } from './import-counts.ts';
import type { Issue } from './issue.ts';
import type { Extent } from './left-out.ts';
import type { Release } from './release.ts';

/**
 * Writes down what a file was and what was in it. Imported again it keeps the time of the first import where it
 * changed nothing.
 */
export async function recordIssue(
  transaction: Database,
  { key, coverage }: Release,
  { number, held, released }: Issue,
  counts: ImportCounts,
  { sha256, extent, now }: { sha256: string; extent: Extent | undefined; now: string },
): Promise<void> {
  const { read, written, flagged, rejected, extract: part } = counts;
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
    importedAt: held && written === 0 ? held.importedAt : now,
    rowsRead: read,
    rowsKept: rowsKept(counts),
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
 * and only an import knows what was in it. A part of it that comes after the whole has fewer rows than the release.
 */
async function describeByLastIssue(transaction: Database, releaseKey: string): Promise<void> {
  await transaction.execute(sql`
    update ${datasets} set rows_read = last.rows_read, rows_kept = last.rows_kept,
      rows_flagged = last.rows_flagged, rows_rejected = last.rows_rejected,
      imported_at = (select max(imported_at) from ${releaseIssues} where release_key = ${releaseKey})
    from (select * from ${releaseIssues} where release_key = ${releaseKey}
      order by extract, number desc limit 1) as last
    where ${datasets.key} = ${releaseKey}`);
}
