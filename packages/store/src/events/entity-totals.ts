import { and, sql, type SQL } from 'drizzle-orm';
import type { Database } from '../engines/database.ts';
import { eventsWhere, ofActor, ofConflict, ofCountry, ofDyad, ofPlace } from '../entities/event.ts';
import type { Link } from '../lists/page.ts';
import { readObjects } from '../reading/read.ts';
import { entityTotals, eventTotals } from '../tables/total.ts';
import {
  countedEvents,
  countedMonths,
  goesBeyond,
  isOpen,
  sumsOfCounted,
  type Counted,
  type EventSums,
  type OpenDays,
} from './counted.ts';
import { areWholeMonths, inMonths } from './months.ts';
import { areSettled, isSettled, isUnsettled, pastOf, type Past } from './settled.ts';
import { columnsOfSums, namesOf } from './single-events.ts';
import { joinedStandingAt } from './standing.ts';

/** Whose events are summed up. Those of a country are by their source's word; of other places, those in it and within. */
export type TotalledEntity = 'CONFLICT' | 'DYAD' | 'ACTOR' | 'PLACE';

export interface TotalsRequest {
  /** Of the events that may have happened on one of these days. */
  during: OpenDays;
  asOf: string | null;
}

/** Sums over an entity's events that stand, and when the first and the last of them may have begun. */
export interface Totals extends EventSums {
  firstEarliest: string | null;
  lastEarliest: string | null;
}

/** The same for each year or month in which some of them may have begun. */
export interface SeriesTotals extends EventSums {
  /** `2021`, `2021-05` */
  period: string;
}

const SERIES = { YEAR: 'YYYY', MONTH: 'YYYY-MM' } as const;
export type SeriesUnit = keyof typeof SERIES;

/** Selects the totals of the entity with a key: one row. Sums beyond the row are of events that may have happened on other days, too. */
export function totalsRow(entity: TotalledEntity, key: SQL, request: TotalsRequest): SQL {
  return sql`select ${sumsOfCounted(goesBeyond(request.during))},
      ${instantText(sql`min(first_earliest)`)} as "firstEarliest",
      ${instantText(sql`max(last_earliest)`)} as "lastEarliest"
    from (${isOpen(request.during) ? everything(entity, key, request) : counted(entity, key, request)}) counted`;
}

/** Selects its totals by period, first to last. Sums beyond the row are of events that may have gone on after the period, or outside the days. */
export function seriesRows(
  entity: TotalledEntity,
  key: SQL,
  { by, ...request }: TotalsRequest & { by: SeriesUnit },
): SQL {
  const unit = sql.raw(`'${by.toLowerCase()}'`);
  const spanning = sql`(date_trunc(${unit}, earliest) <> date_trunc(${unit}, latest) or ${goesBeyond(request.during)})`;
  return sql`select to_char(date_trunc(${unit}, earliest), ${sql.raw(`'${SERIES[by]}'`)}) as period,
      ${sumsOfCounted(spanning)}
    from (${counted(entity, key, request)}) counted group by date_trunc(${unit}, earliest)
    order by date_trunc(${unit}, earliest)`;
}

/** Of several entities, by key. */
export async function totalsOfEntities(
  db: Database,
  entity: TotalledEntity,
  keys: readonly string[],
  request: TotalsRequest,
): Promise<Map<string, Totals>> {
  const byKey = await ofEach<Totals>(db, keys, (key) => totalsRow(entity, key, request));
  return new Map([...byKey].map(([key, [totals]]) => [key, totals!]));
}

export async function seriesOfEntities(
  db: Database,
  entity: TotalledEntity,
  keys: readonly string[],
  request: TotalsRequest & { by: SeriesUnit },
): Promise<Map<string, SeriesTotals[]>> {
  const byKey = await ofEach<SeriesTotals>(db, keys, (key) => seriesRows(entity, key, request));
  return new Map(keys.map((key) => [key, byKey.get(key) ?? []]));
}

