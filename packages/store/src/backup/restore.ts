import { sql } from 'drizzle-orm';
import type { MigrationMeta } from 'drizzle-orm/migrator';
import { setTimeout as sleep } from 'node:timers/promises';
import { rowsOf, type Database } from '../engines/database.ts';
import type { Engine } from '../engines/engine.ts';
import {
  applyMigrations,
  appliedMigrations,
  knownMigrations,
  lockMigrations,
} from '../engines/migrations.ts';
import { prepareTables } from '../engines/prepare-tables.ts';
import {
  addToAuditLog,
  enterInAuditLog,
  hasAuditLog,
  takeAuditLog,
  UNNAMED,
  type Operator,
} from '../writing/audit-log.ts';
import type { Transacting } from '../writing/confirmed-commit.ts';
import { renewStatistics } from '../writing/planner-statistics.ts';
import { nameEarlierDyads } from '../writing/slugs.ts';
import {
  exchangeText,
  insertLines,
  linesOf,
  ofExtension,
  setSequence,
  tablesOf,
  type SequenceValue,
  type TableContents,
} from './contents.ts';
import {
  BackupRefused,
  createLineHash,
  readBackup,
  verifyBackup,
  type BackupSummary,
  type TableEnd,
} from './format.ts';

export interface RestoreOptions {
  /** Takes the place of what the database holds, instead of being refused there. */
  replace?: boolean;
  /** Do all of it, checks included, and undo it. */
  dryRun?: boolean;
  /**
   * Positions that clients have stay valid. For a move in which nothing was recorded since the
   * backup: else a client would never be told of what has been lost.
   */
  keepPositions?: boolean;
  /** Who restores, for the audit log; it goes on from those of the backup and of the database. */
  operator?: Operator;
  signal?: AbortSignal;
  /** Is told how far it is: the file is checked, then loaded, then compared. */
  onProgress?: (step: 'check' | 'load' | 'compare', rows: number, of: number) => void;
  /** Those that this version of Casus has. */
  migrations?: readonly MigrationMeta[];
  /** Is called in the same transaction, when all is in. */
  then?: (transaction: Database, summary: BackupSummary) => Promise<void>;
}

/** How long connections of a process that just ended may still be seen, in ms. */
const LEAVING = 2_000;

class DryRun extends Error {}

/**
 * Brings a database to what a backup holds, on either engine: the tables as the backup's version had
 * them, its rows, then what later versions changed of the tables. All of it or nothing.
 *
 * @throws BackupRefused for a file that is damaged or of a later Casus, or a database that holds something
 */
export async function restoreBackup(
  engine: Pick<Engine, 'db' | 'name'>,
  path: string,
  options: RestoreOptions = {},
  transacting: Transacting = engine.db,
): Promise<BackupSummary> {
  const { dryRun, keepPositions, signal, onProgress = () => {}, then } = options;
  const { migrations = knownMigrations(), operator = UNNAMED } = options;
  const total = await rowsOfBackup(path);
  const summary = await verifyBackup(path, (rows) => {
    signal?.throwIfAborted();
    onProgress('check', rows, total);
  });
  const [own, later] = splitMigrations(path, summary, migrations);
  try {
    await transacting.transaction(async (transaction) => {
      await exchangeText(transaction);
      await lockMigrations(transaction);
      const log = await takeAuditLog(transaction);
      await makeRoom(engine, transaction, options);
      await applyMigrations(transaction, own);
      await prepareTables(transaction);
      const tables = await tablesOf(transaction);
      await load(transaction, path, tables, (rows) => {
        signal?.throwIfAborted();
        onProgress('load', rows, total);
      });
      await compare(transaction, path, tables, summary.tables, (rows) => {
        signal?.throwIfAborted();
        onProgress('compare', rows, total);
      });
      await applyMigrations(transaction, later);
      await prepareTables(transaction);
      if (!keepPositions) await becomeAnotherInstallation(transaction);
      if (await hasAuditLog(transaction)) {
        await addToAuditLog(transaction, log);
        await enterInAuditLog(transaction, operator, {
          action: 'RESTORE',
          sha256: summary.contentHash,
          rowsRead: summary.rows,
        });
      }
      await renewStatistics(transaction);
      await then?.(transaction, summary);
      signal?.throwIfAborted();
      if (dryRun) throw new DryRun();
    });
    // Its tables are this version's, unless fewer migrations were given.
    if (migrations.length === knownMigrations().length) await nameEarlierDyads(engine.db);
  } catch (error) {
    if (!(error instanceof DryRun)) throw error;
  }
  return summary;
}

/** How many rows a backup says that it has. @throws BackupRefused for what is none */
export async function rowsOfBackup(path: string): Promise<number> {
  for await (const part of readBackup(path)) {
    if (part.is !== 'header') break;
    return Object.values(part.header.tables).reduce((sum, count) => sum + count, 0);
  }
  return 0;
}

/** The migrations that the backup's tables had, and those that came later. */
function splitMigrations(
  path: string,
  { header }: BackupSummary,
  known: readonly MigrationMeta[],
): [MigrationMeta[], MigrationMeta[]] {
  const unknown = header.migrations.some(
    (time) => !known.some(({ folderMillis }) => folderMillis === time),
  );
  if (unknown) {
    throw new BackupRefused(
      `${path} is a backup of Casus ${header.version}, which is later than this one. Restore it with that version or a later one.`,
    );
  }
  const had = ({ folderMillis }: MigrationMeta) => header.migrations.includes(folderMillis);
  return [known.filter(had), known.filter((migration) => !had(migration))];
}

