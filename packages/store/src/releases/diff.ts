import { sql, type SQL } from 'drizzle-orm';
import type { Database } from '../engines/database.ts';
import { claimsOfScope } from '../entities/claim.ts';
import { eventsWhere, type EventFilter } from '../entities/event.ts';
import { decodeCursor } from '../lists/cursor.ts';
import { pageOf, type Order, type Page, type Slice } from '../lists/page.ts';
import { readObjects } from '../reading/read.ts';
import { EVENT_DEATHS } from '../rules/figure-scope.ts';
import { claims } from '../tables/claim.ts';
import { events } from '../tables/event.ts';
import type { ReleaseDiffDimension, ReleaseDiffKind } from '../vocabulary.ts';
import type { Days } from './covered-days.ts';

/** What a series of releases said of its events at one moment, against what it said at another. */
export interface DiffRequest {
  series: string;
  /** When the one release had come out, and when the other had. */
  from: string;
  to: string;
  /** The days that are compared: an event counts whose beginning lies within, by either word. */
  days: readonly Days[];
  filter: EventFilter;
  kinds: readonly ReleaseDiffKind[];
}

/** Which issue of a release gives a word on an event. */
export interface Said {
  releaseKey: string;
  issue: number;
}

/** An event of which the two releases say something else. */
export interface EventDiff {
  event: string;
  kinds: ReleaseDiffKind[];
  before: Said | null;
  after: Said | null;
  /** What it adds to the sum of deaths, persons: negative where deaths went. */
  low: number;
  best: number;
  high: number;
}

export interface DiffTotal extends Pick<EventDiff, 'low' | 'best' | 'high'> {
  /** Null for all together. */
  kind: ReleaseDiffKind | null;
  events: number;
}

export interface DiffGroup extends Pick<EventDiff, 'low' | 'best' | 'high'> {
  /** Of the conflict, country or actor; null for what has none. */
  key: string | null;
  events: number;
}

/** The events that differ, those that move most deaths first. */
export async function diffPage(
  db: Database,
  request: DiffRequest,
  slice: Slice,
): Promise<Page<EventDiff>> {
  const ascending = sql.raw(slice.forward ? 'desc' : 'asc');
  const beyond = (cursor: string): SQL => {
    const [value, key] = decodeCursor(cursor, MOST_FIRST.name, MOST_FIRST.value);
    return sql`(abs(best), event) ${sql.raw(slice.forward ? '<' : '>')} (${value}::float8, ${key})`;
  };
  const rows = await readObjects<Row>(
    db,
    sql`${differing(request)}
      select event, kinds, before_release as "beforeRelease", before_issue as "beforeIssue",
        after_release as "afterRelease", after_issue as "afterIssue", low, best, high
      from differing ${slice.cursor === null ? sql`` : sql`where ${beyond(slice.cursor)}`}
      order by abs(best) ${ascending}, event ${ascending} limit ${slice.size + 1}`,
  );
  const sorted = rows.map(({ beforeRelease, beforeIssue, afterRelease, afterIssue, ...row }) => ({
    sortValue: String(Math.abs(row.best)),
    row: {
      ...row,
      key: row.event,
      before: said(beforeRelease, beforeIssue),
      after: said(afterRelease, afterIssue),
    },
  }));
  return pageOf(sorted, MOST_FIRST, slice);
}

interface Row extends Omit<EventDiff, 'before' | 'after'> {
  beforeRelease: string | null;
  beforeIssue: number | null;
  afterRelease: string | null;
  afterIssue: number | null;
}

const said = (releaseKey: string | null, issue: number | null): Said | null =>
  releaseKey === null || issue === null ? null : { releaseKey, issue };

const MOST_FIRST = {
  name: 'MOST_DEATHS_FIRST',
  by: sql`abs(best)`,
  value: 'number',
  descending: true,
} satisfies Order;

/** How many events differ and the net deaths: of all together, then by kind. An event may be of several kinds. */
export function diffTotals(db: Database, request: DiffRequest): Promise<DiffTotal[]> {
  return readObjects<DiffTotal>(
    db,
    sql`${differing(request)}
      select null as kind, count(*)::int as events, ${NET} from differing
      union all (select kind, count(*)::int as events, ${NET}
        from differing cross join unnest(kinds) as kind group by kind
        order by array_position(array[${kindList(request.kinds)}]::text[], kind))`,
  );
}

/** Net deaths by what either word says the event is of, the most first. */
export function diffGroups(
  db: Database,
  request: DiffRequest,
  by: ReleaseDiffDimension,
  limit: number,
): Promise<DiffGroup[]> {
  const of = (word: 'before' | 'after') => {
    if (by === 'ACTOR') {
      return sql.raw(
        `left join lateral (select distinct part ->> 'actorKey' as key
          from jsonb_array_elements(${word}_participants) as part) of on true`,
      );
    }
    return sql.raw(`cross join lateral (select ${word}_${by.toLowerCase()} as key) of`);
  };
  const contribution = (word: 'before' | 'after', sign: '' | '-') =>
    sql`select event, of.key, ${sql.raw(
      ['low', 'best', 'high'].map((end) => `${sign}${word}_${end} as ${end}`).join(', '),
    )} from differing ${of(word)} where ${sql.raw(`${word}_release`)} is not null`;
  return readObjects<DiffGroup>(
    db,
    sql`${differing(request)}
      select key, count(distinct event)::int as events, ${NET}
      from (${contribution('before', '-')} union all ${contribution('after', '')}) as moved
      group by key order by abs(sum(best)) desc, key limit ${limit}`,
  );
}

