import { rowsOf, type Database } from '@casus/store/engines/database';
import { openStore, type Store } from '@casus/store/open';
import type { QualityFlagKind } from '@casus/store/vocabulary';
import { RECORD } from '@casus/store/writing/upsert';
import { sql } from 'drizzle-orm';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { copyDatabase, openEmbedded } from '../../store/tests/embedded-template.ts';
import { calledFile } from '../src/called-file.ts';
import type { EntryGroup } from '../src/entry.ts';
import { importRelease, type ImportOptions } from '../src/import.ts';
import { FileRefused, type Reader, type Rejection } from '../src/reader.ts';
import { READERS } from '../src/readers.ts';
import { findReader } from '../src/recognise.ts';
import { identifyRelease } from '../src/release.ts';
import { writeGroups } from '../src/writer.ts';

/** A file of a format, under a name that tells its version. */
export interface NamedFile {
  name: string;
  contents: string;
  /** When it came out, for a format whose versions do not tell. */
  released?: string;
}

/** What a reader's conformance is tested on. Values are made up. */
export interface Samples {
  reader: Reader;
  /** The address of the module that exports the reader, and under what name: to run it elsewhere. */
  module: { url: string; name: string };
  /** So many sound lines, each of an entity of its own. */
  file(lines: number): NamedFile;
  /** A file with odd lines: what its rows are flagged for, one by one, and what is rejected. */
  odd: NamedFile & {
    flags: readonly QualityFlagKind[];
    rejected: readonly Pick<Rejection, 'line' | 'reason'>[];
  };
  /**
   * The release after that of `file(3)`: the same entities, of which it says something else. Lines that
   * stand for claims are new in each release.
   */
  next: NamedFile & { added?: number };
  /** What the files refer to and do not bring, as the curated record would have it. */
  given?: EntryGroup;
}

const FOREIGN = 'name,age\nAnn,3\n';

