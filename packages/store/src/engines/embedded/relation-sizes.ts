import type { PGlite } from '@electric-sql/pglite';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { replaceFile } from './folder.ts';

/** In the database's folder, so that a copy of that folder brings it along. */
const RECORD = 'casus-relation-sizes.json';

/** The main file of a table or an index, or a further gigabyte of it. */
const RELATION_FILE = /^\d+(\.\d+)?$/;

/**
 * Writes down how large each table's and index's file is. PostgreSQL takes a file that was cut for a
 * table with fewer rows; here no such file ever gets smaller (`vacuum_truncate` is off, and what is
 * rewritten gets a new file), so one that did is damaged.
 *
 * To be called when all is on disk, at a checkpoint.
 */
export async function recordSizes(folder: string): Promise<void> {
  const sizes: Record<string, number> = {};
  for (const part of ['global', ...readdirSync(join(folder, 'base')).map((id) => `base/${id}`)]) {
    for (const name of readdirSync(join(folder, part))) {
      if (RELATION_FILE.test(name)) sizes[`${part}/${name}`] = sizeOf(join(folder, part, name));
    }
  }
  await replaceFile(join(folder, RECORD), JSON.stringify(sizes));
}

/** The files in which a part is missing of what the record of sizes, if there is one, tells of. */
export async function findCutFiles(folder: string, pglite: PGlite): Promise<string[]> {
  const short = Object.entries(readRecord(folder)).filter(
    ([path, size]) => sizeOf(join(folder, path)) < size,
  );
  if (short.length === 0) return [];
  // Those of tables that were dropped since are gone for good reason.
  const { rows } = await pglite.query<{ path: string }>(
    'select pg_relation_filepath(oid) as path from pg_class',
  );
  const inUse = new Set(rows.map(({ path }) => path));
  return short.map(([path]) => path).filter((path) => inUse.has(path.replace(/\.\d+$/, '')));
}

function readRecord(folder: string): Record<string, number> {
  try {
    return JSON.parse(readFileSync(join(folder, RECORD), 'utf8'));
  } catch (error) {
    // Of a database that has had no checkpoint since this record is kept.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
