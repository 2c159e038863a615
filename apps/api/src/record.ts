import type { Store } from '@casus/store/open';
import { renewStatistics } from '@casus/store/statistics';
import type { WriteOutcome } from '@casus/store/writing/upsert';
import { readRecord } from '@casus/ingest/record/read';
import { writeRecord } from '@casus/ingest/writer';
import { join } from 'node:path';

/** The curated record of this repository. */
export const RECORD_FOLDER = join(import.meta.dirname, '../../../records');

/** Brings the database up to the record's files; all of it or nothing. @throws RecordInvalid */
export async function loadRecord(
  store: Store,
  folder: string = RECORD_FOLDER,
): Promise<Map<string, WriteOutcome>> {
  const group = await readRecord(folder);
  const outcomes = await store.db.transaction((transaction) => writeRecord(transaction, group));
  await renewStatistics(store);
  return outcomes;
}
