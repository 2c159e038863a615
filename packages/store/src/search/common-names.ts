import { sql } from 'drizzle-orm';
import { rowsOf, type Database } from '../engines/database.ts';
import type { commonNames } from '../tables/common-name.ts';
import { RECORD } from '../writing/upsert.ts';
import { weighSearch } from './later.ts';

export type CommonName = Omit<typeof commonNames.$inferInsert, 'heldBy'>;

/**
 * Makes the record's common names exactly those given, and answers with how many rows that changed. What they
 * name need not be here yet.
 */
export async function replaceCommonNames(
  transaction: Database,
  names: readonly CommonName[],
): Promise<number> {
  const changed = await holdCommonNames(transaction, RECORD.key, names);
  if (changed > 0) await weighSearch(transaction);
  return changed;
}

/** The same of any holder's, for who weighs what is searched later. */
export async function holdCommonNames(
  transaction: Database,
  heldBy: string,
  names: readonly CommonName[],
): Promise<number> {
  const rows = names.map(({ entityKey, position = 0, ...name }) => ({
    ...name,
    position,
    entity_key: entityKey,
    held_by: heldBy,
  }));
  const given = sql`json_populate_recordset(null::common_names, ${JSON.stringify(rows)}::json)`;
  const gone = await rowsOf(
    transaction,
    sql`delete from common_names stored where held_by = ${heldBy} and not exists (
          select from ${given} as given where given = stored) returning true`,
  );
  const added = await rowsOf(
    transaction,
    sql`insert into common_names select * from ${given} on conflict do nothing returning true`,
  );
  return gone.length + added.length;
}
