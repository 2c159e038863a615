import { and, gt, inArray, isNotNull, isNull, lt, or, sql, type SQL } from 'drizzle-orm';
import { alias, type PgColumn } from 'drizzle-orm/pg-core';
import type { Database } from '../engines/database.ts';
import { isAny } from '../reading/loaders.ts';
import { changedAfter, type Position } from '../history/position.ts';
import type { Link, Order } from '../lists/page.ts';
import { selectRows } from '../reading/read.ts';
import { keysWithMentions } from './actor.ts';
import { isNamed, keyNamed, keysNamed } from './named.ts';
import { claimsOfFigure } from './same-figure.ts';
import { FIGURE_SCOPE, type FigureScope } from '../rules/figure-scope.ts';
import { actors } from '../tables/actor.ts';
import { agreements } from '../tables/agreement.ts';
import { claims } from '../tables/claim.ts';
import { conflicts } from '../tables/conflict.ts';
import { events } from '../tables/event.ts';
import { places } from '../tables/place.ts';
import { reports } from '../tables/report.ts';
import { literal } from '../pushdown/json.ts';
import { contains } from '../reading/text.ts';
import type {
  ClaimKind,
  INFORMATION_CREDIBILITIES,
  Metric,
  Population,
  Rank,
  SOURCE_RELIABILITIES,
  Stance,
} from '../vocabulary.ts';

export type Claim = typeof claims.$inferSelect;

/** All conditions hold at once; a list is met by any of its values. Names are slugs or natural keys. */
export interface ClaimFilter {
  conflicts?: readonly string[] | null;
  claimants?: readonly string[] | null;
  kinds?: readonly ClaimKind[] | null;
  metrics?: readonly Metric[] | null;
  stances?: readonly Stance[] | null;
  /** About one of these events, agreements, places; with several lists, about any of them all. */
  events?: readonly string[] | null;
  agreements?: readonly string[] | null;
  places?: readonly string[] | null;
  /** Figures of the people of one of these actors. */
  parties?: readonly string[] | null;
  populations?: readonly Population[] | null;
  /** Of the figure of the claim that it names: they count the same. */
  sameFigureAs?: string | null;
  /** Persons; a figure's own range must reach into these bounds. */
  minQuantity?: number | null;
  maxQuantity?: number | null;
  ranks?: readonly Rank[] | null;
  sourceReliabilities?: readonly (typeof SOURCE_RELIABILITIES)[number][] | null;
  informationCredibilities?: readonly (typeof INFORMATION_CREDIBILITIES)[number][] | null;
  /** Actors anywhere in the chain: claimant, relay, publisher, adjudicator. */
  through?: readonly string[] | null;
  /** Certainly asserted before this instant. */
  assertedBefore?: string | null;
  recordedAfter?: string | null;
  /** Last changed after this position, whether or not they stand. */
  changedSince?: Position | null;
  /** True: those withdrawn by the moment of asking, instead of those that stand. */
  withdrawn?: boolean | null;
  /** Whether a later claim that stands replaces it. */
  superseded?: boolean | null;
  /** Part of the summary, any case. */
  text?: string | null;
  curated?: boolean | null;
  reports?: readonly string[] | null;
  /** Certainly asserted after this instant. */
  assertedAfter?: string | null;
}

