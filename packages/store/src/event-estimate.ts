import { sql, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { claimsStanding } from './claim.ts';
import { claims } from './tables/claim.ts';
import { datasets } from './tables/dataset.ts';
import { events } from './tables/event.ts';

/** The events' own estimates of deaths, persons, as SQL over `events` and what `join` adds to it. */
export interface Estimates {
  join: SQL;
  /** Null where the event has no estimate; then low and high are too. */
  best: SQL;
  low: SQL;
  high: SQL;
}

/** As they stood at a moment; without one, the latest, which stand in the events' own rows. */
export function estimatesAt(asOf: string | null): Estimates {
  return asOf === null
    ? estimates(sql``, 'events.deaths')
    : estimates(
        sql`left join (${claimedEstimates(asOf)}) estimate on estimate.event_key = ${events.key}`,
        'estimate.deaths',
      );
}

function estimates(join: SQL, prefix: string): Estimates {
  const [low, best, high] = ['low', 'best', 'high'].map((end) => sql.raw(`${prefix}_${end}`));
  const bound = (end: SQL) =>
    sql`case when ${best!} is not null then coalesce(${end}, ${best!}) end`;
  return { join, best: best!, low: bound(low!), high: bound(high!) };
}

/** The best estimate of the event at hand, where one is to be told from its row or looked up. */
export function bestEstimateAt(asOf: string | null): SQL {
  return asOf === null
    ? sql`${events.deathsBest}`
    : sql`(select estimate.deaths_best from (${claimedEstimates(asOf)}) estimate
        where estimate.event_key = ${events.key})`;
}

const successor = alias(claims, 'successor');
const estimated = alias(events, 'estimated');

/** The rule of rules/event-estimate.ts, said to the database. */
function claimedEstimates(asOf: string): SQL {
  return sql`
    select distinct on (${claims.subjectEventKey}) ${claims.subjectEventKey} as event_key,
      ${claims.low} as deaths_low, ${claims.best} as deaths_best, ${claims.high} as deaths_high
    from ${claims}
    join ${events} as ${estimated} on ${estimated.key} = ${claims.subjectEventKey}
    join ${datasets} on ${datasets.key} = ${estimated.datasetKey}
    where ${gives(claims, asOf)} and not exists (
      select from ${claims} as ${successor}
      where ${successor.supersedesKey} = ${claims.key}
        and ${successor.subjectEventKey} = ${claims.subjectEventKey}
        and ${gives(successor, asOf)})
    order by ${claims.subjectEventKey},
      ${claims.assertedLatest} desc, ${claims.assertedEarliest} desc, ${claims.key} desc`;
}

/** The claim counts for the estimate: the provider's word on everyone's deaths in the whole event. */
function gives(claim: typeof claims | typeof successor, asOf: string): SQL {
  return sql`${claim.kind} = 'FIGURE' and ${claim.metric} = 'DEATHS' and ${claim.population} = 'ALL'
    and ${claim.claimantKey} = ${datasets.providerKey}
    and ${claim.partyKey} is null and ${claim.measure} is null
    and ${claim.periodEdtf} is null and ${claim.placeKey} is null
    and ${claim.rank} <> 'DEPRECATED' and ${claim.stance} in ('ASSERTS', 'CONFIRMS')
    and ${claimsStanding(asOf, claim)}`;
}
