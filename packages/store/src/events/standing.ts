import { and, sql, type SQL } from 'drizzle-orm';
import { alias, type PgColumn } from 'drizzle-orm/pg-core';
import { claimsOfScope, claimsStanding } from '../entities/claim.ts';
import { isKnownAt } from './known.ts';
import { selectSplit, SPLIT_COLUMNS } from './death-split.ts';
import type { DeathPart } from '../rules/death-split.ts';
import { EVENT_DEATHS } from '../rules/figure-scope.ts';
import { claimAttributions, claims } from '../tables/claim.ts';
import { datasets } from '../tables/dataset.ts';
import { events } from '../tables/event.ts';
import { eventMoments } from '../tables/total.ts';
import { textOf, type JsonExpression } from '../pushdown/json.ts';
import { rowAs, type Row } from '../pushdown/row.ts';

/** What is asked of events as of a moment, as SQL over `events`. */
export interface Standing {
  /** The best estimate of the event's deaths, persons; null where it has none. */
  best: SQL;
  /** Whether the event was known; null where there is no moment, and each one is. */
  known: SQL | null;
  /** Civilians among the best estimate; null where it is not split. */
  civilians: SQL;
}

/** The same of many events at once, with `join` beside `events`. Low and high are null where best is. */
export interface JoinedStanding extends Standing {
  join: SQL;
  low: SQL;
  high: SQL;
  /** How the best estimate is split, with a join of its own after the other; null where it is not. */
  split: Record<DeathPart, SQL> & { join: SQL };
  /** The release that gives the estimate or, without a moment, that describes the event. */
  release: SQL;
}

/** As of a moment; without one, and of events that were as they are now, it stands in the event's row. */
export function standingAt(asOf: string | null): Standing {
  if (asOf === null) {
    return {
      best: sql`${events.deathsBest}`,
      known: null,
      civilians: sql`${events.deathsCivilians}`,
    };
  }
  const estimate = sql`(${estimateAt(asOf)}) estimate`;
  const isAsNow = sql`exists (select ${asNow(asOf)})`;
  const asThen = (ofRow: PgColumn, then: SQL) =>
    sql`case when ${isAsNow} then ${ofRow} else (${then}) end`;
  return {
    best: asThen(events.deathsBest, sql`select estimate.deaths_best from ${estimate}`),
    known: sql`(${isAsNow} or ${isKnownAt(asOf)})`,
    civilians: asThen(
      events.deathsCivilians,
      sql`select split.deaths_civilians from ${estimate}, lateral (${ESTIMATE_SPLIT}) split`,
    ),
  };
}

/** Of which there is a row where the event stood at a moment and was estimated as it is now. */
const asNow = (asOf: string): SQL => sql`from ${eventMoments} settled
  where settled.event_key = ${events.key} and settled.settled_at <= ${asOf} and ${events.withdrawnAt} is null`;

/**
 * The same with all three bounds, looked up once for an event, for lists that show or sum them. Where releases are asked
 * for, each estimate is looked up among the claims: a later release may have given it again.
 */
export function joinedStandingAt(asOf: string | null, byRelease = false): JoinedStanding {
  if (asOf === null) {
    return {
      ...bounded('events'),
      known: null,
      join: sql``,
      civilians: sql`${events.deathsCivilians}`,
      split: { ...splitOf('events'), join: sql`` },
      release: sql`${events.datasetKey}`,
    };
  }
  const estimates: JoinedStanding = {
    ...bounded('estimate'),
    // An estimate stands on a claim: only events without one have to be looked up again.
    known: sql`(estimate.event_key is not null or ${isKnownAt(asOf)})`,
    join: sql`left join lateral (${estimateAt(asOf)}) estimate on true`,
    civilians: sql`(select split.deaths_civilians from (${ESTIMATE_SPLIT}) split)`,
    split: {
      ...splitOf('split'),
      join: sql`left join lateral (
        select * from (${ESTIMATE_SPLIT}) split where estimate.event_key is not null limit 1) split on true`,
    },
    release: sql`estimate.release_key`,
  };
  return byRelease ? estimates : orAsNow(estimates, asOf);
}

