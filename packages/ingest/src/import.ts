import type { Database } from '@casus/store/engines/database';
import {
  insertIssueNumber,
  issuesOfRelease,
  keyInIssue,
  type ReleaseIssue,
} from '@casus/store/releases/issues';
import {
  claimsBesideEarlierIssues,
  restatements,
  revisesEarlierIssues,
  saidByEarlierIssue,
} from '@casus/store/releases/earlier-issue';
import { enterInAuditLog, UNNAMED, type Operator } from '@casus/store/writing/audit-log';
import { catchUpSearch, leaveSearchForLater } from '@casus/store/search/later';
import { groupMentions } from '@casus/store/writing/mentions';
import { renewStatistics } from '@casus/store/writing/planner-statistics';
import { renewPlansOfOthers } from '@casus/store/writing/cached-plans';
import { isAlone, leaveIndexesForLater, type MakeIndexes } from '@casus/store/writing/indexes';
import { collectSlugs, type UnsettledSlugs } from '@casus/store/writing/slugs';
import type { WriteOutcome } from '@casus/store/writing/upsert';
import type { Transacting } from '@casus/store/writing/confirmed-commit';
import type { Readable } from 'node:stream';
import type { EntryGroup } from './entry.ts';
import { hashed, storeAside } from './hashed-file.ts';
import {
  changes,
  countFlags,
  countOutcomes,
  rowsKept,
  noCounts,
  type ImportCounts,
} from './import-counts.ts';
import { dateOf, heldIssue, newIssue, type Issue } from './issue.ts';
import { batchesOf, datasetGroup, type Taken } from './issue-entries.ts';
import { createTurns } from './in-turn.ts';
import { createLookUp } from './look-up.ts';
import { readAhead } from './read-ahead.ts';
import { refuseSecondVoice } from './one-voice.ts';
import { FileRefused, type Reader, type Rejection } from './reader.ts';
import { READERS, sourceOf } from './readers.ts';
import { recordIssue } from './record-issue.ts';
import { createRejectionLimit } from './rejection-limit.ts';
import type { Release } from './release.ts';
import { standingBefore, withdrawLeftOut, type Extent } from './left-out.ts';
import { writeGroups } from './writer.ts';

/**
 * What follows once all rows are written: addresses are given, names filed for search, the planner's statistics
 * renewed; sums over events are made as it is committed.
 */
export type ImportStep = 'SLUGS' | 'SEARCH' | 'STATISTICS' | 'COMMIT';

