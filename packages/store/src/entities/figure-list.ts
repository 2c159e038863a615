import { and, inArray, sql, type SQL } from 'drizzle-orm';
import type { Database } from '../engines/database.ts';
import { decodeCursor } from '../lists/cursor.ts';
import { pageOf, type Order, type Page, type Slice } from '../lists/page.ts';
import type { Selected } from '../pushdown/selected.ts';
import { readObjects, readRows, shapeOf } from '../reading/read.ts';
import { FIGURE_SCOPE } from '../rules/figure-scope.ts';
import { actors } from '../tables/actor.ts';
import { claims } from '../tables/claim.ts';
import { conflicts } from '../tables/conflict.ts';
import { events } from '../tables/event.ts';
import { places } from '../tables/place.ts';
import type { Metric, Population } from '../vocabulary.ts';
import { claimsStanding, type Claim } from './claim.ts';
import { isNamed, keysNamed } from './named.ts';

/** All conditions hold at once; a list is met by any of its values. Names are slugs or natural keys. */
export interface FigureFilter {
  /** In the record of one of these conflicts. */
  conflicts?: readonly string[] | null;
  /** About one of these events; with places, about either. */
  events?: readonly string[] | null;
  places?: readonly string[] | null;
  metrics?: readonly Metric[] | null;
  populations?: readonly Population[] | null;
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
}

const SUBJECTS = [
  'subjectConflictKey',
  'subjectEventKey',
  'subjectAgreementKey',
  'subjectPlaceKey',
] as const;
const SCOPE = [...SUBJECTS, ...FIGURE_SCOPE] as const;

/** What figures are told apart by, as columns of claims or of what has the same names. */
const scopeOf = (alias: string): SQL =>
  sql.raw(SCOPE.map((property) => `${alias}."${claims[property].name}"`).join(', '));

/**
 * The claims of a figure that stood at the moment, by the scope of one claim of it. The subject first, and by
 * equality, which an index answers: of four subjects, three are null.
 */
export function claimsOfFigure(claimKey: SQL, asOf: string | SQL): SQL {
  const of = (property: (typeof SCOPE)[number]) => sql.raw(`one."${claims[property].name}"`);
  const subject = SUBJECTS.map((property) => sql`${claims[property]} = ${of(property)}`);
  const same = SCOPE.map(
    (property) => sql`${claims[property]} is not distinct from ${of(property)}`,
  );
  return sql`${claims.key} in (select ${claims.key} from ${claims} one join ${claims}
      on (${sql.join(subject, sql` or `)}) and ${and(...same)}
    where one.key = ${claimKey} and ${claims.kind} = 'FIGURE' and ${claimsStanding(asOf)})`;
}

/** As the rule reads a rounded number: half of its last digit that is not zero. */
const rounding = (value: string) =>
  `case when ${value} = 0 or ${value} <> floor(${value}) then 0
    else power(10, length(${value}::bigint::text) - length(rtrim(${value}::bigint::text, '0'))) / 2 end`;

/** The range of `rules/range.ts`, said to the database. */
const RANGES = sql.raw(`
  case quantifier when 'MORE_THAN' then least + 1 when 'UP_TO' then coalesce(low, case when least is not null then 0 end)
    when 'ABOUT' then least - ${rounding('least')} else least end as range_low,
  case when least is null then null when quantifier in ('AT_LEAST', 'MORE_THAN') then 'Infinity'::float8
    when quantifier = 'ABOUT' then most + ${rounding('most')} else most end as range_high`);

/**
 * Reads from `figures`, which has a row for each figure of the filter: the first key of its current claims stands
 * for it. Its current claims are those of `rules/figures.ts`: each claimant's latest word that counts.
 */
