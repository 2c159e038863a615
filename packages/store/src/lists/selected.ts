import { sql, type SQL } from 'drizzle-orm';
import type { ClaimList } from './claim-rows.ts';
import { claimsWhere, isStandingAsAsked } from '../entities/claim.ts';
import { rowsOf, type Database } from '../engines/database.ts';
import type { EventList } from './event-rows.ts';
import { eventsAt, releaseAt } from '../events/described.ts';
import { joinedStandingAt } from '../events/standing.ts';
import { eventsWhere, standingAsked } from '../entities/event.ts';
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

export function selectedEvents(
  db: Database,
  { filter, asOf }: Pick<EventList, 'filter' | 'asOf'>,
): Promise<Selected> {
  const standing = joinedStandingAt(asOf);
  return selected(
    db,
    sql`${eventsAt(asOf)} ${standing.join}`,
    releaseAt(asOf),
    eventsWhere(filter, asOf, standing),
    eventsWhere({ standing: standingAsked(filter) }, asOf, standing),
  );
}

export function selectedClaims(
  db: Database,
  { filter, asOf }: Pick<ClaimList, 'filter' | 'asOf'>,
): Promise<Selected> {
  return selected(
    db,
    sql`${claims}`,
    sql`${claims.releaseKey}`,
    claimsWhere(filter, asOf),
    isStandingAsAsked(filter, asOf),
  );
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
  const matchedBy = new Map(counts.map((count) => [count.dataset, count.matched]));
  const releases = await db.select().from(datasets).orderBy(datasets.key);
  return {
    matched: sum(counts.map(({ matched }) => matched)),
    total: sum(counts.map(({ total }) => total)),
    datasets: releases
      .map((release) => ({ ...release, rows: matchedBy.get(release.key) ?? 0 }))
      .filter(({ rows }) => rows > 0),
    recordRows: matchedBy.get(null) ?? 0,
  };
}

const sum = (numbers: readonly number[]) => numbers.reduce((one, other) => one + other, 0);
