import { sql } from 'drizzle-orm';
import type { Database } from '../engines/database.ts';
import { readObjects } from '../reading/read.ts';
import { isAny } from '../reading/loaders.ts';
import { events } from '../tables/event.ts';
import type { QualityFlagKind } from '../vocabulary.ts';

/** How many events of a dataset release bear a flag; one event may bear several. */
export interface FlagCount {
  kind: QualityFlagKind;
  eventCount: number;
}

/** The flags on the events that each release was the last to deliver, the most frequent first. */
export async function flagsOfDatasets(
  db: Database,
  keys: readonly string[],
): Promise<Map<string, FlagCount[]>> {
  const counts = await readObjects<FlagCount & { dataset: string }>(
    db,
    sql`select ${events.datasetKey} as dataset, flag ->> 'kind' as kind,
          count(distinct ${events.key})::integer as "eventCount"
        from ${events}, jsonb_array_elements(${events.qualityFlags}) as flag
        where ${isAny(events.datasetKey, keys)} and ${events.qualityFlags} <> '[]'
        group by 1, 2 order by 3 desc, 2`,
  );
  const flags = new Map<string, FlagCount[]>();
  for (const { dataset, kind, eventCount } of counts) {
    flags.set(dataset, [...(flags.get(dataset) ?? []), { kind, eventCount }]);
  }
  return flags;
}