/** What any reader has to hold to; call it in a test file of the reader's folder. */
export function describeConformance({ reader, module, file, odd, next, given }: Samples): void {
  const readers = READERS.includes(reader) ? READERS : [...READERS, reader];
  const run = (
    db: Database,
    { name, contents, released }: NamedFile,
    options: ImportOptions = {},
  ) =>
    importRelease(db, reader, bytesOf(contents), identifyRelease(reader, [name], { released }), {
      readers,
      ...options,
    });

  const writeGiven = async ({ db }: Store) => {
    if (given) await db.transaction((within) => writeGroups(within, RECORD, [given]));
  };

  describe(`${reader.name} as any reader`, () => {
    let store: Store;
    beforeAll(async () => {
      store = await openEmbedded();
      await writeGiven(store);
    });
    afterAll(() => store.close());

    test('changes nothing when the same file comes again', () =>
      undone(store.db, async (db) => {
        expect(await run(db, file(3))).toMatchObject({ read: 3, added: 3, rejected: 0 });
        const before = await contentsOf(db);
        expect(await run(db, file(3))).toMatchObject({ added: 0, updated: 0, unchanged: 3 });
        expect(await contentsOf(db)).toEqual(before);
      }));

    test('rejects lines by their number with the reason, counts flags, and has words for each', () =>
      undone(store.db, async (db) => {
        const rejected: Rejection[] = [];
        const counts = await run(db, odd, { onRejected: (line) => rejected.push(line) });
        expect(rejected.map(({ line, reason }) => ({ line, reason }))).toEqual(odd.rejected);
        expect(counts.rejected).toBe(odd.rejected.length);
        expect(Object.fromEntries(counts.flags)).toEqual(
          Object.fromEntries(
            [...Map.groupBy(odd.flags, (flag) => flag)].map(([flag, all]) => [flag, all.length]),
          ),
        );
        for (const flag of odd.flags) expect(reader.flags[flag], flag).toMatch(/\S/);
        const kept = counts.read - counts.rejected;
        expect(counts.added + counts.updated + counts.unchanged + counts.outranked).toBe(kept);
      }));

    test('tells how far it is, batch by batch', () =>
      undone(store.db, async (db) => {
        const read: number[] = [];
        const counts = await run(db, file(1_200), {
          onProgress: (soFar) => read.push(soFar.added + soFar.updated + soFar.unchanged),
        });
        expect(read.length).toBeGreaterThan(1);
        expect(read).toEqual(read.toSorted((one, other) => one - other));
        expect(read.at(-1)).toBe(counts.added);
      }));

    test('says on a dry run what it would do, and does nothing', () =>
      undone(store.db, async (db) => {
        const before = await contentsOf(db);
        const would = await run(db, file(3), { dryRun: true });
        expect(await contentsOf(db)).toEqual(before);
        expect(await run(db, file(3))).toEqual(would);
      }));

    test('makes the same record of two releases in either order, the later one in force', () =>
      undone(store.db, async (db) => {
        const inOrder = await undone(db, async (within) => {
          await run(within, file(3));
          expect(await run(within, next)).toMatchObject({ added: next.added ?? 0, outranked: 0 });
          return contentsAtCommit(within);
        });
        const later = identifyRelease(reader, [next.name], { released: next.released }).key;
        for (const row of inOrder['events']!)
          expect(JSON.parse(row)).toMatchObject({ dataset_key: later });
        await run(db, next);
        await run(db, file(3));
        expect(await contentsAtCommit(db)).toEqual(inOrder);
      }));

    test.each([
      ['of another format', FOREIGN, `not ${calledFile(reader.title)}`],
      ['that is empty', '', 'the file is empty'],
      ['that is cut off', cutOff(file(3).contents), 'cut off'],
    ])('refuses a file %s by name, and changes nothing', (_, contents, message) =>
      undone(store.db, async (db) => {
        const before = await contentsOf(db);
        const refused = run(db, { name: file(3).name, contents });
        await expect(refused).rejects.toBeInstanceOf(FileRefused);
        await expect(refused).rejects.toThrow(message);
        expect(await contentsOf(db)).toEqual(before);
      }),
    );

    test('recognises its files, and no others, without reading on', async () => {
      await expect(reader.recognise(bytesOf(file(1).contents))).resolves.toBeUndefined();
      await expect(reader.recognise(bytesOf(FOREIGN))).rejects.toThrow(
        `not ${calledFile(reader.title)}`,
      );
    });

    test('is found by the content of its files, among all the readers there are', async () => {
      for (const { contents } of [file(1), odd, next]) {
        expect((await findReader(Buffer.from(contents), readers)).name).toBe(reader.name);
      }
    });

    test('leaves nothing behind when it is killed', async () => {
      const folder = await mkdtemp(join(tmpdir(), 'casus-conformance-'));
      try {
        copyDatabase(inject('embeddedTemplate'), folder);
        const { name, contents } = file(1_200);
        if (given) {
          const before = await openStore({ dataDir: folder });
          await writeGiven(before);
          await before.close();
        }
        const child = spawn(
          process.execPath,
          [join(import.meta.dirname, 'import-standard-input.ts'), module.url, module.name, name],
          {
            env: { ...process.env, CASUS_DATA_DIR: folder },
            stdio: ['pipe', 'ignore', 'inherit'],
          },
        );
        const ended = once(child, 'close');
        child.stdin.end(contents);
        expect(await ended).toEqual([null, 'SIGKILL']);
        const left = await openStore({ dataDir: folder });
        try {
          expect(await contentsOf(left.db)).toEqual(await contentsOf(store.db));
        } finally {
          await left.close();
        }
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    });
  });
}

function bytesOf(text: string): Readable {
  return Readable.from([Buffer.from(text)], { objectMode: false });
}

/** The last cell is gone, and the comma before it. */
const cutOff = (csv: string) => csv.slice(0, csv.lastIndexOf(','));

/** When this installation learned of it. */
const UNDATED: readonly string[] = [
  'recorded_at',
  'imported_at',
  'first_seen_at',
  'commit_id',
  'commit_ordinal',
  'change',
];
/** What is each installation's own: its name, what was done to it, and the order in which it recorded things. */
const OWN_TABLES = ['installation', 'audit_entries', 'commits', 'removals'];

/** Every row of every table that is the same wherever the same was imported, as text. */
async function contentsOf(
  db: Database,
  without: readonly string[] = [],
): Promise<Record<string, string[]>> {
  const tables = await rowsOf<{ name: string }>(
    db,
    sql`select table_name as name from information_schema.tables
        where table_schema = 'public'
          and table_name <> all(${sql.param(['search_names', ...OWN_TABLES])}::text[]) order by 1`,
  );
  const contents: Record<string, string[]> = {};
  for (const { name } of tables) {
    // Numbers that the database gives by itself differ from run to run.
    const own = name === 'search_entries' ? ['name_id'] : [];
    const rows = await rowsOf<{ row: string }>(
      db,
      sql`select (to_jsonb(each) - ${sql.param([...without, ...own])}::text[])::text as row
          from ${sql.identifier(name)} as each order by 1`,
    );
    contents[name] = rows.map(({ row }) => row);
  }
  return contents;
}

/** As a commit would leave it, sums of events with it; but for when this installation learned of it. */
async function contentsAtCommit(db: Database): Promise<Record<string, string[]>> {
  await db.execute(sql`set constraints commits_become_totals immediate`);
  return contentsOf(db, UNDATED);
}

class Undo extends Error {}

/** Does the work in a transaction that is undone, so that each test finds the store empty. */
async function undone<Result>(
  db: Database,
  work: (transaction: Database) => Promise<Result>,
): Promise<Result> {
  let result: Result;
  try {
    await db.transaction(async (transaction) => {
      result = await work(transaction);
      throw new Undo();
    });
  } catch (error) {
    if (!(error instanceof Undo)) throw error;
  }
  return result!;
}
