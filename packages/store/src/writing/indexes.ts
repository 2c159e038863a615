import { getTableName, sql } from 'drizzle-orm';
import { rowsOf, type Database } from '../engines/database.ts';
import { actors } from '../tables/actor.ts';
import { claimAttributions, claims } from '../tables/claim.ts';
import { eventParticipants, events } from '../tables/event.ts';
import { externalIds } from '../tables/external-id.ts';
import { places } from '../tables/place.ts';
import { reports } from '../tables/report.ts';
import { searchEntries, searchNames, searchWords } from '../tables/search.ts';
import { slugs } from '../tables/slug.ts';

/** To which a file of events adds rows by the thousand, before the commit. */
const FILLED = [
  ...[events, eventParticipants, claims, claimAttributions, externalIds, reports, actors, places],
  ...[slugs, searchEntries, searchNames, searchWords],
].map((table) => getTableName(table));

/** A table of fewer pages, of 8 kB, is nearly empty: its indexes are soon made again. */
const FEW_PAGES = 256;

/**
 * Makes the indexes again that were left for later. Before the planner's statistics are renewed, which tell of
 * what indexes hold as well, and before the commit, which makes sums with their help.
 */
export type MakeIndexes = () => Promise<void>;

/**
 * Drops the indexes of nearly empty tables, for a writer of many rows: made of all rows at once, an index
 * costs a fraction of one that grows with each of them. Those that uphold a constraint stay, and those by
 * which writers find what claims are about. Until the commit whoever reads these tables waits, so that it is
 * done only where nobody does: by a writer that has the database to itself.
 */
export async function leaveIndexesForLater(transaction: Database): Promise<MakeIndexes> {
  if (!(await isAlone(transaction))) return async () => {};
  const indexes = await rowsOf<{ name: string; definition: string }>(
    transaction,
    sql`select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition
        from pg_index join pg_class tables on tables.oid = indrelid join pg_class own on own.oid = indexrelid
        where tables.relnamespace = 'public'::regnamespace and tables.relname = any(${sql.param(FILLED)}::text[])
          and not indisunique and indisvalid and own.reltablespace = 0
          and pg_get_indexdef(indexrelid, 1, true) not like 'subject\\_%'
          and pg_relation_size(tables.oid) / 8192 < ${FEW_PAGES}
          and pg_has_role(tables.relowner, 'usage')
        order by indexrelid`,
  );
  if (indexes.length === 0) return async () => {};
  await transaction.execute(sql.raw(`drop index ${indexes.map(({ name }) => name).join(', ')}`));
  return async () => {
    for (const { definition } of indexes) await transaction.execute(sql.raw(definition));
  };
}

/** Nobody else is connected to the database, nor to a standby, which would wait for the locks as well. */
export async function isAlone(transaction: Database): Promise<boolean> {
  const [others] = await rowsOf(
    transaction,
    sql`select from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid() and usesysid is not null
        union all select from pg_stat_replication limit 1`,
  );
  return others === undefined;
}
