import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createZstdDecompress } from 'node:zlib';
import type { SequenceValue } from './contents.ts';

/**
 * A backup is text, compressed by Zstandard: a `BackupHeader`, then each table as a `TableStart`, its rows, each a JSON
 * array of texts, and a `TableEnd`; then the sequences, and a `BackupEnd`. Each is a line. What is
 * missing or changed shows in the counts and hashes.
 */
export const FORMAT_VERSION = 1;

export interface BackupHeader {
  format: 'casus backup';
  formatVersion: number;
  /** Of Casus. */
  version: string;
  createdAt: string;
  engine: string;
  /** When each migration that the database has was made, in ms; by them versions of its tables are told apart. */
  migrations: number[];
  /** Where the record was. */
  position: string | null;
  tables: Record<string, number>;
}

export interface TableStart {
  table: string;
  columns: string[];
}

export interface TableEnd {
  endOf: string;
  rows: number;
  /** SHA-256 of its rows' lines. */
  sha256: string;
}

export interface BackupEnd {
  end: true;
  rows: number;
  /** SHA-256 of all lines before. */
  sha256: string;
}

/** The file is no backup, or not a whole one; the message says so in one line. */
export class BackupRefused extends Error {
  override name = 'BackupRefused';
}

export type BackupPart =
  | { is: 'header'; header: BackupHeader }
  | { is: 'table'; table: TableStart }
  | { is: 'rows'; lines: readonly string[] }
  | { is: 'table end'; end: TableEnd }
  | { is: 'sequence'; value: SequenceValue }
  | { is: 'end'; end: BackupEnd };

/** What a whole backup holds. */
export interface BackupSummary {
  header: BackupHeader;
  /** Of the file, compressed. */
  bytes: number;
  rows: number;
  tables: TableEnd[];
  contentHash: string;
}

/** Rows that are given at once. */
const BATCH = 1_000;

/** What belongs to one installation, or to the history of its upkeep, and is not the record. */
const OF_INSTALLATION = new Set(['installation', 'audit_entries']);

/**
 * One hash of all that the record holds, from those of its tables: two databases with the same are the
 * same record, on whichever engine.
 */
export function contentHashOf(tables: readonly Pick<TableEnd, 'endOf' | 'sha256'>[]): string {
  const hash = createHash('sha256');
  for (const { endOf, sha256 } of tables) {
    if (!OF_INSTALLATION.has(endOf)) hash.update(`${endOf} ${sha256}\n`);
  }
  return hash.digest('hex');
}

/** A hash of lines, which tells where one ends. */
export function createLineHash(): { add(line: string): void; digest(): string } {
  const hash: Hash = createHash('sha256');
  return {
    add: (line) => void hash.update(line).update('\n'),
    digest: () => hash.copy().digest('hex'),
  };
}

/**
 * The parts of a backup, in order, each checked as it comes.
 *
 * @throws BackupRefused for a file that is no backup, is cut, or was changed
 */
