import type { Database } from '@casus/store/engines/database';
import { groupMentions } from '@casus/store/writing/mentions';
import { renewStatistics } from '@casus/store/writing/planner-statistics';
import {
  enterInAuditLog,
  lastRecordLoaded,
  UNNAMED,
  type Operator,
} from '@casus/store/writing/audit-log';
import type { Transacting } from '@casus/store/writing/confirmed-commit';
import { readRecordFolder } from '@casus/ingest/record/read';
import { replaceCommonNames } from '@casus/store/search/common-names';
import { writeRecord, type RecordOutcome } from '@casus/ingest/record/write';
import { join } from 'node:path';

/** The curated record of this repository. */
export const RECORD_FOLDER = join(import.meta.dirname, '../../../../records');

/** Brings the database up to the record's files; all of it or nothing. @throws RecordInvalid */
export async function loadRecord(
  { db }: { db: Transacting },
  folder: string = RECORD_FOLDER,
  operator: Operator = UNNAMED,
): Promise<Map<string, RecordOutcome>> {
  const { entries, names, sha256 } = await readRecordFolder(folder);
  return db.transaction(async (transaction) => {
    const outcomes = await writeRecord(transaction, entries);
    await replaceCommonNames(transaction, names);
    await enterLoad(transaction, operator, [...outcomes.values()], sha256);
    await groupMentions(transaction);
    await renewStatistics(transaction);
    return outcomes;
  });
}

/** A start that finds the record as it was is nothing that somebody did to it. */
async function enterLoad(
  transaction: Database,
  operator: Operator,
  outcomes: readonly RecordOutcome[],
  sha256: string,
): Promise<void> {
  const count = (word: RecordOutcome) => outcomes.filter((outcome) => outcome === word).length;
  const removed = count('removed');
  const isNews = outcomes.some((outcome) => outcome !== 'unchanged');
  if (!isNews && (await lastRecordLoaded(transaction)) === sha256) return;
  await enterInAuditLog(transaction, operator, {
    action: 'RECORD_LOAD',
    sha256,
    rowsRead: outcomes.length - removed,
    rowsAdded: count('added'),
    rowsUpdated: count('updated'),
    rowsUnchanged: count('unchanged'),
    withdrawn: removed,
  });
}
