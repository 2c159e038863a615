import { sql, type SQL } from 'drizzle-orm';
import type { EventFilter } from '../entities/event.ts';
import { keysNamed } from '../entities/named.ts';
import { actors } from '../tables/actor.ts';
import { claimSets } from '../tables/total.ts';

/** Of sums over events: some claim about each of the events is by one of the claimants and counts one of the metrics. */
export function setsHaveFilter({
  claimants,
  metrics,
}: Pick<EventFilter, 'claimants' | 'metrics'>): SQL | undefined {
  const condition = claimedBy(claimants, metrics);
  return (
    condition &&
    sql`"events".claimed = any(array(select ${claimSets.key} from ${claimSets} where ${condition}))`
  );
}

function claimedBy(
  claimants: EventFilter['claimants'],
  metrics: EventFilter['metrics'],
): SQL | undefined {
  const counting = sql`${sql.param(metrics)}::text[]`;
  if (!claimants) return metrics ? sql`${claimSets.metrics} && ${counting}` : undefined;
  const keys = keysNamed(actors, claimants);
  if (!metrics) return sql`${claimSets.claimantKeys} && ${keys}`;
  return sql`${claimSets.metricsOfClaimants} && array(
    select metric || ' ' || key from unnest(${counting}) metric, unnest(${keys}) key)`;
}
