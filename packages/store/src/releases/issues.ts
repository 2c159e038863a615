import { and, eq, isNull, sql } from 'drizzle-orm';
import { rowsOf, type Database } from '../engines/database.ts';
import { claimsStanding } from '../entities/claim.ts';
import { describedAt, eventsAt } from '../events/described.ts';
import { FIGURE_SCOPE } from '../rules/figure-scope.ts';
import { claims } from '../tables/claim.ts';
import { datasets } from '../tables/dataset.ts';
import { events } from '../tables/event.ts';
import { releaseIssues } from '../tables/issue.ts';
import { RECORD } from '../writing/upsert.ts';
import type { Subjects } from './succession.ts';

export type ReleaseIssue = typeof releaseIssues.$inferSelect;

/** The issues of a release, the first to come out first. */
export function issuesOfRelease(db: Database, releaseKey: string): Promise<ReleaseIssue[]> {
  return db
    .select()
    .from(releaseIssues)
    .where(eq(releaseIssues.releaseKey, releaseKey))
    .orderBy(releaseIssues.number);
}

/** A claim's key names the issue that makes it, but for the first one of a release. */
export function keyInIssue(key: string, number: number): string {
  return number === 1 ? key : `${key}${issueSuffix(number)}`;
}

const issueSuffix = (number: number) => `/${number}`;

/**
 * Makes room for an issue that came out before others which are held: those with its number and
 * higher ones take the next. What the curated record holds of a release stays with the first issue.
 */
export async function insertIssueNumber(
  db: Database,
  releaseKey: string,
  number: number,
): Promise<void> {
  const existing = await issuesOfRelease(db, releaseKey);
  for (const issue of existing.toReversed()) {
    if (issue.number >= number) await renumber(db, releaseKey, issue.number, issue.number + 1);
  }
}

/** Gives an issue another number, which must be free. */
async function renumber(db: Database, releaseKey: string, from: number, to: number): Promise<void> {
  const plain =
    from === 1
      ? sql`${claims.key}`
      : sql`left(${claims.key}, -${sql.raw(String(issueSuffix(from).length))})`;
  await db.execute(sql`
    update ${claims} set key = ${plain} || ${keyInIssue('', to)}, issue = ${to}
    where ${claims.releaseKey} = ${releaseKey} and ${claims.issue} = ${from}
      and ${claims.source} <> ${RECORD.key}`);
  await db.execute(sql`
    update events set issue = ${to} where dataset_key = ${releaseKey} and issue = ${from}
      and source <> ${RECORD.key}`);
  await db.execute(sql`
    update event_editions set issue = ${to} where release_key = ${releaseKey} and issue = ${from}`);
  await db
    .update(releaseIssues)
    .set({ number: to })
    .where(and(eq(releaseIssues.releaseKey, releaseKey), eq(releaseIssues.number, from)));
}

/** An issue among all of its series: what it speaks of, and its place in the order of releases. */
export interface SeriesIssue {
  releaseKey: string;
  number: number;
  version: string;
  /** The release as its provider calls it: `UCDP Candidate Events Dataset 26.0.7`. */
  title: string;
  /** When the issue had certainly come out. */
  releasedAt: string;
  coversFrom: string | null;
  coversTo: string | null;
  complete: boolean;
  extract: boolean;
  declared: boolean;
  /** False for a release that only the curated record cites. */
  imported: boolean;
  rowsKept: number;
}

/** Every issue of a series, in the order of their releases, and within a release by number. */
export async function issuesOfSeries(db: Database, series: string): Promise<SeriesIssue[]> {
  const rows = await db
    .select({ release: datasets, issue: releaseIssues })
    .from(datasets)
    .leftJoin(releaseIssues, eq(releaseIssues.releaseKey, datasets.key))
    .where(eq(datasets.series, series))
    .orderBy(
      datasets.releasedLatest,
      datasets.releasedEarliest,
      datasets.key,
      releaseIssues.number,
    );
  return rows.map(({ release, issue }) => ({
    releaseKey: release.key,
    number: issue?.number ?? 1,
    version: release.version,
    title: `${release.name} ${release.version}`,
    releasedAt: issue?.releasedLatest ?? release.releasedLatest,
    coversFrom: issue?.coversFrom ?? null,
    coversTo: issue?.coversTo ?? null,
    complete: issue?.complete ?? false,
    extract: issue?.extract ?? false,
    declared: issue?.declared ?? false,
    imported: issue !== null,
    rowsKept: issue?.rowsKept ?? 0,
  }));
}

/**
 * How much of a series stands between two days, both inclusive, or stood as of a moment: its imported
 * events, and its claims about anything else by their own periods, revisions of one counted once.
 */
export async function countStanding(
  db: Database,
  series: string,
  { from, to }: { from: string; to: string },
  asOf: string | null,
): Promise<number> {
  const releases = sql`(select key from datasets where series = ${series})`;
  const isWithin = (earliest: string, latest: string) =>
    sql`source <> ${RECORD.key} and ${sql.raw(earliest)} >= ${from}::date and ${sql.raw(latest)} < ${to}::date + 1`;
  const stood = sql`release_key in ${releases}
    and ${asOf === null ? isNull(claims.withdrawnAt) : claimsStanding(asOf)}`;
  const isEvent =
    asOf === null
      ? sql`withdrawn_at is null and dataset_key in ${releases}`
      : sql`${describedAt(asOf)} and exists (
          select from ${claims} where ${claims.subjectEventKey} = ${events.key} and ${stood})`;
  const [row] = await rowsOf<{ total: number }>(
    db,
    sql`select (
        (select count(*) from ${eventsAt(asOf)} where ${isWithin('earliest', 'latest')} and ${isEvent})
        + (select count(distinct (subject_conflict_key, subject_place_key, ${QUANTITY})) from ${claims}
          where ${isWithin('period_earliest', 'period_latest')} and subject_event_key is null and ${stood})
      )::int as total`,
  );
  return row!.total;
}

const QUANTITY = sql.join(
  FIGURE_SCOPE.map((column) => sql`${claims[column]}`),
  sql`, `,
);

export async function updateIssueCoverage(
  db: Database,
  releaseKey: string,
  number: number,
  { from, to, complete }: { from: string; to: string; complete: boolean },
): Promise<void> {
  await db
    .update(releaseIssues)
    .set({ coversFrom: from, coversTo: to, complete })
    .where(and(eq(releaseIssues.releaseKey, releaseKey), eq(releaseIssues.number, number)));
}

/** All of which a release says something. */
export async function subjectsOfRelease(db: Database, releaseKey: string): Promise<Subjects> {
  const [row] = await rowsOf<Record<keyof Subjects, string[] | null>>(
    db,
    sql`select array_agg(distinct subject_event_key) as "subjectEventKey",
        array_agg(distinct subject_conflict_key) as "subjectConflictKey",
        array_agg(distinct subject_place_key) as "subjectPlaceKey"
      from claims where release_key = ${releaseKey}`,
  );
  const named = (column: keyof Subjects) => (row![column] ?? []).filter((key) => key !== null);
  return {
    subjectEventKey: named('subjectEventKey'),
    subjectConflictKey: named('subjectConflictKey'),
    subjectPlaceKey: named('subjectPlaceKey'),
  };
}
