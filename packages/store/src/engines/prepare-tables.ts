import { sql } from 'drizzle-orm';
import { ofExtension } from '../backup/contents.ts';
import { referenceTableNamed } from '../reading/reference-cache.ts';
import { rowsOf, type Database } from './database.ts';

/** What Drizzle's migrations cannot say of the tables; to be done after each, and changes nothing where it was. */
export async function prepareTables(db: Database): Promise<void> {
  await deferForeignKeys(db);
  await noteChanges(db);
  await keepTriggersOn(db);
}

/**
 * Entities refer to each other in circles (a claim is about an agreement that rests on claims), so
 * the writer lets PostgreSQL check references at the end of a batch. Drizzle cannot say this.
 */
async function deferForeignKeys(db: Database): Promise<void> {
  const immediate = await rowsOf<{ statement: string }>(
    db,
    sql`select format('alter table %s alter constraint %I deferrable initially immediate', conrelid::regclass, conname) as statement
        from pg_constraint
        where contype = 'f' and not condeferrable and connamespace = 'public'::regnamespace`,
  );
  for (const { statement } of immediate) await db.execute(sql.raw(statement));
}

/** Their changes have positions by themselves, are derived from others in the same transaction, or are not the record's. */
const NOT_NOTED = [
  'claims',
  'claim_attributions',
  'events',
  'event_participants',
  'event_editions',
  'removals',
  'commits',
  'installation',
  'audit_entries',
  'slugs',
  'search_entries',
  'search_names',
  'search_words',
  'event_moments',
  'entity_totals',
  'event_totals',
  'facet_totals',
  'point_totals',
  'publisher_totals',
  'place_publisher_totals',
  'claim_sets',
  'stale_totals',
  'current_figures',
  'stale_figures',
  'claim_counts',
  'claim_count_changes',
];

/** PostgreSQL gives a trigger for several kinds of change no table of the rows that changed. */
const CHANGES = ['insert', 'update', 'delete'] as const;

/** Lets every table of the record, one that a later version adds too, enter its changes as commits. */
async function noteChanges(db: Database): Promise<void> {
  const unnoted = await rowsOf<{ name: string }>(
    db,
    sql`select relname as name from pg_class tables
        where relkind = 'r' and relnamespace = 'public'::regnamespace
          and relname <> all(${sql.param(NOT_NOTED)}::text[]) and not ${ofExtension('tables')}
          and exists (select from pg_proc where proname = 'note_change')
          and not exists (select from pg_trigger where tgrelid = tables.oid and tgname = 'note_insert')`,
  );
  for (const { name } of unnoted) {
    const about = referenceTableNamed(name) ? 'reference' : 'other';
    for (const change of CHANGES) {
      const rows = change === 'delete' ? 'old' : 'new';
      await db.execute(
        sql.raw(`create trigger note_${change} after ${change} on "${name}"
          referencing ${rows} table as changed for each statement execute function note_change('${about}')`),
      );
    }
  }
}

/**
 * A writer that checks references by itself turns PostgreSQL's triggers for them off
 * (`writing/references.ts`); those of the record's own rules have to go on.
 */
async function keepTriggersOn(db: Database): Promise<void> {
  const optional = await rowsOf<{ statement: string }>(
    db,
    sql`select format('alter table %s enable always trigger %I', tgrelid::regclass, tgname) as statement
        from pg_trigger join pg_class on pg_class.oid = tgrelid
        where not tgisinternal and tgenabled = 'O' and relnamespace = 'public'::regnamespace`,
  );
  for (const { statement } of optional) await db.execute(sql.raw(statement));
}
