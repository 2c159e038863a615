import type { Database } from '../engines/database.ts';
import { countRows, tablesOf } from './contents.ts';

/** How much a backup would hold. */
export async function countBackup(db: Database): Promise<{ rows: number; tables: number }> {
  const tables = await tablesOf(db);
  let rows = 0;
  for (const table of tables) rows += await countRows(db, table);
  return { rows, tables: tables.length };
}
