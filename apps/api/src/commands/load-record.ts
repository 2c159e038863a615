import { renewStatistics } from '@casus/store/writing/planner-statistics';
import type { WriteOutcome } from '@casus/store/writing/upsert';
import type { Transacting } from '@casus/store/writing/confirmed-commit';
import { readRecordFolder } from '@casus/ingest/record/read';
import { replaceCommonNames } from '@casus/store/search/common-names';
import { writeRecord } from '@casus/ingest/record/write';
import { join } from 'node:path';

/** The curated record of this repository. */
export const RECORD_FOLDER = join(import.meta.dirname, '../../../../records');

/** Brings the database up to the record's files; all of it or nothing. @throws RecordInvalid */
export async function loadRecord(
  { db }: { db: Transacting },
  folder: string = RECORD_FOLDER,
): Promise<Map<string, WriteOutcome>> {
  const { entries, names } = await readRecordFolder(folder);
  return db.transaction(async (transaction) => {
    const outcomes = await writeRecord(transaction, entries);
    await replaceCommonNames(transaction, names);
    await renewStatistics(transaction);
    return outcomes;
  });
}
