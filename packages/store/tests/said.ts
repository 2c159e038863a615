import { getTableColumns } from 'drizzle-orm';
import type { claims } from '../src/tables/claim.ts';
import type { events } from '../src/tables/event.ts';

/** The columns of claims or events that are the same wherever the same was imported, whenever. */
export function saidIn<Table extends typeof claims | typeof events>(table: Table) {
  const { commitId: _, commitOrdinal: __, change: ___, ...said } = getTableColumns(table);
  if ('recordedAt' in said) delete (said as { recordedAt?: unknown }).recordedAt;
  return said as Omit<
    Table['_']['columns'],
    'commitId' | 'commitOrdinal' | 'change' | 'recordedAt'
  >;
}
