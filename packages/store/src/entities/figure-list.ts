import { and, inArray, isNotNull, isNull, sql, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Database } from '../engines/database.ts';
import { decodeCursor } from '../lists/cursor.ts';
import { pageOf, type Order, type Page, type Slice } from '../lists/page.ts';
import type { Selected } from '../pushdown/selected.ts';
import { readObjects, readRows, shapeOf } from '../reading/read.ts';
import { actors } from '../tables/actor.ts';
import { agreements } from '../tables/agreement.ts';
import { claims } from '../tables/claim.ts';
import { conflicts } from '../tables/conflict.ts';
import { events } from '../tables/event.ts';
import { currentFigures } from '../tables/figure.ts';
import { places } from '../tables/place.ts';
import type { Metric, Population } from '../vocabulary.ts';
import { claimsStanding, type Claim } from './claim.ts';
import { isNamed, keysNamed } from './named.ts';
import { claimsOfFigure, FIGURE_SUBJECTS } from './same-figure.ts';

/** All conditions hold at once; a list is met by any of its values. Names are slugs or natural keys. */
export interface FigureFilter {
  /** In the record of one of these conflicts. */
  conflicts?: readonly string[] | null;
  /** About one of these events; with agreements or places, about any of them. */
  events?: readonly string[] | null;
  agreements?: readonly string[] | null;
  places?: readonly string[] | null;
  /** About one of these places itself, bounded to it, or the same of a place in it as a country. */
  countedIn?: readonly string[] | null;
  metrics?: readonly Metric[] | null;
  populations?: readonly Population[] | null;
  /** Of the people of one of these. */
  parties?: readonly string[] | null;
  /** Whose own period, else whose event, lies within these days; an end left out is open. */
  during?: { from?: string | null; to?: string | null } | null;
  /** Each of these has a current claim. */
  claimants?: readonly string[] | null;
  minClaimants?: number | null;
  contested?: boolean | null;
}

export interface FiguresAsked {
  filter: FigureFilter;
  asOf: string | SQL;
  /** What else a row of `current_figures` has to meet. */
  condition?: SQL;
}

/**
 * Reads from `figures`, which has a row for each figure of the filter, as `current_figures` has it: the first key
 * of its current claims stands for it. Conditions stand outside of both halves: so an index can give the order
 * of either.
 */
export function fromFigures({ filter, asOf, condition }: FiguresAsked, select: SQL): SQL {
  const unsettled = FIGURE_SUBJECTS.map((subject) => sql`(${unsettledSubjects(subject, asOf)})`);
  const { settledAt, latest } = currentFigures;
  // What is settled was said by then: the second condition tells indexes no more than the first one.
  const stands = sql`${settledAt} <= ${asOf} and ${latest} <= ${asOf}`;
  return sql`
    with unsettled(conflicts, events, agreements, places) as materialized (
      select ${sql.join(unsettled, sql`, `)} where ${asOf} < ${LAST_MOVE}
    ), figures as (
      select * from (
        select * from ${currentFigures}
        union all
        select told.* from unsettled, figures_of_subjects(conflicts, events, agreements, places, ${asOf}) told
      ) as ${currentFigures} where ${and(stands, wanted(filter), condition)}
    )
    ${select}`;
}

/**
 * When the last claim was made or withdrawn, by the ends of two indexes. No subject is unsettled from then on, which
 * is nearly always so of now, and the planner, who does not know the moment, would read all claims to find that out.
 */
const LAST_MOVE = sql`greatest((select max(${claims.assertedLatest}) from ${claims}),
  (select max(${claims.withdrawnAt}) from ${claims}))`;

/**
 * Selects the subjects of one kind of which something was said by the moment, and more was said or withdrawn only
 * after it: their figures were not those of `current_figures`, but what their claims tell.
 */
function unsettledSubjects(subject: (typeof FIGURE_SUBJECTS)[number], asOf: string | SQL): SQL {
  const column = sql.raw(claims[subject].name);
  return sql`select array_agg(distinct said.${column}) from ${claims} said
    where said.kind = 'FIGURE' and said.${column} is not null and said.asserted_latest <= ${asOf}
      and exists (select from ${claims} later
        where later.${column} = said.${column} and later.kind = 'FIGURE'
          and (later.asserted_latest > ${asOf} or later.withdrawn_at > ${asOf}))`;
}

function wanted(filter: FigureFilter): SQL | undefined {
  const { claimants, conflicts: records, metrics, populations, minClaimants, contested } = filter;
  return and(
    records ? sql`${currentFigures.conflictKeys} && ${keysNamed(conflicts, records)}` : undefined,
    isAbout(filter),
    filter.countedIn ? isCountedIn(filter.countedIn) : undefined,
    isWithin(filter.during),
    metrics ? inArray(currentFigures.metric, metrics) : undefined,
    populations
      ? sql`coalesce(${currentFigures.population}, 'ALL') in (${sql.join(
          populations.map((word) => sql`${word}`),
          sql`, `,
        )})`
      : undefined,
    filter.parties ? isOfPeopleOf(filter.parties) : undefined,
    minClaimants ? sql`${currentFigures.claimants} >= ${minClaimants}` : undefined,
    claimants ? countedByAll(claimants) : undefined,
    typeof contested === 'boolean'
      ? contested
        ? sql`${currentFigures.contested}`
        : sql`not ${currentFigures.contested}`
      : undefined,
  );
}

/** A name that nothing has is nobody's who counts anything: its key is null. */
function countedByAll(claimants: readonly string[]): SQL {
  const known = sql`array_remove(${keysNamed(actors, claimants)}, null)`;
  return sql`${currentFigures.claimantKeys} @> ${known} and cardinality(${known}) >= ${claimants.length}`;
}

