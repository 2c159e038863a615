import { and, inArray, isNotNull } from 'drizzle-orm';
import type { Database } from '../engines/database.ts';
import { datasets } from '../tables/dataset.ts';

/** Of some series, those of which a release was imported. */
export async function importedSeries(db: Database, series: readonly string[]): Promise<string[]> {
  const rows = await db
    .selectDistinct({ series: datasets.series })
    .from(datasets)
    .where(and(inArray(datasets.series, [...series]), isNotNull(datasets.importedAt)));
  return rows.map((row) => row.series);
}
