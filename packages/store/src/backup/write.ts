import { sql } from 'drizzle-orm';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { access, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { finished } from 'node:stream/promises';
import { constants, createZstdCompress } from 'node:zlib';
import packageFile from '../../package.json' with { type: 'json' };
import { rowsOf, type Database } from '../engines/database.ts';
import type { Engine } from '../engines/engine.ts';
import { flush } from '../engines/embedded/folder.ts';
import { appliedMigrations } from '../engines/migrations.ts';
import { countRows, exchangeText, linesOf, sequencesOf, tablesOf } from './contents.ts';
import {
  BackupRefused,
  contentHashOf,
  createLineHash,
  FORMAT_VERSION,
  verifyBackup,
  type BackupHeader,
  type BackupSummary,
  type TableEnd,
} from './format.ts';

export interface BackupOptions {
  signal?: AbortSignal;
  onRows?: (rows: number, of: number) => void;
}

/** What is read, in one moment, of a database that others go on writing to. */
const SNAPSHOT = { isolationLevel: 'repeatable read', accessMode: 'read only' } as const;

/**
 * Writes all that the database holds at one moment to a file that was not there before, and reads the
 * file back. Whatever happens on the way, under its name there is a whole backup or nothing.
 *
 * @throws BackupRefused where there is such a file, or nothing to back up
 */
export async function writeBackup(
  { db, name }: Pick<Engine, 'db' | 'name'>,
  path: string,
  { signal, onRows = () => {} }: BackupOptions = {},
): Promise<BackupSummary> {
  const file = resolve(path);
  if (await exists(file)) {
    throw new BackupRefused(
      `There is a file ${path} already. Name another, or move that one away.`,
    );
  }
  const draft = join(dirname(file), `.${basename(file)}.${process.pid}.partial`);
  try {
    await db.transaction(async (transaction) => {
      await exchangeText(transaction);
      const output = openOutput(draft);
      try {
        await writeContents(transaction, name, output, { signal, onRows });
        await output.end();
      } finally {
        output.destroy();
      }
    }, SNAPSHOT);
    await flush(draft);
    const summary = await verifyBackup(draft);
    await rename(draft, file);
    await flush(dirname(file));
    return summary;
  } finally {
    await rm(draft, { force: true });
  }
}

/** The hash of a database's contents, equal to that of a backup of it, and how many rows each table has. */
export async function contentsOf(
  db: Database,
): Promise<{ contentHash: string; tables: TableEnd[] }> {
  return db.transaction(async (transaction) => {
    await exchangeText(transaction);
    const tables: TableEnd[] = [];
    for (const table of await tablesOf(transaction)) {
      const hash = createLineHash();
      let rows = 0;
      for await (const lines of linesOf(transaction, table)) {
        for (const line of lines) hash.add(line);
        rows += lines.length;
      }
      tables.push({ endOf: table.name, rows, sha256: hash.digest() });
    }
    return { contentHash: contentHashOf(tables), tables };
  }, SNAPSHOT);
}

async function writeContents(
  transaction: Database,
  engine: Engine['name'],
  output: Output,
  {
    signal,
    onRows,
  }: { signal: AbortSignal | undefined; onRows: (rows: number, of: number) => void },
): Promise<void> {
  const all = createLineHash();
  const write = (lines: readonly string[]) => {
    for (const line of lines) all.add(line);
    return output.write(lines);
  };
  const tables = await tablesOf(transaction);
  if (tables.length === 0)
    throw new BackupRefused('The database is empty: there is nothing to back up.');
  const counts: Record<string, number> = {};
  for (const table of tables) counts[table.name] = await countRows(transaction, table);
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const header: BackupHeader = {
    format: 'casus backup',
    formatVersion: FORMAT_VERSION,
    version: packageFile.version,
    createdAt: new Date().toISOString(),
    engine,
    migrations: await appliedMigrations(transaction),
    position: await positionOf(transaction),
    tables: counts,
  };
  await write([JSON.stringify(header)]);
  let rows = 0;
  for (const table of tables) {
    const columns = table.columns.map(({ name }) => name);
    await write([JSON.stringify({ table: table.name, columns })]);
    const hash = createLineHash();
    let own = 0;
    for await (const lines of linesOf(transaction, table)) {
      signal?.throwIfAborted();
      for (const line of lines) hash.add(line);
      await write(lines);
      own += lines.length;
      onRows(rows + own, total);
    }
    rows += own;
    const end: TableEnd = { endOf: table.name, rows: own, sha256: hash.digest() };
    await write([JSON.stringify(end)]);
  }
  for (const value of await sequencesOf(transaction)) await write([JSON.stringify(value)]);
  await output.write([JSON.stringify({ end: true, rows, sha256: all.digest() })]);
}

/** Null in a database from before there were positions. */
async function positionOf(transaction: Database): Promise<string | null> {
  const [known] = await rowsOf(
    transaction,
    sql`select from pg_proc where proname = 'current_position' and pronamespace = 'public'::regnamespace`,
  );
  if (!known) return null;
  const [row] = await rowsOf<{ position: string }>(
    transaction,
    sql`select current_position() as position`,
  );
  return row!.position;
}

interface Output {
  write(lines: readonly string[]): Promise<void>;
  end(): Promise<void>;
  destroy(): void;
}

/** Compressed, with a checksum, for its owner alone. */
function openOutput(path: string): Output {
  const file = createWriteStream(path, { mode: 0o600, flags: 'wx' });
  const compress = createZstdCompress({
    params: { [constants.ZSTD_c_checksumFlag]: 1, [constants.ZSTD_c_compressionLevel]: 5 },
  });
  compress.pipe(file);
  const failed = new Promise<never>((_, reject) => {
    file.once('error', (error: NodeJS.ErrnoException) =>
      reject(new BackupRefused(`${path} cannot be written: ${error.message}.`, { cause: error })),
    );
  });
  failed.catch(() => {});
  return {
    write: async (lines) => {
      if (compress.write(`${lines.join('\n')}\n`)) return;
      await Promise.race([once(compress, 'drain'), failed]);
    },
    end: async () => {
      compress.end();
      await Promise.race([finished(file), failed]);
    },
    destroy: () => {
      compress.destroy();
      file.destroy();
    },
  };
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