export async function* readBackup(path: string): AsyncGenerator<BackupPart> {
  await refuseUnlessFile(path);
  const all = createLineHash();
  let header: BackupHeader | undefined;
  let open: { start: TableStart; hash: ReturnType<typeof createLineHash>; rows: number } | null =
    null;
  let rows = 0;
  let isWhole = false;
  const batch: string[] = [];
  for await (const line of linesOfFile(path)) {
    if (isWhole) throw damaged(path, 'something follows its end');
    if (!header) {
      header = headerOf(path, line);
      all.add(line);
      yield { is: 'header', header };
      continue;
    }
    if (line.startsWith('[')) {
      if (!open) throw damaged(path, 'rows lie outside of a table');
      open.hash.add(line);
      all.add(line);
      open.rows += 1;
      rows += 1;
      batch.push(line);
      if (batch.length === BATCH) yield { is: 'rows', lines: batch.splice(0) };
      continue;
    }
    if (batch.length > 0) yield { is: 'rows', lines: batch.splice(0) };
    const part = parse(path, line) as TableStart | TableEnd | SequenceValue | BackupEnd;
    if ('end' in part) {
      if (open) throw damaged(path, `the table ${open.start.table} has no end`);
      if (part.rows !== rows || part.sha256 !== all.digest()) {
        throw damaged(path, 'its contents are not those that were written');
      }
      isWhole = true;
      yield { is: 'end', end: part };
      continue;
    }
    all.add(line);
    if ('table' in part) {
      open = { start: part, hash: createLineHash(), rows: 0 };
      yield { is: 'table', table: part };
    } else if ('endOf' in part) {
      if (
        part.endOf !== open?.start.table ||
        part.rows !== open.rows ||
        part.sha256 !== open.hash.digest()
      ) {
        throw damaged(path, `the rows of ${part.endOf} are not those that were written`);
      }
      open = null;
      yield { is: 'table end', end: part };
    } else {
      yield { is: 'sequence', value: part };
    }
  }
  if (!header) throw foreign(path);
  if (!isWhole) throw damaged(path, 'it ends too early');
}

/** Reads all of a backup and checks it. @throws BackupRefused */
export async function verifyBackup(
  path: string,
  onRows: (rows: number) => void = () => {},
): Promise<BackupSummary> {
  const tables: TableEnd[] = [];
  let header: BackupHeader | undefined;
  let rows = 0;
  for await (const part of readBackup(path)) {
    if (part.is === 'header') header = part.header;
    if (part.is === 'table end') tables.push(part.end);
    if (part.is === 'rows') onRows((rows += part.lines.length));
  }
  const { size } = await stat(path);
  return { header: header!, bytes: size, rows, tables, contentHash: contentHashOf(tables) };
}

async function refuseUnlessFile(path: string): Promise<void> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw new BackupRefused(
      error.code === 'ENOENT'
        ? `There is no file ${path}.`
        : `${path} cannot be read (${error.code}).`,
    );
  });
  if (!found.isFile()) throw new BackupRefused(`${path} is not a file.`);
}

/** Not `readline`, which takes U+2028 in a row's text for the end of a line. */
async function* linesOfFile(path: string): AsyncGenerator<string> {
  const text = pipeline(createReadStream(path), createZstdDecompress(), () => {});
  text.setEncoding('utf8');
  let isForeign = true;
  let rest = '';
  try {
    for await (const chunk of text as AsyncIterable<string>) {
      isForeign = false;
      const lines = (rest + chunk).split('\n');
      rest = lines.pop()!;
      yield* lines;
    }
  } catch (error) {
    if (error instanceof BackupRefused) throw error;
    const { code = '' } = error as NodeJS.ErrnoException;
    if (/^E[A-Z]+$/.test(code)) throw new BackupRefused(`${path} cannot be read (${code}).`);
    throw isForeign ? foreign(path) : damaged(path, 'it cannot be unpacked');
  }
  if (rest !== '') throw damaged(path, 'it ends in the middle of a line');
}

function headerOf(path: string, line: string): BackupHeader {
  let header: Partial<BackupHeader>;
  try {
    header = JSON.parse(line) as Partial<BackupHeader>;
  } catch {
    throw foreign(path);
  }
  if (header?.format !== 'casus backup') throw foreign(path);
  if (header.formatVersion !== FORMAT_VERSION) {
    throw new BackupRefused(
      `${path} is a backup of Casus ${header.version} in a format that this one does not know. Restore it with that version or a later one.`,
    );
  }
  return header as BackupHeader;
}

function parse(path: string, line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    throw damaged(path, 'a line of it cannot be read');
  }
}

const foreign = (path: string) =>
  new BackupRefused(`${path} is not a backup made by casus backup.`);

const damaged = (path: string, how: string) =>
  new BackupRefused(`${path} is damaged: ${how}. Take another backup.`);