export function fromFigures({ filter, asOf }: FiguresAsked, select: SQL, extra = sql``): SQL {
  const within = and(
    sql`${claims.kind} = 'FIGURE'`,
    claimsStanding(asOf),
    sql`${claims.rank} <> 'DEPRECATED' and ${claims.stance} in ('ASSERTS', 'CONFIRMS')`,
    filter.conflicts ? isNamed(claims.conflictKey, conflicts, filter.conflicts) : undefined,
    isAbout(filter),
    filter.metrics ? inArray(claims.metric, filter.metrics) : undefined,
    filter.populations
      ? sql`coalesce(${claims.population}, 'ALL') in (${sql.join(
          filter.populations.map((word) => sql`${word}`),
          sql`, `,
        )})`
      : undefined,
    isWithin(filter.during),
  );
  const claimants = filter.claimants
    ? sql`count(*) filter (where claimant_key = any(${keysNamed(actors, filter.claimants)})) >= ${filter.claimants.length}`
    : undefined;
  const having = and(
    filter.minClaimants ? sql`count(*) >= ${filter.minClaimants}` : undefined,
    claimants,
    typeof filter.contested === 'boolean'
      ? sql`coalesce(max(range_low) > min(range_high), false) = ${filter.contested}`
      : undefined,
  );
  return sql`
    with counting as materialized (
      select *, least(low, best, high) as least, greatest(low, best, high) as most from ${claims} where ${within ?? sql`true`}
    ), current as (
      select distinct on (${scopeOf('counting')}, claimant_key) counting.*, ${RANGES}
      from counting
      where not exists (select from counting later where later.supersedes_key = counting.key
        and row(${scopeOf('later')}) is not distinct from row(${scopeOf('counting')}))
      order by ${scopeOf('counting')}, claimant_key, asserted_latest desc, asserted_earliest desc, key desc
    ), figures as (
      select min(key) as key, max(asserted_latest) as latest, count(*)::int as claimants,
        coalesce(max(range_low) > min(range_high), false) as contested,
        coalesce(max(least) - min(most), 0)::float8 as gap${extra}
      from current group by ${scopeOf('current')} having ${having ?? sql`true`}
    )
    ${select}`;
}

function isAbout({ events: named, places: at }: FigureFilter): SQL | undefined {
  const either = [
    ...(named ? [isNamed(claims.subjectEventKey, events, named)] : []),
    ...(at ? [isNamed(claims.subjectPlaceKey, places, at)] : []),
  ];
  return either.length > 0 ? sql`(${sql.join(either, sql` or `)})` : undefined;
}

/** A figure of a conflict or a place that has no period is of all its time, and within no span of days. */
function isWithin(during: FigureFilter['during']): SQL | undefined {
  const { from, to } = during ?? {};
  if (!from && !to) return undefined;
  const lies = (earliest: SQL, latest: SQL) =>
    and(
      from ? sql`${earliest} >= ${`${from}T00:00:00.000Z`}::timestamptz` : undefined,
      to ? sql`${latest} <= ${`${to}T23:59:59.999Z`}::timestamptz` : undefined,
    )!;
  const ofEvent = sql`exists (select from ${events} where ${events.key} = ${claims.subjectEventKey}
    and ${lies(sql`${events.earliest}`, sql`${events.latest}`)})`;
  return sql`(case when ${claims.periodEdtf} is null then ${ofEvent}
    else ${lies(sql`${claims.periodEarliest}`, sql`${claims.periodLatest}`)} end)`;
}

export type FigureOrder = 'LATEST_FIRST' | 'MOST_CLAIMANTS' | 'FURTHEST_APART';

const BY: Record<FigureOrder, { by: string; value: Order['value'] }> = {
  LATEST_FIRST: { by: 'latest', value: 'instant' },
  MOST_CLAIMANTS: { by: 'claimants', value: 'number' },
  FURTHEST_APART: { by: 'round(gap)::int', value: 'number' },
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
      join ${claims} on ${claimsOfFigure(sql.raw('asked.key'), asOf)}`,
  );
  const byKey = new Map<string, Claim[]>(keys.map((key) => [key, []]));
  for (const values of rows) byKey.get(values[0] as string)!.push(shape.row(values, 1));
  return byKey;
}

export async function figuresTotal(db: Database, asked: FiguresAsked): Promise<number> {
  const [row] = await readObjects<{ total: number }>(db, countFigures(asked));
  return Number(row!.total);
}
