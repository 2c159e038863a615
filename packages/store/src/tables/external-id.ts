import { index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { key } from './columns.ts';
import { externalIdScheme } from './enums.ts';

/** What other systems call an entity; the scheme tells which table the key is in. */
export const externalIds = pgTable(
  'external_ids',
  {
    entityKey: key('entity_key').notNull(),
    scheme: externalIdScheme('scheme').notNull(),
    value: text('value').notNull(),
  },
  (t) => [primaryKey({ columns: [t.entityKey, t.scheme, t.value] }), index().on(t.scheme, t.value)],
);
