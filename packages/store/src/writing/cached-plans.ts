import { sql } from 'drizzle-orm';
import { setInterval } from 'node:timers/promises';
import { rowsOf, type Database } from '../engines/database.ts';

/** How often to look at the tables, in ms. */
const LOOK_EVERY = 1_000;
/** So many times its size when others last planned, a table is another one; so is one of its indexes. */
const GROWN_TIMES = 2;
/** A table that has grown so much is told of with one that has grown more: to plan a page's statements takes as long as to run them. */
const GROWN_SOMEWHAT = 1.25;
/** Smaller tables are read whole however they are planned, in pages of 8 kB. */
const FEW_PAGES = 16;
/** Who holds the lock longer is about to end, and then all plan anew anyway. */
const LOCK_PATIENCE = '100ms';

/** Options of tables that change nothing of how they are read. */
const OPTIONS = ['toast_tuple_target', 'log_autovacuum_min_duration', 'vacuum_truncate'];

/** A table, or an index of it. */
interface Relation {
  oid: number;
  table: string;
  /** One of the options that the table does not have. */
  option: string | null;
  pages: number;
}

/** Lets other sessions of a server plan anew, as a writer's tables grow, until it is stopped. */
export function renewPlansOfOthers(db: Database): { stop: () => Promise<void> } {
  const looking = new AbortController();
  const planner = createPlanner(db);
  const loop = (async () => {
    await planner.look();
    const { signal } = looking;
    for await (const _ of setInterval(LOOK_EVERY, undefined, { signal })) await planner.look();
  })().catch(() => {});
  return {
    stop: async () => {
      looking.abort();
      await loop;
    },
  };
}

/**
 * A server's sessions keep the plans of prepared statements until they are told that a table changed, which happens at
 * the end of a transaction. Until then a plan that reads all of a nearly empty table goes through all the rows that a
 * writer has put there and nobody sees yet. Sessions are told as well when an option of a table is set back: to one that it
 * does not have, which changes nothing. Renewed statistics would tell them, too, but that the table is empty, and mislead
 * the writer itself.
 */
export function createPlanner(db: Database): { look: () => Promise<void> } {
  const planned = new Map<number, number>();
  return {
    look: async () => {
      const relations = await rowsOf<Relation>(
        db,
        sql`select own.oid::int as oid, tables.oid::regclass::text as table,
            pg_relation_size(own.oid)::int8::float8 / 8192 as pages, (
              select option from unnest(${sql.param(OPTIONS)}::text[]) as option
              where not exists (select from unnest(reloptions) as given where given like option || '=%') limit 1
            ) as option
          from pg_class tables cross join lateral (
            select tables.oid union all select indexrelid from pg_index where indrelid = tables.oid
          ) as own(oid) where relkind = 'r' and relnamespace = 'public'::regnamespace`,
      );
      const plannedFor = ({ pages }: Relation) => Math.max(pages, FEW_PAGES / GROWN_TIMES);
      for (const each of relations) {
        if (!planned.has(each.oid)) planned.set(each.oid, plannedFor(each));
      }
      const hasGrown = (times: number) => (each: Relation) =>
        each.pages >= times * planned.get(each.oid)!;
      if (!relations.some(hasGrown(GROWN_TIMES))) return;
      for (const [table, own] of Map.groupBy(relations, (each) => each.table)) {
        if (!own.some(hasGrown(GROWN_SOMEWHAT))) continue;
        for (const each of own) planned.set(each.oid, plannedFor(each));
        const [{ option }] = own as [Relation];
        if (option === null) continue;
        // A role that does not own the table, or a lock that is not to be had: then plans stay.
        await db
          .transaction(async (transaction) => {
            await transaction.execute(sql.raw(`set local lock_timeout = '${LOCK_PATIENCE}'`));
            await transaction.execute(sql.raw(`alter table ${table} reset (${option})`));
          })
          .catch(() => {});
      }
    },
  };
}
