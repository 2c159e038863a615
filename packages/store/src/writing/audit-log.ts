import { desc, eq, sql } from 'drizzle-orm';
import packageFile from '../../package.json' with { type: 'json' };
import { rowsOf, type Database } from '../engines/database.ts';
import { auditEntries } from '../tables/audit-entry.ts';

/** Who acts: under the name that they gave for the public log, and as the operating system knows them. */
export interface Operator {
  name: string | null;
  systemUser: string | null;
}

/** A program that does not say for whom it acts. */
export const UNNAMED: Operator = { name: null, systemUser: null };

type Entered = Omit<
  typeof auditEntries.$inferInsert,
  'key' | 'at' | 'operator' | 'systemUser' | 'version'
>;

/** Enters what a transaction does to the record, in that transaction: what is undone is not in the log. */
export async function enterInAuditLog(
  transaction: Database,
  { name, systemUser }: Operator,
  entry: Entered,
): Promise<void> {
  const { version } = packageFile;
  await transaction.insert(auditEntries).values({ ...entry, operator: name, systemUser, version });
}

/** The hash of the record's files when they were last loaded. */
export async function lastRecordLoaded(db: Database): Promise<string | null> {
  const [last] = await db
    .select({ sha256: auditEntries.sha256 })
    .from(auditEntries)
    .where(eq(auditEntries.action, 'RECORD_LOAD'))
    .orderBy(desc(auditEntries.at))
    .limit(1);
  return last?.sha256 ?? null;
}

/** Not before the version of Casus that began it. */
export async function hasAuditLog(db: Database): Promise<boolean> {
  const found = await rowsOf(
    db,
    sql`select from pg_class where relname = 'audit_entries' and relnamespace = 'public'::regnamespace`,
  );
  return found.length > 0;
}

/** All entries as JSON, of whichever version the table is; none where there is no such table yet. */
export async function takeAuditLog(db: Database): Promise<string> {
  if (!(await hasAuditLog(db))) return '[]';
  const [log] = await rowsOf<{ entries: string }>(
    db,
    sql`select coalesce(jsonb_agg(to_jsonb(${auditEntries})), '[]')::text as entries from ${auditEntries}`,
  );
  return log!.entries;
}

/** Puts entries beside those that are there; one that is there already is the same one. */
export async function addToAuditLog(db: Database, entries: string): Promise<void> {
  await db.execute(sql`insert into ${auditEntries}
    select * from jsonb_populate_recordset(null::audit_entries, ${entries}::jsonb) on conflict do nothing`);
}
