import { sql, type SQL } from 'drizzle-orm';
import type { Database } from '../engines/database.ts';
import { readObjects } from '../reading/read.ts';
import { events } from '../tables/event.ts';
import type { QualityFlagKind } from '../vocabulary.ts';

/** How many events of a dataset release bear a flag; one event may bear several. */
export interface FlagCount {
  kind: QualityFlagKind;
  eventCount: number;
}

/** The flags on the events that one release was the last to deliver, the most frequent first. */
export const selectFlags = (datasetKey: SQL): SQL => sql`
  select flag ->> 'kind' as kind, count(distinct ${events.key})::integer as "eventCount"
  from ${events}, jsonb_array_elements(${events.qualityFlags}) as flag
  where ${events.datasetKey} = ${datasetKey} and ${events.qualityFlags} <> '[]'
  group by 1 order by 2 desc, 1`;

/** The same of several releases. */
export async function flagsOfDatasets(
  db: Database,
  keys: readonly string[],
): Promise<Map<string, FlagCount[]>> {
  const counts = await readObjects<FlagCount & { dataset: string }>(
    db,
    sql`select asked.key as dataset, flags.*
      from unnest(${sql.param(keys)}::text[]) as asked(key)
        cross join lateral (${selectFlags(sql`asked.key`)}) as flags
      order by "eventCount" desc, kind`,
  );
  const flags = new Map<string, FlagCount[]>();
  for (const { dataset, kind, eventCount } of counts) {
    flags.set(dataset, [...(flags.get(dataset) ?? []), { kind, eventCount }]);
  }
  return flags;
}