function isAbout({ events: named, agreements: of, places: at }: FigureFilter): SQL | undefined {
  const either = [
    ...(named ? [isNamed(currentFigures.subjectEventKey, events, named)] : []),
    ...(of ? [isNamed(currentFigures.subjectAgreementKey, agreements, of)] : []),
    ...(at ? [isNamed(currentFigures.subjectPlaceKey, places, at)] : []),
  ];
  return either.length > 0 ? sql`(${sql.join(either, sql` or `)})` : undefined;
}

/** All current claims of a figure are bounded to one place: the claim that stands for it tells which. */
function isCountedIn(named: readonly string[]): SQL {
  const keys = sql`${keysNamed(places, named)}`;
  const there = sql`any(array(select ${places.key} from ${places}
    where ${places.key} = any(${keys}) or ${places.countryKey} = any(${keys})))`;
  return sql`(${currentFigures.subjectPlaceKey} = ${there} or ${currentFigures.key} in (
    select ${claims.key} from ${claims} where ${claims.placeKey} = ${there}))`;
}

/** All claims of a figure are of the same party's people, too. */
const isOfPeopleOf = (parties: readonly string[]): SQL =>
  sql`${currentFigures.key} in (
    select ${claims.key} from ${claims} where ${isNamed(claims.partyKey, actors, parties)})`;

/** A figure of a conflict or a place that has no period is of all its time, and within no span of days. */
function isWithin(during: FigureFilter['during']): SQL | undefined {
  const { from, to } = during ?? {};
  if (!from && !to) return undefined;
  const lies = (earliest: PgColumn, latest: PgColumn) =>
    and(
      from ? sql`${earliest} >= ${`${from}T00:00:00.000Z`}::timestamptz` : undefined,
      to ? sql`${latest} <= ${`${to}T23:59:59.999Z`}::timestamptz` : undefined,
    )!;
  const { periodEarliest, periodLatest, subjectEventKey } = currentFigures;
  // Not EXISTS: so the events of the days are found once, by their index.
  return sql`(${and(isNotNull(periodEarliest), lies(periodEarliest, periodLatest))} or ${and(
    isNull(periodEarliest),
    sql`${subjectEventKey} in (select ${events.key} from ${events} where ${lies(events.earliest, events.latest)})`,
  )})`;
}

export type FigureOrder = 'LATEST_FIRST' | 'MOST_CLAIMANTS' | 'FURTHEST_APART';

const BY: Record<FigureOrder, { by: string; value: Order['value'] }> = {
  LATEST_FIRST: { by: 'latest', value: 'instant' },
  MOST_CLAIMANTS: { by: 'claimants', value: 'number' },
  FURTHEST_APART: { by: 'gap', value: 'number' },
};

export const figureOrder = (name: FigureOrder): Order => ({
  name,
  by: sql.raw(BY[name].by),
  value: BY[name].value,
  descending: true,
});

type Text = string | SQL;

/** Selects a slice of the figures, in its direction: the key of one claim of each. */
export function selectFigures(
  asked: FiguresAsked,
  order: Order,
  forward: boolean,
  cursor: readonly [Text, Text] | null,
  limit: number,
): SQL {
  const direction = sql.raw(forward ? 'desc' : 'asc');
  const by = order.by as SQL;
  const type = sql.raw(order.value === 'instant' ? 'timestamptz' : 'int');
  const beyond = cursor
    ? sql`where (${by}, key) ${sql.raw(forward ? '<' : '>')} (${cursor[0]}::${type}, ${cursor[1]} collate "C")`
    : sql``;
  return fromFigures(
    asked,
    sql`select (${by})::text as sort_value, key from figures ${beyond}
      order by ${by} ${direction}, key ${direction} limit ${sql.raw(String(limit))}`,
  );
}

export const countFigures = (asked: FiguresAsked): SQL =>
  fromFigures(asked, sql`select count(*) as total from figures`);

export const FIGURE_COLUMNS = { key: 'text' } as const satisfies Record<string, Selected>;

export const figureCursor = (cursor: string, order: Order): [string, string] =>
  decodeCursor(cursor, order.name, order.value);

/** A slice of the figures, by the key of one claim of each. */
export async function figuresPage(
  db: Database,
  asked: FiguresAsked,
  order: Order,
  slice: Slice,
): Promise<Page<{ key: string }>> {
  const cursor = slice.cursor === null ? null : figureCursor(slice.cursor, order);
  const rows = await readObjects<{ sort_value: string; key: string }>(
    db,
    selectFigures(asked, order, slice.forward, cursor, slice.size + 1),
  );
  const sorted = rows.map(({ sort_value: sortValue, key }) => ({ sortValue, row: { key } }));
  return pageOf(sorted, order, slice);
}

/** The claims of several figures, by the key of one claim of each. */
export async function claimsOfFigures(
  db: Database,
  keys: readonly string[],
  asOf: string,
): Promise<Map<string, Claim[]>> {
  const shape = shapeOf(claims);
  const rows = await readRows(
    db,
    sql`select asked.key as asked, ${shape.columns} from unnest(${sql.param(keys)}::text[]) as asked(key)
      join ${claims} on ${claimsOfFigure(sql.raw('asked.key'), claimsStanding(asOf))}`,
  );
  const byKey = new Map<string, Claim[]>(keys.map((key) => [key, []]));
  for (const values of rows) byKey.get(values[0] as string)!.push(shape.row(values, 1));
  return byKey;
}

export async function figuresTotal(db: Database, asked: FiguresAsked): Promise<number> {
  const [row] = await readObjects<{ total: number }>(db, countFigures(asked));
  return Number(row!.total);
}
