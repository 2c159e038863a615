import type { Finding } from '@casus/store/checks/database';
import type { Database } from '@casus/store/engines/database';
import { releaseIssues } from '@casus/store/tables/issue';
import { isNotNull } from 'drizzle-orm';
import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Writable } from 'node:stream';
import { hashed } from './hashed-file.ts';
import { openInput } from './input/open.ts';
import { FileRefused } from './reader.ts';

const CHECK = 'files of releases';

/**
 * Holds each file that was imported, by its hash, against the files of a folder, packed or not: what is kept to import
 * again, or to show what a release said, is what was imported.
 *
 * @throws FileRefused when there is no such folder
 */
export async function checkFiles(db: Database, folder: string): Promise<Finding> {
  const issues = await db
    .select({
      releaseKey: releaseIssues.releaseKey,
      number: releaseIssues.number,
      sha256: releaseIssues.sha256,
    })
    .from(releaseIssues)
    .where(isNotNull(releaseIssues.sha256))
    .orderBy(releaseIssues.releaseKey, releaseIssues.number);
  const found = new Map<string, string>();
  const unreadable: string[] = [];
  for (const path of await filesIn(folder)) {
    const name = relative(folder, path);
    try {
      found.set(await hashOf(path), name);
    } catch (error) {
      unreadable.push(`${name} (${(error as Error).message})`);
    }
  }
  const missing = issues.filter(({ sha256 }) => !found.has(sha256!));
  const faults = [
    ...missing.map(
      ({ releaseKey, number, sha256 }) =>
        `no file is issue ${number} of ${releaseKey} (${sha256!.slice(0, 12)}…)`,
    ),
    ...unreadable.map((file) => `${file} cannot be read`),
  ];
  return faults.length > 0
    ? { check: CHECK, outcome: 'fault', detail: faults.join('; ') }
    : {
        check: CHECK,
        outcome: 'sound',
        detail: `each of ${issues.length} imported files is there, byte by byte`,
      };
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => {
    throw new FileRefused(`${folder} is not a folder: give the one that the imported files are in`);
  });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** As an import takes it: of what is in it, where it is packed. */
async function hashOf(path: string): Promise<string> {
  const input = await openInput(path);
  try {
    const { bytes, sha256 } = hashed(input.bytes);
    await pipeline(bytes, new Writable({ write: (_chunk, _encoding, done) => done() }));
    return sha256();
  } finally {
    input.close();
  }
}
