import type { CommonName } from '@casus/store/search/common-names';
import type { Entry, EntryGroup } from '../entry.ts';
import { openFolder } from './folder.ts';
import { gather, type Gathered } from './gather.ts';
import { naturalKeyOf, slugOf } from './keys.ts';
import { KINDS } from './kinds.ts';
import { checkMeaning } from './meaning.ts';
import { mirrored } from './mirrored.ts';
import { NAMES_FILE, namesOf } from './names.ts';
import { RecordInvalid, type RecordProblem } from './record-invalid.ts';
import { createDirectory } from './references.ts';
import type { SourceFile } from './source-file.ts';

/** What the record's folder holds. */
export interface CuratedRecord {
  /** The whole of it as one group. */
  entries: EntryGroup;
  /** What people call things, of the record or imported. */
  names: CommonName[];
  /** Of its files. */
  sha256: string;
}

/**
 * The curated record.
 * @throws RecordInvalid with every problem at once, each with its file, line and field.
 * @throws FileRefused when the folder holds no record at all.
 */
export async function readRecordFolder(folder: string): Promise<CuratedRecord> {
  const problems: RecordProblem[] = [];
  const { shared, conflicts, sha256 } = await openFolder(folder, problems);
  const malformed = problems.length;
  const names = shared
    .filter(({ name }) => name === NAMES_FILE)
    .flatMap((file) => namesOf(file, problems));
  const gathered = shared
    .filter(({ name }) => name !== NAMES_FILE)
    .map((file) => gather(file, '', problems));
  for (const [name, files] of conflicts) {
    const prefix = prefixOf(files);
    if (prefix) gathered.push(...files.map((file) => gather(file, prefix, problems)));
    else if (malformed === 0) problems.push(withoutConflict(name, files[0]!));
  }
  const entries = entriesOf(gathered, problems, malformed === 0);
  if (problems.length > 0) throw new RecordInvalid(problems);
  return { entries: mirrored(entries), names, sha256 };
}

/** The record's entries alone, as `readRecordFolder` reads them. */
export async function readRecord(folder: string): Promise<EntryGroup> {
  return (await readRecordFolder(folder)).entries;
}

function entriesOf(
  gathered: readonly Gathered[],
  problems: RecordProblem[],
  complete: boolean,
): Entry[] {
  const directory = createDirectory(problems);
  for (const { kind, written } of gathered.flatMap(({ named }) => named)) {
    const prefix = kind === 'conflict' ? '' : written.prefix;
    const key = naturalKeyOf(kind, written.value, prefix);
    directory.declare(kind, written, { key, slug: slugOf(written.value, prefix) });
  }
  // A file that did not parse took its ids with it: every reference to them would look wrong.
  if (!complete) return [];
  const made = gathered
    .flatMap(({ found }) => found)
    .map((found) => {
      const references = directory.of(found.kind, found.written);
      return { entry: KINDS[found.kind].entry(found.written.value, references), references };
    });
  if (problems.length === 0) checkMeaning(made);
  return made.map(({ entry }) => entry);
}

/** A folder's prefix is the id of its conflict, in whichever of its files that stands. */
function prefixOf(files: readonly SourceFile[]): string | undefined {
  for (const { value } of files) {
    const conflict = (value as { conflict?: { id?: unknown } } | null)?.conflict;
    if (typeof conflict?.id === 'string') return conflict.id;
  }
  return undefined;
}

function withoutConflict(name: string, file: SourceFile): RecordProblem {
  const message = `the folder ${name} has no conflict with an id: add conflict.yaml with “conflict:” and its “id:”`;
  return file.problem([], message);
}
