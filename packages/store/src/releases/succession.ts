import { sql, type SQL } from 'drizzle-orm';
import { claimsOfScope } from '../entities/claim.ts';
import type { Database } from '../engines/database.ts';
import { EVENT_DEATHS, FIGURE_SCOPE } from '../rules/figure-scope.ts';
import { claims } from '../tables/claim.ts';
import { datasets } from '../tables/dataset.ts';
import { events } from '../tables/event.ts';

/**
 * What the releases of one series say of one quantity of an event is a chain: each claim supersedes
 * the one before it, in the order in which they were said. The order in which they were recorded
 * does not count, so that a release which is imported late takes its place.
 */
export async function linkReleases(db: Database, eventKeys: readonly string[]): Promise<void> {
  if (eventKeys.length === 0) return;
  const scope = sql.join(
    FIGURE_SCOPE.map((column) => sql`${claims[column]}`),
    sql`, `,
  );
  await db.execute(sql`
    with chain as (
      select ${claims.key} as key, lag(${claims.key}) over (
        partition by ${claims.subjectEventKey}, ${datasets.series}, ${scope}
        order by ${claims.assertedLatest}, ${claims.assertedEarliest}, ${claims.key}
      ) as previous
      from ${claims} join ${datasets} on ${datasets.key} = ${claims.releaseKey}
      where ${claims.subjectEventKey} = any(${sql.param(eventKeys)}::text[])
    )
    update ${claims} set supersedes_key = chain.previous from chain
    where ${claims.key} = chain.key and ${claims.supersedesKey} is distinct from chain.previous`);
}

/**
 * Sets each event's deaths to what the latest release of its series says; an event of the record too,
 * which an import otherwise leaves alone. Without a release's claim they stay as they are.
 */
export async function updateEventDeaths(db: Database, eventKeys: readonly string[]): Promise<void> {
  if (eventKeys.length === 0) return;
  await db.execute(sql`
    with latest as (
      select distinct on (${claims.subjectEventKey}) ${claims.subjectEventKey} as key,
        ${claims.low}::int as low, ${claims.best}::int as best, ${claims.high}::int as high
      from ${claims} join ${datasets} as release on release.key = ${claims.releaseKey}
        join ${events} on ${events.key} = ${claims.subjectEventKey}
        left join ${datasets} as own on own.key = ${events.datasetKey}
      where ${claims.subjectEventKey} = any(${sql.param(eventKeys)}::text[])
        and release.series = coalesce(own.series, release.series)
        and ${claimsOfScope(EVENT_DEATHS)}
        and ${claims.withdrawnAt} is null and ${claims.rank} <> 'DEPRECATED'
      order by ${claims.subjectEventKey}, ${claims.assertedLatest} desc,
        ${claims.assertedEarliest} desc, ${claims.key} desc
    )
    update ${events} set deaths_low = low, deaths_best = best, deaths_high = high from latest
    where ${events.key} = latest.key
      and (deaths_low, deaths_best, deaths_high) is distinct from (low, best, high)`);
}

/** Some release has given its estimate of the deaths in the event with this key. */
export function hasReleasedDeaths(eventKey: SQL): SQL {
  return sql`exists (select from ${claims} where ${claims.subjectEventKey} = ${eventKey}
    and ${claims.releaseKey} is not null and ${claimsOfScope(EVENT_DEATHS)})`;
}