async function ofEach<Row>(
  db: Database,
  keys: readonly string[],
  select: (key: SQL) => SQL,
): Promise<Map<string, Row[]>> {
  const rows = await readObjects<Row & { entityKey: string }>(
    db,
    sql`select asked.key as "entityKey", totals.*
      from unnest(${sql.param(keys)}::text[]) as asked(key)
      cross join lateral (${select(sql.raw('asked.key'))}) totals`,
  );
  const byKey = new Map<string, Row[]>();
  for (const { entityKey, ...row } of rows) {
    const known = byKey.get(entityKey);
    if (known) known.push(row as Row);
    else byKey.set(entityKey, [row as Row]);
  }
  return byKey;
}

/** All its events: as of a moment, by its sums of now where those were settled, and with the events that were not. */
function everything(entity: TotalledEntity, key: SQL, request: TotalsRequest): Counted {
  const past = pastOf(request.asOf);
  const kept = sql`from ${entityTotals} totals where ${and(
    sql`totals.entity = ${sql.raw(`'${entity}'`)} and totals.key = ${key}`,
    areSettled(past),
  )}`;
  const ofEntity = sql`select null::timestamptz as earliest, null::timestamptz as latest, ${namesOf(COLUMNS)} ${kept}`;
  if (!past) return ofEntity;
  const others = sql`select earliest, latest, ${namesOf(COLUMNS)}`;
  return sql`${ofEntity}
    union all ${others} from (${asNow(entity, key, request)}) settled where not exists (select ${kept})
    union all ${others} from (${asThen(entity, key, request, past)}) unsettled`;
}

const COLUMNS = columnsOfSums(entityTotals, 'entity', 'key');

/** An entity's events, by how it is found in each table. Only a place is found in two ways, by what it is. */
interface Found {
  link: Link;
  months: ((key: SQL) => SQL) | null;
  condition?: (key: SQL) => SQL;
}

const isCountry = (key: SQL) => sql`is_country(${key})`;

const FOUND: Record<TotalledEntity, readonly Found[]> = {
  CONFLICT: [{ link: ofConflict, months: ofConflict.ofMonths }],
  DYAD: [{ link: ofDyad, months: ofDyad.ofMonths }],
  ACTOR: [{ link: ofActor, months: ofActor.ofMonths }],
  PLACE: [
    {
      link: ofCountry,
      months: (key) => sql`${eventTotals.countryKey} = ${key}`,
      condition: isCountry,
    },
    { link: ofPlace, months: null, condition: (key) => sql`not ${isCountry(key)}` },
  ],
};

function counted(entity: TotalledEntity, key: SQL, request: TotalsRequest): Counted {
  const past = pastOf(request.asOf);
  return past
    ? sql`${asNow(entity, key, request)} union all ${asThen(entity, key, request, past)}`
    : asNow(entity, key, request);
}

/** Those that are as they were: whole months are there already; days within a month and what lies in a place are read of the events. */
function asNow(entity: TotalledEntity, key: SQL, { during, asOf }: TotalsRequest): Counted {
  const past = pastOf(asOf);
  return parts(entity, ({ link, months, condition }) =>
    months && areWholeMonths(during)
      ? countedMonths(and(months(key), inMonths(during), condition?.(key), areSettled(past))!)
      : countedEvents(
          null,
          and(link(key, null), eventsWhere({ during }, null), condition?.(key), isSettled(past)),
        ),
  );
}

/** Those that were otherwise, one by one. */
function asThen(entity: TotalledEntity, key: SQL, { during }: TotalsRequest, past: Past): Counted {
  const { asOf } = past;
  const standing = joinedStandingAt(asOf, true);
  return parts(entity, ({ link, condition }) =>
    countedEvents(
      asOf,
      and(
        isUnsettled(past),
        link(key, asOf),
        eventsWhere({ during }, asOf, standing),
        condition?.(key),
      ),
      standing,
    ),
  );
}

const parts = (entity: TotalledEntity, part: (found: Found) => Counted): Counted =>
  sql.join(FOUND[entity].map(part), sql` union all `);

const instantText = (value: SQL) => sql`to_char(${value}, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