const NET = sql`coalesce(sum(low), 0)::float8 as low, coalesce(sum(best), 0)::float8 as best,
  coalesce(sum(high), 0)::float8 as high`;

const kindList = (kinds: readonly ReleaseDiffKind[]) =>
  sql.join(
    kinds.map((kind) => sql`${kind}`),
    sql`, `,
  );

/** A statement's beginning: `differing` has a row for each event of which the two say something else. */
function differing({ series, from, to, days, filter, kinds }: DiffRequest): SQL {
  return sql`
    with differing as materialized (
      select * from (
        select event, before_release, before_issue, before_low, before_best, before_high,
          after_release, after_issue, after_low, after_best, after_high,
          coalesce(after_low, 0) - coalesce(before_low, 0) as low,
          coalesce(after_best, 0) - coalesce(before_best, 0) as best,
          coalesce(after_high, 0) - coalesce(before_high, 0) as high,
          before.conflict as before_conflict, before.country as before_country,
          before.participants as before_participants, after.conflict as after_conflict,
          after.country as after_country, after.participants as after_participants,
          array_remove(array[
            case when before_release is null then 'ADDED' end,
            case when after_release is null then 'DROPPED' end,
            case when both_say and (before_low, before_best, before_high, before_parts)
              is distinct from (after_low, after_best, after_high, after_parts) then 'FIGURES_REVISED' end,
            case when both_say and before.time <> after.time then 'REDATED' end,
            case when both_say and before.location <> after.location then 'RELOCATED' end,
            case when both_say and before.coding <> after.coding then 'RECODED' end
          ], null) as kinds
        from (${wordsOf(series, from, to)}) as words
          cross join lateral (select before_release is not null and after_release is not null as both_say) as said
          left join lateral (${describedAt(from)}) before on before_release is not null
          left join lateral (${describedAt(to)}) after on after_release is not null
        where (before.day <@ ${multirange(days)} or after.day <@ ${multirange(days)})
          and event in (select ${events.key} from ${events}
            where ${eventsWhere({ ...filter, standing: 'ANY' }, null) ?? sql`true`})
      ) as compared
      where kinds && array[${kindList(kinds)}]::text[]
    )`;
}

const multirange = (days: readonly Days[]): SQL =>
  sql`${`{${days.map(({ from, to }) => `[${from},${to}]`).join(',')}}`}::datemultirange`;

/** The claims that either moment has of each event, where they are not the same. */
function wordsOf(series: string, from: string, to: string): SQL {
  const at = (moment: string) => sql`
    select distinct on (${claims.subjectEventKey}) ${claims.subjectEventKey} as event,
      ${claims.key} as key, ${claims.releaseKey} as release, ${claims.issue} as issue,
      coalesce(${claims.low}, ${claims.best}) as low, ${claims.best} as best,
      coalesce(${claims.high}, ${claims.best}) as high, ${claims.parts} as parts
    from ${claims} join datasets as release on release.key = ${claims.releaseKey}
    where release.series = ${series} and ${claims.claimantKey} = release.provider_key
      and ${claims.subjectEventKey} is not null and ${claimsOfScope(EVENT_DEATHS)}
      and ${claims.rank} <> 'DEPRECATED' and ${claims.assertedLatest} <= ${moment}
      and (${claims.withdrawnAt} is null or ${claims.withdrawnAt} > ${moment})
    order by ${claims.subjectEventKey}, release.released_latest desc, release.released_earliest desc,
      release.key desc, ${claims.issue} desc`;
  const columns = ['release', 'issue', 'low', 'best', 'high', 'parts'];
  return sql`
    select coalesce(one.event, other.event) as event, ${sql.raw(
      columns
        .map((name) => `one.${name} as before_${name}, other.${name} as after_${name}`)
        .join(', '),
    )}
    from (${at(from)}) as one full join (${at(to)}) as other on other.event = one.event
    where one.key is distinct from other.key`;
}

/** How the event at hand was described at a moment: by the edition of then, or as its row has it. */
function describedAt(moment: string): SQL {
  const columns = sql.raw(`earliest, latest, precision, place_key, country_key, latitude, longitude,
    location_precision, conflict_key, dyad_key, violence, kind`);
  return sql`
    select earliest::date as day, country_key as country, conflict_key as conflict, participants,
      jsonb_build_array(earliest, latest, precision) as time,
      jsonb_build_array(place_key, country_key, latitude, longitude, location_precision) as location,
      jsonb_build_array(conflict_key, dyad_key, violence, kind, participants) as coding
    from (
      select ${columns}, participants, 1 as place from event_editions
      where event_key = words.event and (valid_from is null or valid_from <= ${moment})
        and valid_until > ${moment}
      union all
      select ${columns}, (
          select coalesce(jsonb_agg(jsonb_build_object('actorKey', actor_key, 'role', role) order by position), '[]')
          from event_participants where event_key = words.event), 2
      from ${events} where ${events.key} = words.event
      order by place limit 1
    ) as described`;
}