/** The same with no look at the claims about events that were as they are now. */
function orAsNow(then: JoinedStanding, asOf: string): JoinedStanding {
  const now = joinedStandingAt(null);
  const isAsNow = sql`settled.as_now is true`;
  const either = (ofRow: SQL, ofClaims: SQL) =>
    sql`case when ${isAsNow} then ${ofRow} else ${ofClaims} end`;
  const part = (name: DeathPart) => either(now.split[name], then.split[name]);
  return {
    best: either(now.best, then.best),
    low: either(now.low, then.low),
    high: either(now.high, then.high),
    civilians: either(now.civilians, then.civilians),
    known: sql`(${isAsNow} or ${then.known})`,
    // As for estimates, LIMIT has it looked up event by event, and keeps the condition inside.
    join: sql`left join lateral (select true as as_now ${asNow(asOf)} limit 1) settled on true
      left join lateral (${estimateAt(asOf, BOUNDS, sql`not ${isAsNow}`)}) estimate on true`,
    split: {
      sideA: part('sideA'),
      sideB: part('sideB'),
      civilians: part('civilians'),
      unknown: part('unknown'),
      join: then.split.join,
    },
    release: then.release,
  };
}

/** A join beside `events`: who published what its estimate rests on, each once; none where it has no estimate. */
export function joinedPublishers(asOf: string | null): SQL {
  const at = asOf ?? sql`'infinity'::timestamptz`;
  const isEstimated = asOf === null ? sql`${events.deathsBest} is not null` : sql`true`;
  return sql`left join lateral (
      select distinct step.actor_key from (${estimateAt(at, sql`${claims.key}`)}) estimated_by
      join ${claimAttributions} step on step.claim_key = estimated_by.key and step.role = 'PUBLISHER'
    ) published on ${isEstimated}`;
}

const ESTIMATE_SPLIT = selectSplit({ best: sql`estimate.deaths_best`, parts: sql`estimate.parts` });

function splitOf(table: 'events' | 'split'): Record<DeathPart, SQL> {
  const column = (part: DeathPart) => sql.raw(`${table}.${SPLIT_COLUMNS[part]}`);
  return {
    sideA: column('sideA'),
    sideB: column('sideB'),
    civilians: column('civilians'),
    unknown: column('unknown'),
  };
}

export function bounded(table: 'events' | 'estimate'): { low: SQL; best: SQL; high: SQL } {
  const column = (end: string) => sql.raw(`${table}.deaths_${end}`);
  const best = column('best');
  const end = (name: string) =>
    sql`case when ${best} is not null then coalesce(${column(name)}, ${best}) end`;
  return { low: end('low'), best, high: end('high') };
}

const BOUNDS = sql`${claims.subjectEventKey} as event_key, ${claims.low} as deaths_low,
      ${claims.best} as deaths_best, ${claims.high} as deaths_high, ${claims.parts} as parts,
      ${claims.releaseKey} as release_key`;

/** The claim that gives the event's estimate; null where none does. */
export function estimateJson(
  event: Row,
  asOf: string | SQL,
  alias: string,
  build: (claim: Row) => JsonExpression,
): JsonExpression {
  const claim = rowAs(claims, alias);
  return [
    sql`coalesce((select ${textOf(build(claim))}
      from (select ${event.column('key')} as key, ${event.column('datasetKey')} as dataset_key) as ${events}
      cross join lateral (${estimateAt(asOf, sql`${claims}.*`)}) as ${sql.raw(alias)}
      where ${claim.column('best')} is not null), 'null')`,
  ];
}

const successor = alias(claims, 'successor');

/**
 * The rule of rules/event-estimate.ts, said to the database for the event at hand. Its LIMIT makes
 * PostgreSQL look claims up event by event: joined as a whole, a database that has no statistics yet
 * (the embedded engine after an import) compares every event with every claim.
 */
function estimateAt(asOf: string | SQL, columns: SQL = BOUNDS, condition?: SQL): SQL {
  return sql`
    select ${columns}
    from ${claims} join ${datasets} on ${datasets.key} = ${events.datasetKey}
    where ${and(condition, sql`${claims.subjectEventKey} = ${events.key}`, gives(claims, asOf))} and not exists (
      select from ${claims} as ${successor}
      where ${successor.supersedesKey} = ${claims.key}
        and ${successor.subjectEventKey} = ${claims.subjectEventKey}
        and ${gives(successor, asOf)})
    order by ${claims.assertedLatest} desc, ${claims.assertedEarliest} desc, ${claims.key} desc
    limit 1`;
}

/** The claim counts for the estimate: the provider's word on everyone's deaths in the whole event. */
function gives(claim: typeof claims | typeof successor, asOf: string | SQL): SQL {
  return sql`${claim.kind} = 'FIGURE' and ${claim.claimantKey} = ${datasets.providerKey}
    and ${claimsOfScope(EVENT_DEATHS, claim)}
    and ${claim.rank} <> 'DEPRECATED' and ${claim.stance} in ('ASSERTS', 'CONFIRMS')
    and ${claimsStanding(asOf, claim)}`;
}
