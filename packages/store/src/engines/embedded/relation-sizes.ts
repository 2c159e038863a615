import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { replaceFile } from './folder.ts';

/** In the database's folder, so that a copy of that folder brings it along. */
const RECORD = 'casus-relation-sizes.json';

/** The main file of a table or an index, or a further gigabyte of it. */
const RELATION_FILE = /^(global|base\/\d+)\/\d+(\.\d+)?$/;

/**
 * The least size that each table's and index's file must have. PostgreSQL takes a file that was cut for
 * a table with fewer rows, and one that is missing for an empty one. Paths are relative to the folder.
 */
export interface RelationSizes {
  /** The files of which a part is missing, or all; to be asked before the database is started. */
  findCut(): string[];
  /** Writes down how large the files are; to be called when all is on disk, at a checkpoint. */
  record(): void;
  /** To be called before PostgreSQL itself shortens or removes a file. */
  forget(path: string, size: number): void;
}

export function createRelationSizes(folder: string): RelationSizes {
  let sizes = readRecord(folder);
  const write = () => replaceFile(join(folder, RECORD), JSON.stringify(Object.fromEntries(sizes)));
  return {
    findCut: () =>
      [...sizes].filter(([path, size]) => sizeOf(join(folder, path)) < size).map(([path]) => path),
    record: () => {
      const paths = readdirSync(join(folder, 'base')).map((database) => `base/${database}`);
      sizes = new Map(
        ['global', ...paths]
          .flatMap((path) => readdirSync(join(folder, path)).map((name) => `${path}/${name}`))
          .filter((path) => RELATION_FILE.test(path))
          .map((path) => [path, sizeOf(join(folder, path))]),
      );
      write();
    },
    forget: (path, size) => {
      if (size >= (sizes.get(path) ?? 0)) return;
      sizes.delete(path);
      write();
    },
  };
}

function readRecord(folder: string): Map<string, number> {
  try {
    return new Map(Object.entries(JSON.parse(readFileSync(join(folder, RECORD), 'utf8'))));
  } catch (error) {
    // Of a database that has had no checkpoint since this record is kept.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return new Map();
    throw error;
  }
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
