import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { FileRefused } from '../reader.ts';
import type { RecordProblem } from './record-invalid.ts';
import { parseSource, type SourceFile } from './source-file.ts';

/** The record's files as they lie: those that all share, and each conflict's own. */
export interface RecordFolder {
  shared: SourceFile[];
  conflicts: Map<string, SourceFile[]>;
  /** Of the files' hashes and names, as `find . -name '*.yaml' -printf '%P\n' | LC_ALL=C sort | xargs sha256sum | sha256sum` has it. */
  sha256: string;
}

/** @throws FileRefused when there is no such folder, or no YAML in it. */
export async function openFolder(folder: string, problems: RecordProblem[]): Promise<RecordFolder> {
  const opened: Omit<RecordFolder, 'sha256'> = { shared: [], conflicts: new Map() };
  const hash = createHash('sha256');
  const paths = await yamlFiles(folder);
  if (paths.length === 0) {
    throw new FileRefused(`${folder} holds no .yaml files: give the folder of a record`);
  }
  for (const path of paths) {
    const name = relative(folder, path).split(sep).join('/');
    const text = await readFile(path, 'utf8');
    hash.update(`${createHash('sha256').update(text).digest('hex')}  ${name}\n`);
    const source = parseSource(name, text);
    if (Array.isArray(source)) {
      problems.push(...source);
      continue;
    }
    const [conflict, inside] = name.split('/');
    if (inside === undefined) opened.shared.push(source);
    else opened.conflicts.set(conflict!, [...(opened.conflicts.get(conflict!) ?? []), source]);
  }
  return { ...opened, sha256: hash.digest('hex') };
}

async function yamlFiles(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code !== 'ENOENT' && code !== 'ENOTDIR') throw error;
    throw new FileRefused(`${folder} is not a folder: give the folder of a record`);
  }
}
