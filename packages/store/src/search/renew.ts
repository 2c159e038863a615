import { sql } from 'drizzle-orm';
import { rowsOf, type Database } from '../engines/database.ts';
import { weighSearch } from './later.ts';

/**
 * Enters anew what searches find by names that are not its own any more, and whatever is missing. Triggers follow each name as
 * it is written; what a pair of parties is called rests on rows of others, too: the common names of its parties.
 */
export async function renewSearch(db: Database): Promise<void> {
  const namings = await rowsOf<{ kind: string; named: string }>(
    db,
    sql`select kind::text, format(naming, quote_ident(relation)) as named from search_namings()`,
  );
  const dropped: string[] = [];
  for (const { kind, named } of namings) {
    // The id of a name is made of all that it tells, as search_statement() makes it.
    const stale = await rowsOf<{ id: string }>(
      db,
      sql`delete from search_entries entry
        using (${sql.raw(named)}) as named(key, curated, name, names, also, tier)
        where entry.type = ${kind}::search_type and entry.key = named.key
          and entry.name_id <> md5(concat(${kind}::text, curated, named.name, names, also, tier))::uuid
        returning entry.name_id as id`,
    );
    for (const { id } of stale) dropped.push(id);
  }
  await db.execute(sql`select search_catch_up()`);
  await weighSearch(db);
  await db.execute(sql`delete from search_names where id = any(${sql.param(dropped)}::uuid[])
    and not exists (select from search_entries where name_id = search_names.id)`);
}
