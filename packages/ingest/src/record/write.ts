import type { Database } from '@casus/store/engines/database';
import { RECORD, type WriteOutcome } from '@casus/store/writing/upsert';
import type { EntryGroup } from '../entry.ts';
import { retireRows, writeGroups } from '../writer.ts';
import { OWN_PREFIX } from './keys.ts';

export type RecordOutcome = WriteOutcome | 'removed';

/**
 * Brings the database to what the curated record holds: writes its group, and takes back what an
 * earlier state of it had and this one has not.
 */
export async function writeRecord(
  transaction: Database,
  group: EntryGroup,
): Promise<Map<string, RecordOutcome>> {
  const gone = await retireRows(transaction, group, OWN_PREFIX);
  const outcomes: Map<string, RecordOutcome> = await writeGroups(transaction, RECORD, [group]);
  for (const key of gone) outcomes.set(key, 'removed');
  return outcomes;
}