export interface ImportOptions {
  onRejected?: (rejected: Rejection) => void;
  /** After each batch that was written, with the counts so far. */
  onProgress?: (counts: Readonly<ImportCounts>) => void;
  /** As each step begins that follows the rows. */
  onStep?: (step: ImportStep) => void;
  /** Read and compare everything, then undo it. */
  dryRun?: boolean;
  /** What is said of the file: that it is a part of its issue, or all of it. */
  extent?: Extent | undefined;
  /** Its abort undoes the import, up to the moment at which it is committed. */
  signal?: AbortSignal;
  now?: () => Date;
  /** Who imports, for the audit log. */
  operator?: Operator;
  /** All that there are: they give each other's sources their precedence. */
  readers?: readonly Reader[];
}

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
  const { dryRun = false, signal, onStep, now = () => new Date(), operator = UNNAMED } = options;
  let counts = noCounts();
  try {
    await db.transaction(async (transaction) => {
      await using besides = new AsyncDisposableStack();
      await refuseSecondVoice(transaction, reader, options.readers);
      await leaveSearchForLater(transaction);
      const held = await issuesOfRelease(transaction, release.key);
      const slugs = collectSlugs();
      let makeIndexes: MakeIndexes | undefined;
      const onSecondBatch = async () => {
        if (held.length === 0) makeIndexes = await leaveIndexesForLater(transaction);
        if (!db.beside || (await isAlone(transaction))) return;
        const { stop } = renewPlansOfOthers(db.beside);
        besides.defer(stop);
      };
      const into = {
        transaction,
        reader,
        release,
        held,
        options,
        slugs,
        now: now(),
        onSecondBatch,
      };
      let imported: Imported;
      if (held.length === 0) {
        const file = hashed(bytes);
        const issue = newIssue(release, held, into.now);
        imported = await importIssue(into, issue, file.bytes, file.sha256);
      } else {
        imported = await importBesideOthers(into, bytes);
      }
      counts = imported.counts;
      if (dryRun) throw new Undo();
      await enterInAuditLog(transaction, operator, entryOf(release, imported));
      if (changes(counts)) await groupMentions(transaction);
      onStep?.('SLUGS');
      await slugs.settle(transaction);
      onStep?.('SEARCH');
      await catchUpSearch(transaction);
      await makeIndexes?.();
      onStep?.('STATISTICS');
      if (changes(counts)) await renewStatistics(transaction);
      signal?.throwIfAborted();
      onStep?.('COMMIT');
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
  /** Settled once all of the file is written. */
  slugs: UnsettledSlugs;
  now: Date;
  /** Called before a batch is written that is not the first. */
  onSecondBatch: () => Promise<void>;
}

/** A file that is in, and as what. */
interface Imported {
  counts: ImportCounts;
  issue: number;
  sha256: string;
}

function entryOf({ key }: Release, { counts, issue, sha256 }: Imported) {
  return {
    action: 'IMPORT' as const,
    releaseKey: key,
    issue,
    sha256,
    rowsRead: counts.read,
    rowsAdded: counts.added,
    rowsUpdated: counts.updated,
    rowsUnchanged: counts.unchanged,
    rowsOutranked: counts.outranked,
    rowsFlagged: counts.flagged,
    rowsRejected: counts.rejected,
    rowsLeftOut: counts.read - counts.rejected - rowsKept(counts),
    withdrawn: counts.withdrawn,
  };
}

/** A file of a release of which issues are held is one of them, by its hash, or a new one. */
async function importBesideOthers(into: Into, bytes: Readable): Promise<Imported> {
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
  // What has no schedule, as a sheet of claims, came out in parts when each was seen.
  const isPart = into.options.extent === 'EXTRACT';
  if (!release.isFirstSeen && (isPart || held.every(({ extract }) => extract))) {
    const issue = newIssue(release, held, now, { adds: true });
    if (await isSameFile(into, issue, file.open())) return await run(into, issue);
  }
  return await run(into, newIssue(release, held, now));
}

/**
 * Whether a file and the issues before it may all be of one and the same file of the provider: it revises nothing of what
 * they say; unless it is a part it lacks nothing of them, and unless they are parts it has nothing more than they have.
 */
async function isSameFile(into: Into, issue: Issue, bytes: Readable): Promise<boolean> {
  const { release, held, options } = into;
  let isSame = false;
  await tryWriting(into, issue, bytes, async (transaction, { extract }) => {
    if (await revisesEarlierIssues(transaction, release.key, issue.number)) return;
    const { hasMore, lacksSome } = await claimsBesideEarlierIssues(
      transaction,
      release.key,
      issue.number,
    );
    const isPart = options.extent === 'EXTRACT' || extract !== null;
    const areParts = held.every((each) => each.extract);
    isSame = (isPart || !lacksSome) && (areParts || !hasMore);
  });
  return isSame;
}

/** Whether a file says just what an issue said that was imported before hashes were taken. */
async function saysTheSame(into: Into, issue: Issue, bytes: Readable): Promise<boolean> {
  let same = false;
  await tryWriting(into, issue, bytes, async (_, counts) => {
    same = !changes(counts);
  });
  return same;
}

/** Writes an issue, has it judged, and undoes it. */
async function tryWriting(
  into: Into,
  issue: Issue,
  bytes: Readable,
  judge: (transaction: Database, counts: ImportCounts) => Promise<void>,
): Promise<void> {
  const { onRejected: _, onProgress: __, ...options } = into.options;
  try {
    await into.transaction.transaction(async (transaction) => {
      const { key } = into.release;
      if (!issue.held) await insertIssueNumber(transaction, key, issue.number);
      const within = { ...into, transaction, options, slugs: collectSlugs() };
      await judge(transaction, await writeIssue(within, issue, bytes));
      throw new Undo();
    });
  } catch (error) {
    if (!(error instanceof Undo)) throw error;
  }
}

async function importIssue(
  into: Into,
  issue: Issue,
  bytes: Readable,
  sha256Of: () => string,
): Promise<Imported> {
  const { transaction, reader, release, options } = into;
  const before = await standingBefore(transaction, reader, release, issue, options.extent);
  if (!issue.held) await insertIssueNumber(transaction, release.key, issue.number);
  const counts = await writeIssue(into, issue, bytes);
  if (counts.extract !== null && options.extent === 'COMPLETE') {
    throw new FileRefused(`it ${counts.extract}, so it is not complete: leave out --complete`);
  }
  const sha256 = sha256Of();
  await recordIssue(transaction, release, issue, counts, {
    sha256,
    extent: options.extent,
    now: into.now.toISOString(),
  });
  const { withdrawals, refusal } = await withdrawLeftOut(transaction, reader, release, issue, {
    ...before,
    kept: rowsKept(counts),
  });
  if (refusal && !options.dryRun) throw new FileRefused(refusal);
  const withdrawn = withdrawals.find(({ by }) => by === null)?.count ?? 0;
  const { number, released } = issue;
  Object.assign(counts, {
    withdrawn,
    withdrawals,
    refusal,
    issue: { number, released: released.edtf },
  });
  return { counts, issue: issue.number, sha256 };
}

async function writeIssue(
  { transaction, reader, release, held, options, slugs, onSecondBatch }: Into,
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
    inTurn(() => writeGroups(transaction, source, groups, slugs));
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
  let written = 0;
  await readAhead(batches, async (batch) => {
    if (++written === 2) await inTurn(onSecondBatch);
    const groups = batch.map(({ group }) => group);
    const outcomes = await write(groups);
    const before = await inTurn(async () => ({
      claims: await saidEarlier(transaction, batch, issue),
      events: await eventsRestated(transaction, batch, release, issue, outcomes),
    }));
    countOutcomes(counts, batch, outcomes, before);
    onProgress?.(counts);
  });
  return counts;
}

/** Of the lines that stand for a claim, whether the issue before this one says the same. */
function saidEarlier(transaction: Database, batch: readonly Taken[], { number }: Issue) {
  const suffix = keyInIssue('', number).length;
  const own = batch.flatMap((taken) =>
    taken.outcome === 'read' &&
    taken.group.some(({ entity, row }) => entity === 'claim' && row.key === taken.subject)
      ? [taken.subject.slice(0, taken.subject.length - suffix)]
      : [],
  );
  return saidByEarlierIssue(transaction, own, number);
}

/** Of the lines that stand for an event that was held before, how its new claims differ from those before them. */
function eventsRestated(
  transaction: Database,
  batch: readonly Taken[],
  { key }: Release,
  { number }: Issue,
  outcomes: ReadonlyMap<string, WriteOutcome>,
) {
  const claims = batch.flatMap((taken) =>
    taken.outcome === 'read' && outcomes.get(taken.subject) !== 'added'
      ? taken.group.flatMap(({ entity, row }) =>
          entity === 'claim' &&
          row.subjectEventKey === taken.subject &&
          outcomes.get(row.key) !== 'unchanged'
            ? [row.key]
            : [],
        )
      : [],
  );
  return restatements(transaction, { releaseKey: key, issue: number }, claims);
}

/** Ends a transaction and undoes it. */
class Undo extends Error {}