export function claimsWhere(filter: ClaimFilter, asOf: string | SQL): SQL | undefined {
  return and(
    isStandingAsAsked(filter, asOf),
    filter.changedSince ? changedAfter(claims, filter.changedSince) : undefined,
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
    filter.assertedBefore ? lt(claims.assertedLatest, filter.assertedBefore) : undefined,
    filter.recordedAfter ? gt(claims.recordedAt, filter.recordedAfter) : undefined,
    or(
      filter.events ? isNamed(claims.subjectEventKey, events, filter.events) : undefined,
      filter.agreements
        ? isNamed(claims.subjectAgreementKey, agreements, filter.agreements)
        : undefined,
      filter.places ? isNamed(claims.subjectPlaceKey, places, filter.places) : undefined,
    ),
    filter.sameFigureAs ? claimsOfFigure(keyNamed(claims, filter.sameFigureAs)) : undefined,
    isFigureOf(filter),
    isGraded(filter),
    filter.through
      ? sql`${claims.key} in (select claim_key from claim_attributions
            where actor_key = any(${keysWithMentions(filter.through)}))`
      : undefined,
    typeof filter.superseded === 'boolean' ? isSuperseded(filter.superseded, asOf) : undefined,
    filter.text ? contains(claims.summary, filter.text) : undefined,
    filter.curated === true ? isNotNull(claims.slug) : undefined,
    filter.curated === false ? isNull(claims.slug) : undefined,
  );
}

/** A number without a range is its own range; an open end reaches as far as one likes. */
function isFigureOf(filter: ClaimFilter): SQL | undefined {
  const { parties, populations, minQuantity, maxQuantity } = filter;
  const isOpenAbove = sql`${claims.quantifier} in ('AT_LEAST', 'MORE_THAN')`;
  return and(
    parties ? isNamed(claims.partyKey, actors, parties) : undefined,
    populations ? inArray(claims.population, populations) : undefined,
    typeof minQuantity === 'number'
      ? sql`(coalesce(${claims.high}, ${claims.best}, ${claims.low}) >= ${minQuantity}
          or (${claims.high} is null and coalesce(${claims.best}, ${claims.low}) is not null and ${isOpenAbove}))`
      : undefined,
    typeof maxQuantity === 'number'
      ? sql`coalesce(${claims.low}, case when ${claims.quantifier} = 'UP_TO' then 0 end, ${claims.best}, ${claims.high}) <= ${maxQuantity}`
      : undefined,
  );
}

function isGraded(filter: ClaimFilter): SQL | undefined {
  const { ranks, sourceReliabilities, informationCredibilities } = filter;
  return and(
    ranks ? inArray(claims.rank, ranks) : undefined,
    sourceReliabilities ? inArray(claims.sourceReliability, sourceReliabilities) : undefined,
    informationCredibilities
      ? inArray(claims.informationCredibility, informationCredibilities)
      : undefined,
  );
}

/** Which claims a filter is about before any other condition: what changed is told whether or not it stands. */
export function isStandingAsAsked(
  { withdrawn, changedSince }: ClaimFilter,
  asOf: string | SQL,
): SQL | undefined {
  if (withdrawn) return isWithdrawn(asOf);
  return changedSince && withdrawn !== false ? undefined : claimsStanding(asOf);
}

function isWithdrawn(asOf: string | SQL): SQL {
  return sql`${claims.assertedLatest} <= ${asOf} and ${claims.withdrawnAt} <= ${asOf}`;
}

function isSuperseded(superseded: boolean, asOf: string | SQL): SQL {
  const later = alias(claims, 'later');
  return sql`exists (select from ${claims} later
    where ${later.supersedesKey} = ${claims.key} and ${claimsStanding(asOf, later)}) = ${superseded}`;
}

/** The as-of rule of rules/as-of.ts, said to the database. */
export function claimsStanding(
  asOf: string | SQL,
  claim: Record<'assertedLatest' | 'withdrawnAt', PgColumn | SQL> = claims,
): SQL {
  return sql`${claim.assertedLatest} <= ${asOf} and (${claim.withdrawnAt} is null or ${claim.withdrawnAt} > ${asOf})`;
}

/** Whether a claim counts just what the scope says, for the database. */
export function claimsOfScope(
  scope: FigureScope,
  claim: Record<keyof FigureScope, PgColumn> = claims,
): SQL {
  const conditions = FIGURE_SCOPE.map((column) => {
    const value = scope[column];
    return value === null
      ? sql`${claim[column]} is null`
      : sql`${claim[column]} = ${literal(value)}`;
  });
  return sql.join(conditions, sql` and `);
}

