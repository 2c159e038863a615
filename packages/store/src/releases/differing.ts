import { sql, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { claimsOfScope } from '../entities/claim.ts';
import { eventsWhere, type EventFilter } from '../entities/event.ts';
import { selectSplit, SPLIT_COLUMNS } from '../events/death-split.ts';
import { EVENT_DEATHS } from '../rules/figure-scope.ts';
import { claims } from '../tables/claim.ts';
import { eventEditions, events } from '../tables/event.ts';
import type { ReleaseDiffKind } from '../vocabulary.ts';
import type { Days } from './covered-days.ts';
import { COMPARED } from './edition.ts';

/** What a series of releases said of its events at one moment, against what it said at another. */
export interface DiffRequest<Text = string> {
  series: Text;
  /** When the one release had come out, and when the other had. */
  from: Text;
  to: Text;
  /** The days that are compared, as `multirange` writes them: an event counts whose beginning lies within, by either. */
  days: Text;
  filter: EventFilter;
  kinds: readonly ReleaseDiffKind[];
}

/** Days as PostgreSQL reads a set of them: `{[2021-01-01,2021-12-31]}`. */
export const multirange = (days: readonly Days[]): string =>
  `{${days.map(({ from, to }) => `[${from},${to}]`).join(',')}}`;

/** What the event at hand is said to be at one of the moments: by the edition that was valid then, else by its row. */
const described = (at: 'before' | 'after', column: string): string =>
  `case when ${at}.event_key is null then events.${column} else ${at}.${column} end`;

/** Some of the columns are not the same at both moments. */
const differ = (columns: readonly string[]): SQL => {
  const row = (at: 'before' | 'after') => columns.map((name) => described(at, name)).join(', ');
  return sql.raw(`row(${row('before')}) is distinct from row(${row('after')})`);
};

const namesOf = (columns: readonly (keyof typeof eventEditions)[]) =>
  columns.map((column) => (eventEditions[column] as PgColumn).name);
const TIME = namesOf(COMPARED.time);
const LOCATION = namesOf(COMPARED.location);
const CODING = namesOf(COMPARED.coding);

const participants = (at: 'before' | 'after'): SQL =>
  sql.raw(`case when ${at}.event_key is not null then ${at}.participants else (
    select coalesce(jsonb_agg(jsonb_build_object('actorKey', actor_key, 'role', role) order by position), '[]')
    from event_participants where event_key = words.event) end`);

const FIGURES = ['low', 'best', 'high', 'parts'];

const SPLIT = Object.values(SPLIT_COLUMNS);

/** How the estimate at one of the moments is split: of no event into none, else null where it is not. */
const splitAt = (at: 'before' | 'after'): SQL =>
  sql`cross join lateral (select ${sql.raw(
    SPLIT.map(
      (part) => `case when ${at}_key is null then 0 else ${part} end as ${at}_${part}`,
    ).join(', '),
  )} from (${selectSplit({
    best: sql.raw(`${at}_best`),
    parts: sql.raw(`coalesce(${at}_parts, '[]')`),
  })}) as told) as ${sql.raw(`${at}_split`)}`;

/**
 * Reads `json` from `differing`, which has a row for each event of which the two moments say something else. All that
 * is told of a comparison is read from it in one statement: to find what differs takes longer than all the rest.
 */
export function fromDiffering(
  { series, from, to, days, filter, kinds }: DiffRequest<string | SQL>,
  select: SQL,
): SQL {
  const figures = (at: 'before' | 'after') =>
    sql.raw(FIGURES.map((name) => `${at}_${name}`).join(', '));
  const isWithin = (at: 'before' | 'after') =>
    sql`(${sql.raw(`${at}_key`)} is not null
      and (${sql.raw(described(at, 'earliest'))})::date <@ ${days}::datemultirange)`;
  const where = eventsWhere({ ...filter, standing: 'ANY' }, null);
  return sql`
    with claimed as materialized (
      select ${claims.subjectEventKey} as event, ${claims.key} as key, ${claims.releaseKey} as release,
        ${claims.issue} as issue, release.place, ${claims.assertedLatest} as since,
        ${claims.withdrawnAt} as until, coalesce(${claims.low}, ${claims.best}) as low,
        ${claims.best} as best, coalesce(${claims.high}, ${claims.best}) as high, ${claims.parts} as parts
      from ${claims} join (
          select key, provider_key, row_number() over (order by released_latest, released_earliest, key) as place
          from datasets where series = ${series}
        ) as release on release.key = ${claims.releaseKey} and release.provider_key = ${claims.claimantKey}
      where ${claims.subjectEventKey} is not null and ${claimsOfScope(EVENT_DEATHS)}
        and ${claims.rank} <> 'DEPRECATED'
    ), words as materialized (
      select coalesce(one.event, other.event) as event, ${sql.raw(
        ['key', 'release', 'issue', ...FIGURES]
          .map((name) => `one.${name} as before_${name}, other.${name} as after_${name}`)
          .join(', '),
      )}
      from (${standingAt(from)}) as one full join (${standingAt(to)}) as other on other.event = one.event
      where one.key is distinct from other.key
    ), differing as materialized (
      select compared.*, ${sql.raw(
        SPLIT.flatMap((part) => [
          `before_${part}, after_${part}`,
          `after_${part} - before_${part} as ${part}`,
        ]).join(', '),
      )} from (
        select event as key, ${sql.raw(
          (['before', 'after'] as const)
            .flatMap((at) => [
              ...['key', 'release', 'issue', ...FIGURES].map((name) => `${at}_${name}`),
              `${at}.participants as ${at}_participants`,
              `${described(at, 'conflict_key')} as ${at}_conflict`,
              `${described(at, 'country_key')} as ${at}_country`,
            ])
            .join(', '),
        )},
          coalesce(after_low, 0) - coalesce(before_low, 0) as low,
          coalesce(after_best, 0) - coalesce(before_best, 0) as best,
          coalesce(after_high, 0) - coalesce(before_high, 0) as high,
          case when before_key is null then array['ADDED'] when after_key is null then array['DROPPED'] else
            array_remove(array[
              case when row(${figures('before')}) is distinct from row(${figures('after')})
                then 'FIGURES_REVISED' end,
              case when ${differ(TIME)} then 'REDATED' end,
              case when ${differ(LOCATION)} then 'RELOCATED' end,
              case when before.event_key is null and after.event_key is null then null
                when ${differ(CODING)} or ${participants('before')} <> ${participants('after')}
                then 'RECODED' end
            ], null) end as kinds
        from words join ${events} on ${events.key} = words.event
          left join event_editions before on ${isValidAt(from, 'before')}
          left join event_editions after on ${isValidAt(to, 'after')}
        where (${isWithin('before')} or ${isWithin('after')}) and ${where ?? sql`true`}
      ) as compared ${splitAt('before')} ${splitAt('after')}
      where kinds && array[${kindList(kinds)}]::text[]
    )
    ${select}`;
}

/** The claims that stood at a moment, of each event that of the latest release. */
const standingAt = (moment: string | SQL): SQL => sql`
  select distinct on (event) * from claimed
  where since <= ${moment} and (until is null or until > ${moment})
  order by event, place desc, issue desc`;

const isValidAt = (moment: string | SQL, alias: 'before' | 'after'): SQL => {
  const edition = sql.raw(alias);
  return sql`${edition}.event_key = words.event and ${edition}.valid_until > ${moment}
    and (${edition}.valid_from is null or ${edition}.valid_from <= ${moment})`;
};

export const kindList = (kinds: readonly ReleaseDiffKind[]): SQL =>
  sql.join(
    kinds.map((kind) => sql`${kind}`),
    sql`, `,
  );