/** Takes away all that is Casus's, after making sure that it is, and that nobody uses it. */
async function makeRoom(
  { name }: Pick<Engine, 'name'>,
  transaction: Database,
  { replace }: RestoreOptions,
): Promise<void> {
  const tables = await tablesOf(transaction);
  if (tables.length === 0) return;
  const migrations = await appliedMigrations(transaction);
  if (migrations.length === 0) {
    throw new BackupRefused(
      `The database holds tables of something else (${tables[0]!.name} …). Restore into an empty database.`,
    );
  }
  const known = knownMigrations();
  if (!replace && (await holdsRows(transaction))) {
    throw new BackupRefused(
      'The database holds a record already. Restore into an empty one, or say --replace to lose what this one holds.',
    );
  }
  if (migrations.some((time) => !known.some(({ folderMillis }) => folderMillis === time))) {
    throw new BackupRefused(
      'The database was changed by a later version of Casus, which this one does not know. Restore with that version or a later one.',
    );
  }
  if (name === 'postgres') await refuseWhileUsed(transaction);
  await dropAll(transaction);
}

/** The tables are there once a process was started; whether anything was written is told by these. */
async function holdsRows(transaction: Database): Promise<boolean> {
  const found = await rowsOf(
    transaction,
    sql`select from actors union all select from claims union all select from events limit 1`,
  );
  return found.length > 0;
}

/** Statements that others have prepared would fail on the new tables. */
async function refuseWhileUsed(transaction: Database): Promise<void> {
  const until = performance.now() + LEAVING;
  for (;;) {
    const [row] = await rowsOf<{ count: string }>(
      transaction,
      sql`select count(*)::text as count from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid() and application_name = 'casus'`,
    );
    if (row!.count === '0') return;
    if (performance.now() > until) {
      throw new BackupRefused(
        `Casus is using the database over ${row!.count} connections. Stop its processes first.`,
      );
    }
    await sleep(100);
    // What a transaction sees of the activity stays the same otherwise.
    await transaction.execute(sql`select pg_stat_clear_snapshot()`);
  }
}

/** The schema itself stays, and what was granted on it. */
async function dropAll(transaction: Database): Promise<void> {
  const statements = await rowsOf<{ statement: string }>(
    transaction,
    sql`select format('drop table public.%I cascade', relname) as statement from pg_class relation
        where relkind = 'r' and relnamespace = 'public'::regnamespace and not ${ofExtension('relation')}
      union all
      select format('drop sequence if exists public.%I cascade', relname) from pg_class relation
        where relkind = 'S' and relnamespace = 'public'::regnamespace and not ${ofExtension('relation')}
      union all
      select format('drop routine if exists %s cascade', routine.oid::regprocedure) from pg_proc routine
        where pronamespace = 'public'::regnamespace and not ${ofExtension('routine')}
      union all
      select format('drop type if exists public.%I cascade', typname) from pg_type type
        where typtype = 'e' and typnamespace = 'public'::regnamespace and not ${ofExtension('type')}`,
  );
  for (const { statement } of statements) await transaction.execute(sql.raw(statement));
  await transaction.execute(sql`drop schema if exists drizzle cascade`);
}

async function load(
  transaction: Database,
  path: string,
  tables: readonly TableContents[],
  onRows: (rows: number) => void,
): Promise<void> {
  // What triggers would write is in the backup itself.
  await alterAll(transaction, tables, 'disable trigger user');
  for (const { name } of tables)
    await transaction.execute(sql`delete from ${sql.identifier(name)}`);
  await transaction.execute(sql`set constraints all deferred`);
  const sequences: SequenceValue[] = [];
  let table: TableContents | undefined;
  let rows = 0;
  for await (const part of readBackup(path)) {
    if (part.is === 'table') {
      const { name, columns } = { name: part.table.table, columns: part.table.columns };
      table = tables.find((each) => each.name === name);
      const found = table?.columns.map((column) => column.name);
      if (JSON.stringify(found) !== JSON.stringify(columns)) {
        throw new BackupRefused(
          `${path} has a table ${name} that Casus of that version has otherwise: it was not made by casus backup alone.`,
        );
      }
    } else if (part.is === 'rows') {
      await insertLines(transaction, table!, part.lines);
      onRows((rows += part.lines.length));
    } else if (part.is === 'sequence') {
      sequences.push(part.value);
    }
  }
  for (const value of sequences) await setSequence(transaction, value);
  // Here every reference is checked; tables cannot be altered before.
  await transaction.execute(sql`set constraints all immediate`);
  await alterAll(transaction, tables, 'enable trigger user');
}

async function alterAll(
  transaction: Database,
  tables: readonly TableContents[],
  how: string,
): Promise<void> {
  for (const { name } of tables) {
    await transaction.execute(sql`alter table ${sql.identifier(name)} ${sql.raw(how)}`);
  }
}

/** What is in the database now, by its hashes, is what the backup says. */
async function compare(
  transaction: Database,
  path: string,
  tables: readonly TableContents[],
  wanted: readonly TableEnd[],
  onRows: (rows: number) => void,
): Promise<void> {
  let rows = 0;
  for (const table of tables) {
    const hash = createLineHash();
    for await (const lines of linesOf(transaction, table)) {
      for (const line of lines) hash.add(line);
      onRows((rows += lines.length));
    }
    const { sha256 } = wanted.find(({ endOf }) => endOf === table.name) ?? {};
    if (hash.digest() !== sha256) {
      throw new BackupRefused(
        `The rows of ${table.name} are not what ${path} holds once they are in the database.`,
      );
    }
  }
}

/** Positions that were given out after the backup mean something else here, or nothing. */
async function becomeAnotherInstallation(transaction: Database): Promise<void> {
  await transaction.execute(
    sql`update installation set id = left(replace(gen_random_uuid()::text, '-', ''), 8)`,
  );
}
