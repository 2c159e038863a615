import { and, gt, inArray, sql, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Database } from './database.ts';
import { isAny } from './loaders.ts';
import type { Link, Order } from './page.ts';
import { selectRows } from './read.ts';
import { isNamed, keysNamed } from './reference.ts';
import { actors } from './tables/actor.ts';
import { claims } from './tables/claim.ts';
import { conflicts } from './tables/conflict.ts';
import { events } from './tables/event.ts';
import { reports } from './tables/report.ts';
import type { ClaimKind, Metric, Stance } from './vocabulary.ts';

export type Claim = typeof claims.$inferSelect;

/** All conditions hold at once; a list is met by any of its values. Names are slugs or natural keys. */
export interface ClaimFilter {
  conflicts?: readonly string[] | null;
  claimants?: readonly string[] | null;
  kinds?: readonly ClaimKind[] | null;
  metrics?: readonly Metric[] | null;
  stances?: readonly Stance[] | null;
  reports?: readonly string[] | null;
  /** Certainly asserted after this instant. */
  assertedAfter?: string | null;
}

export function claimsWhere(filter: ClaimFilter, asOf: string): SQL | undefined {
  return and(
    claimsStanding(asOf),
    filter.conflicts ? isNamed(claims.conflictKey, conflicts, filter.conflicts) : undefined,
    filter.claimants ? isNamed(claims.claimantKey, actors, filter.claimants) : undefined,
    filter.kinds ? inArray(claims.kind, filter.kinds) : undefined,
    filter.metrics ? inArray(claims.metric, filter.metrics) : undefined,
    filter.stances ? inArray(claims.stance, filter.stances) : undefined,
    filter.reports
      ? sql`${claims.key} in (select claim_key from claim_attributions
            where report_key = any(${keysNamed(reports, filter.reports)}))`
      : undefined,
    filter.assertedAfter ? gt(claims.assertedEarliest, filter.assertedAfter) : undefined,
  );
}

/** The as-of rule of rules/as-of.ts, said to the database. */
export function claimsStanding(
  asOf: string | SQL,
  claim: Record<'assertedLatest' | 'withdrawnAt', PgColumn> = claims,
): SQL {
  return sql`${claim.assertedLatest} <= ${asOf} and (${claim.withdrawnAt} is null or ${claim.withdrawnAt} > ${asOf})`;
}

const byTime = { by: claims.assertedLatest, value: 'instant' as const };

export const CLAIM_ORDERS = {
  LATEST_FIRST: { name: 'LATEST_FIRST', ...byTime, descending: true },
  EARLIEST_FIRST: { name: 'EARLIEST_FIRST', ...byTime, descending: false },
} satisfies Record<string, Order>;

/** As the report tells them; claims without a paragraph come last. */
export const CLAIMS_AS_REPORTED: Order = {
  name: 'AS_REPORTED',
  by: sql`coalesce((select min(step.paragraph) from claim_attributions step
    where step.claim_key = ${claims.key} and step.report_key = parent.key), 32767)`,
  value: 'number',
  descending: false,
};

export const ofConflict: Link = (key) => sql`${claims.conflictKey} = ${key}`;
export const ofEvent: Link = (key) => sql`${claims.subjectEventKey} = ${key}`;
export const ofAgreement: Link = (key) => sql`${claims.subjectAgreementKey} = ${key}`;
export const ofClaimant: Link = (key) => sql`${claims.claimantKey} = ${key}`;
export const ofReport: Link = (key) =>
  sql`${claims.key} in (select claim_key from claim_attributions where report_key = ${key})`;

/** The figure claims about conflicts as wholes and about their episodes, by conflict. */
export async function figureClaimsOfConflicts(
  db: Database,
  keys: readonly string[],
): Promise<Map<string, Claim[]>> {
  const episodes = sql`array(select ${events.key} from ${events} where ${isAny(events.conflictKey, keys)} and ${events.kind} = 'EPISODE')`;
  const rows = await selectRows(
    db,
    claims,
    sql`where ${claims.kind} = 'FIGURE'
      and (${isAny(claims.subjectConflictKey, keys)} or ${claims.subjectEventKey} = any(${episodes}))`,
  );
  return Map.groupBy(rows, (claim) => claim.subjectConflictKey ?? claim.conflictKey ?? '');
}

/** The figure claims about events, by event. */
export async function figureClaimsOfEvents(
  db: Database,
  keys: readonly string[],
): Promise<Map<string, Claim[]>> {
  const rows = await selectRows(
    db,
    claims,
    sql`where ${claims.kind} = 'FIGURE' and ${isAny(claims.subjectEventKey, keys)}`,
  );
  return Map.groupBy(rows, (claim) => claim.subjectEventKey!);
}

/** The claims that answer others, by the claim they answer, earliest first. */
export const answersTo = (db: Database, keys: readonly string[]) =>
  pointingAt(db, 'answersKey', keys);

/** The claims that supersede others, by the superseded, earliest first. */
export const successorsOf = (db: Database, keys: readonly string[]) =>
  pointingAt(db, 'supersedesKey', keys);

async function pointingAt(
  db: Database,
  pointer: 'answersKey' | 'supersedesKey',
  keys: readonly string[],
): Promise<Map<string, Claim[]>> {
  const rows = await selectRows(
    db,
    claims,
    sql`where ${isAny(claims[pointer], keys)} order by ${claims.assertedLatest}, ${claims.key}`,
  );
  return Map.groupBy(rows, (claim) => claim[pointer]!);
}
