import { sql, type SQL } from 'drizzle-orm';
import { claimsOfScope } from '../entities/claim.ts';
import type { Database } from '../engines/database.ts';
import { selectSplit, SPLIT_COLUMNS } from '../events/death-split.ts';
import { EVENT_DEATHS, FIGURE_SCOPE } from '../rules/figure-scope.ts';
import { claims } from '../tables/claim.ts';
import { datasets } from '../tables/dataset.ts';
import { events } from '../tables/event.ts';

/** What claims are about, by the column that names it: natural keys. */
export interface Subjects {
  subjectEventKey: readonly string[];
  subjectConflictKey: readonly string[];
  subjectPlaceKey: readonly string[];
}

/**
 * What the releases of one series say of one quantity of an event, a conflict or a place is a chain:
 * each claim supersedes the one before it, in the order in which the releases came out, and within a
 * release its issues. The order in which they were recorded does not count, so that a release which is
 * imported late takes its place. What a dataset passes on of others is a chain for each thing said.
 */
export async function linkReleases(db: Database, subjects: Partial<Subjects>): Promise<void> {
  const scope = sql.join(
    FIGURE_SCOPE.map((column) => sql`${claims[column]}`),
    sql`, `,
  );
  for (const [column, keys] of Object.entries(subjects) as [keyof Subjects, string[]][]) {
    if (keys.length === 0) continue;
    await db.execute(sql`
      with chain as (
        select ${claims.key} as key, lag(${claims.key}) over (
          partition by ${claims[column]}, ${datasets.series}, ${claims.kind}, ${scope}, ${passedOn()}
          order by ${datasets.releasedLatest}, ${datasets.releasedEarliest}, ${claims.assertedLatest},
            ${claims.assertedEarliest}, ${claims.key}
        ) as previous
        from ${claims} join ${datasets} on ${datasets.key} = ${claims.releaseKey}
        where ${claims[column]} = any(${sql.param(keys)}::text[])
      )
      update ${claims} set supersedes_key = chain.previous from chain
      where ${claims.key} = chain.key and ${claims.supersedesKey} is distinct from chain.previous`);
  }
}

/** Who said when what a dataset passes on; null for the word of its provider, given anew at each release. */
export function passedOn(claim: SQL = sql`${claims}`, release: SQL = sql`${datasets}`): SQL {
  return sql`case when ${claim}.claimant_key <> ${release}.provider_key
    then ${claim}.claimant_key || ' ' || ${claim}.asserted_edtf end`;
}

/**
 * Brings events up to what releases say of them: their deaths are those of the latest release that
 * stands, also of an event of the record, which an import otherwise leaves alone; an event is withdrawn
 * once no claim about it stands. What no release claims anything of stays as it is.
 */
export async function updateEvents(db: Database, eventKeys: readonly string[]): Promise<void> {
  if (eventKeys.length === 0) return;
  const isDeaths = sql`(${claims.claimantKey} = release.provider_key and ${claimsOfScope(EVENT_DEATHS)})`;
  await db.execute(sql`
    with state as (
      select ${claims.subjectEventKey} as key, coalesce(bool_or(${isDeaths}), false) as counted,
        case when bool_and(${claims.withdrawnAt} is not null) then max(${claims.withdrawnAt}) end
          as withdrawn_at
      from ${claims} left join ${datasets} as release on release.key = ${claims.releaseKey}
      where ${claims.subjectEventKey} = any(${sql.param(eventKeys)}::text[])
      group by 1 having bool_or(${claims.releaseKey} is not null)
    ), latest as (
      select distinct on (${claims.subjectEventKey}) ${claims.subjectEventKey} as key,
        ${claims.low}::int as low, ${claims.best}::int as best, ${claims.high}::int as high,
        ${claims.parts} as parts
      from ${claims} join ${datasets} as release on release.key = ${claims.releaseKey}
        join ${events} on ${events.key} = ${claims.subjectEventKey}
        left join ${datasets} as own on own.key = ${events.datasetKey}
      where ${claims.subjectEventKey} = any(${sql.param(eventKeys)}::text[])
        and release.series = coalesce(own.series, release.series)
        and ${claims.claimantKey} = release.provider_key and ${claimsOfScope(EVENT_DEATHS)}
        and ${claims.withdrawnAt} is null and ${claims.rank} <> 'DEPRECATED'
      order by ${claims.subjectEventKey}, release.released_latest desc,
        release.released_earliest desc, ${claims.assertedLatest} desc,
        ${claims.assertedEarliest} desc, ${claims.key} desc
    ), due as (
      select ${events.key} as key, state.withdrawn_at,
        case when counted then low else ${events.deathsLow} end as low,
        case when counted then best else ${events.deathsBest} end as best,
        case when counted then high else ${events.deathsHigh} end as high,
        ${eachPart((part) => sql`case when counted then split.${part} else ${events}.${part} end as ${part}`)}
      from state join ${events} on ${events.key} = state.key left join latest on latest.key = state.key
        left join lateral (${LATEST_SPLIT}) split on latest.key is not null
    )
    update ${events} set deaths_low = low, deaths_best = best, deaths_high = high,
        ${eachPart((part) => sql`${part} = due.${part}`)}, withdrawn_at = due.withdrawn_at
      from due
      where ${events.key} = due.key
        and (deaths_low, deaths_best, deaths_high, ${eachPart((part) => sql`${events}.${part}`)},
            ${events.withdrawnAt})
          is distinct from (low, best, high, ${eachPart((part) => sql`due.${part}`)}, due.withdrawn_at)`);
}

const LATEST_SPLIT = selectSplit({ best: sql`latest.best`, parts: sql`latest.parts` });

const eachPart = (columnOf: (column: SQL) => SQL): SQL =>
  sql.join(
    Object.values(SPLIT_COLUMNS).map((column) => columnOf(sql.raw(column))),
    sql`, `,
  );

/** Some release has given its estimate of the deaths in the event with this key. */
export function hasReleasedDeaths(eventKey: SQL): SQL {
  return sql`exists (select from ${claims} join ${datasets} as release on release.key = ${claims.releaseKey}
    where ${claims.subjectEventKey} = ${eventKey}
      and ${claims.claimantKey} = release.provider_key and ${claimsOfScope(EVENT_DEATHS)})`;
}
