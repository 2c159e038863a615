import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AboutFile } from '../downloads/about.ts';
import { sha256Of } from './contents.ts';

/** What an archive tells of itself, in its `archive.json`. */
export interface Manifest {
  /** The month: `2026-10`. */
  name: string;
  /** Only what had certainly been said by then. */
  asOf: string;
  /** `sha256:…` of `schema.graphql`, whose words the columns are in. */
  contract: string;
  sources: Omit<AboutFile['sources'][number], 'rows'>[];
  files: { name: string; rows: number | null; bytes: number; sha256: string }[];
}

/** As listed: with when it could first be had, and all that can be fetched of it. */
export interface ListedArchive extends Manifest {
  availableFrom: string;
}

export const MANIFEST = 'archive.json';
export const SUMS = 'SHA256SUMS';
/** After the archive's name. */
export const AVAILABLE = '.available.json';

export const isMonth = (text: string) => /^[12]\d{3}-(0[1-9]|1[0-2])$/.test(text);

/** Those of a folder, the latest first; none where there is no folder. */
export async function listArchives(folder: string): Promise<ListedArchive[]> {
  const names = await readdir(folder).catch(() => []);
  const archives = await Promise.all(names.filter(isMonth).map((name) => readListed(folder, name)));
  return archives
    .filter((archive) => archive !== null)
    .toSorted((one, other) => (one.name < other.name ? 1 : -1));
}

/** Null for one that is not there, or not whole yet. */
export async function readListed(folder: string, name: string): Promise<ListedArchive | null> {
  if (!isMonth(name)) return null;
  try {
    const [manifest, sums, available] = await Promise.all(
      [join(name, MANIFEST), join(name, SUMS), `${name}${AVAILABLE}`].map((path) =>
        readFile(join(folder, path)),
      ),
    );
    const { files, ...rest } = JSON.parse(manifest!.toString()) as Manifest;
    const own = [
      [MANIFEST, manifest!],
      [SUMS, sums!],
    ] as const;
    const { availableFrom } = JSON.parse(available!.toString()) as { availableFrom: string };
    return {
      ...rest,
      availableFrom,
      files: [
        ...files,
        ...own.map(([name, bytes]) => ({
          name,
          rows: null,
          bytes: bytes.length,
          sha256: sha256Of(bytes),
        })),
      ],
    };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