const byTime = { by: claims.assertedLatest, value: 'instant' as const };

export const CLAIM_ORDERS = {
  LATEST_FIRST: { name: 'LATEST_FIRST', ...byTime, descending: true },
  EARLIEST_FIRST: { name: 'EARLIEST_FIRST', ...byTime, descending: false },
} satisfies Record<string, Order>;

/** As the report tells them; claims without a paragraph come last. */
export const CLAIMS_AS_REPORTED: Order = {
  name: 'AS_REPORTED',
  by: (reportKey) => sql`coalesce((select min(step.paragraph) from claim_attributions step
    where step.claim_key = ${claims.key} and step.report_key = ${reportKey}), 32767)`,
  value: 'number',
  descending: false,
};

export const ofConflict: Link = (key) => sql`${claims.conflictKey} = ${key}`;
export const ofEvent: Link = (key) => sql`${claims.subjectEventKey} = ${key}`;
export const ofAgreement: Link = (key) => sql`${claims.subjectAgreementKey} = ${key}`;
export const ofPlace: Link = (key) => sql`${claims.subjectPlaceKey} = ${key}`;
export const ofDyad: Link = (key) => sql`${claims.dyadKey} = ${key}`;
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

/**
 * The same of one conflict, as a condition on claims. Its episodes as an array: with a query on one side of its `or`,
 * PostgreSQL would read all claims there are.
 */
export const figureClaimsOfConflict = (key: SQL): SQL => sql`${claims.kind} = 'FIGURE'
  and (${claims.subjectConflictKey} = ${key} or ${claims.subjectEventKey} = any(array(
    select ${events.key} from ${events} where ${events.conflictKey} = ${key} and ${events.kind} = 'EPISODE')))`;

/** The same of one event. */
export const figureClaimsOfEvent = (key: SQL): SQL =>
  sql`${claims.kind} = 'FIGURE' and ${claims.subjectEventKey} = ${key}`;

/** The same of the fighting of one dyad, by whatever conflict or event it is counted. */
export const figureClaimsOfDyad = (key: SQL): SQL =>
  sql`${claims.kind} = 'FIGURE' and ${claims.dyadKey} = ${key}`;

/** The same of one place itself. */
export const figureClaimsOfPlace = (key: SQL): SQL =>
  sql`${claims.kind} = 'FIGURE' and ${claims.subjectPlaceKey} = ${key}`;

async function figureClaimsBy(
  subject: 'subjectEventKey' | 'subjectPlaceKey' | 'dyadKey',
  db: Database,
  keys: readonly string[],
): Promise<Map<string, Claim[]>> {
  const rows = await selectRows(
    db,
    claims,
    sql`where ${claims.kind} = 'FIGURE' and ${isAny(claims[subject], keys)}`,
  );
  return Map.groupBy(rows, (claim) => claim[subject]!);
}

/** The figure claims about events, by event. */
export const figureClaimsOfEvents = (db: Database, keys: readonly string[]) =>
  figureClaimsBy('subjectEventKey', db, keys);

/** The figure claims of the fighting of dyads, by dyad. */
export const figureClaimsOfDyads = (db: Database, keys: readonly string[]) =>
  figureClaimsBy('dyadKey', db, keys);

/** The figure claims about places themselves, by place. */
export const figureClaimsOfPlaces = (db: Database, keys: readonly string[]) =>
  figureClaimsBy('subjectPlaceKey', db, keys);

/** The claims that answer the one of a key, as a list that the database writes: earliest first. */
export const answering = (key: SQL) => ({
  owner: claims.answersKey,
  key,
  orderBy: [claims.assertedLatest, claims.key],
});

/** The claims that supersede the one of a key, likewise. */
export const superseding = (key: SQL) => ({ ...answering(key), owner: claims.supersedesKey });

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
