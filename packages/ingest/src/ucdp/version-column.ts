import { Readable } from 'node:stream';
import type { Layout, Row } from '../csv/layout.ts';
import { linesOf } from '../csv/lines.ts';
import { FileRefused } from '../reader.ts';
import type { Release, ReleasePolicy } from '../release.ts';

/** The release that a line of UCDP's yearly files belongs to, in newer ones: `25.1`. */
export type VersionColumn = 'version';

type ReadVersion = ReleasePolicy['readVersion'];

/** The same layout, with the column in which each line names its release. */
export function withVersion<Column extends string>(
  layout: Layout<Column>,
): Layout<Column | VersionColumn> {
  return { ...layout, optional: [...layout.optional, 'version'] };
}

/**
 * The release that the first line of data names; null where none does.
 *
 * @param beginning the first bytes of the file, which may end anywhere
 */
export async function versionInLines(
  beginning: Buffer,
  readVersion: ReadVersion,
): Promise<string | null> {
  // A last line without its end may be cut in the middle of a cell.
  const whole = beginning.subarray(0, beginning.lastIndexOf('\n') + 1);
  let place: number | undefined;
  try {
    for await (const { cells } of linesOf(Readable.from([whole], { objectMode: false }))) {
      if (place === undefined) {
        place = cells.findIndex((cell) => cell.trim().toLowerCase() === 'version');
        if (place < 0) return null;
      } else {
        const version = readVersion(cells[place] ?? '');
        if (version !== null) return version;
      }
    }
  } catch (error) {
    // What is wrong with the file is told when it is read.
    if (!(error instanceof FileRefused)) throw error;
  }
  return null;
}

/** @throws FileRefused where a line names another release than the one that is imported */
export function checkVersion(
  { version: written }: Row<VersionColumn>,
  line: number,
  { version }: Release,
  readVersion: ReadVersion,
): void {
  const own = readVersion(written);
  if (own === null || own === version) return;
  throw new FileRefused(
    `line ${line} is of version ${own} by its column “version”, and the file would be imported as ${version}: take the file as it was published`,
  );
}
