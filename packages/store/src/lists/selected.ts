import { sql, type SQL } from 'drizzle-orm';
import type { ClaimList } from './claim-rows.ts';
import { countsOfClaims } from '../entities/claim-counts.ts';
import { claimsWhere, isStandingAsAsked } from '../entities/claim.ts';
import { rowsOf, type Database } from '../engines/database.ts';
import type { EventList } from './event-rows.ts';
import { eventsAt, releaseAt } from '../events/described.ts';
import { joinedStandingAt } from '../events/standing.ts';
import { eventStatistics } from '../events/statistics.ts';
import { sumsKept } from '../events/sums-kept.ts';
import { eventsWhere, standingAsked, type EventFilter } from '../entities/event.ts';
import type { Counts } from './page.ts';
import type { agreements } from '../tables/agreement.ts';
import { claims } from '../tables/claim.ts';
import { datasets } from '../tables/dataset.ts';
import type { reports } from '../tables/report.ts';

/**
 * What a filter picks: how many of how many, and by whose releases they came. Those of which it picks are
 * all that stand or, where it asks for what is withdrawn, those.
 */
export interface Selected {
  matched: number;
  total: number;
  datasets: (typeof datasets.$inferSelect & { rows: number })[];
  /** Rows of the curated record alone. */
  recordRows: number;
}

/** How many rows each release described; under null those of the record. */
type RowsByRelease = Map<string | null, number>;

export async function selectedEvents(
  db: Database,
  { filter, asOf }: Pick<EventList, 'filter' | 'asOf'>,
): Promise<Selected> {
  const all: EventFilter = { standing: standingAsked(filter) };
  if (asOf === null) {
    return described(db, await eventsByRelease(db, filter), await eventsByRelease(db, all));
  }
  const standing = joinedStandingAt(asOf);
  return selected(
    db,
    sql`${eventsAt(asOf)} ${standing.join}`,
    releaseAt(asOf),
    eventsWhere(filter, asOf, standing),
    eventsWhere(all, asOf, standing),
  );
}

/** No record has so many releases. */
const RELEASES = 100_000;

async function eventsByRelease(db: Database, filter: EventFilter): Promise<RowsByRelease> {
  const by = ['RELEASE'] as const;
  if (sumsKept(filter, by, null)) {
    const rows = await eventStatistics(db, { filter, by, asOf: null, limit: RELEASES });
    return new Map(rows.map(({ release, events: number }) => [release, number]));
  }
  const standing = joinedStandingAt(null);
  return rowsByRelease(
    db,
    sql`select ${releaseAt(null)} as release, count(*)::int as rows
      from ${eventsAt(null)} ${standing.join}
      where ${eventsWhere(filter, null, standing) ?? sql`true`} group by 1`,
  );
}

export async function selectedClaims(
  db: Database,
  { filter, asOf }: Pick<ClaimList, 'filter' | 'asOf'>,
): Promise<Selected> {
  const matched = await claimsByRelease(db, claimsWhere(filter, asOf), countsOfClaims(filter));
  const all = await claimsByRelease(db, isStandingAsAsked(filter, asOf), countsOfClaims({}));
  return described(db, matched, all);
}

function claimsByRelease(
  db: Database,
  where: SQL | undefined,
  counts: Counts | undefined,
): Promise<RowsByRelease> {
  return rowsByRelease(
    db,
    sql`select ${claims.releaseKey} as release,
        ${counts ? sql`sum(${counts.number})` : sql`count(*)`}::int as rows
      from ${counts?.from ?? claims} where ${where ?? sql`true`} group by 1`,
  );
}

async function rowsByRelease(db: Database, statement: SQL): Promise<RowsByRelease> {
  const counts = await rowsOf<{ release: string | null; rows: number }>(db, statement);
  return new Map(counts.map(({ release, rows }) => [release, rows]));
}

/** All of a kind, by what describes them: the record, or the latest release of a series. */
export function selectedEntities(
  db: Database,
  table: typeof agreements | typeof reports,
): Promise<Selected> {
  const latest = sql`(select ${datasets.key} from ${datasets} where ${datasets.series} = ${table.source}
    order by ${datasets.releasedLatest} desc, ${datasets.key} desc limit 1)`;
  return selected(db, sql`${table}`, latest, undefined, undefined);
}

async function selected(
  db: Database,
  from: SQL,
  dataset: SQL,
  where: SQL | undefined,
  everything: SQL | undefined,
): Promise<Selected> {
  const counts = await rowsOf<{ dataset: string | null; matched: number; total: number }>(
    db,
    sql`select ${dataset} as dataset, count(*)::int as total,
        count(*) filter (where ${where ?? sql`true`})::int as matched
      from ${from} where ${everything ?? sql`true`} group by 1 order by 1`,
  );
  return described(
    db,
    new Map(counts.map((count) => [count.dataset, count.matched])),
    new Map(counts.map((count) => [count.dataset, count.total])),
  );
}

async function described(
  db: Database,
  matched: RowsByRelease,
  all: RowsByRelease,
): Promise<Selected> {
  const releases = await db.select().from(datasets).orderBy(datasets.key);
  return {
    matched: sum(matched),
    total: sum(all),
    datasets: releases
      .map((release) => ({ ...release, rows: matched.get(release.key) ?? 0 }))
      .filter(({ rows }) => rows > 0),
    recordRows: matched.get(null) ?? 0,
  };
}

const sum = (rows: RowsByRelease) => [...rows.values()].reduce((one, other) => one + other, 0);
