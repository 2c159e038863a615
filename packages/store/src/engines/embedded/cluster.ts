import { PGlite } from '@electric-sql/pglite';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { StoreError } from '../../store-error.ts';
import { DurableFiles } from './durable-files.ts';
import { damaged } from './failures.ts';
import { flush, flushTree, isOpenToOthers, restrict } from './folder.ts';

/** The format of the files that this PGlite reads and writes: PostgreSQL's major version. */
const FORMAT = '18';

/**
 * Makes sure that a folder holds a database that can be started: makes one where there is nothing, and
 * touches nothing that is no whole one.
 *
 * @throws StoreError DAMAGED, or UNUSABLE where the folder is someone else's
 */
export async function prepareCluster(folder: string): Promise<void> {
  const contents = existsSync(folder) ? await readdir(folder) : [];
  if (contents.length === 0) {
    refuseInside(dirname(folder));
    return createCluster(folder);
  }
  if (!contents.includes('PG_VERSION')) {
    throw damaged(folder, 'it is not empty, yet the file PG_VERSION is missing');
  }
  const format = (await readFile(join(folder, 'PG_VERSION'), 'utf8')).trim();
  if (format !== FORMAT) {
    const problem = /^\d+$/.test(format)
      ? `its files are those of PostgreSQL ${format}, and this Casus reads those of ${FORMAT}`
      : 'its file PG_VERSION tells no version';
    throw damaged(folder, problem);
  }
  if (!(await isOpenToOthers(folder))) return;
  await restrict(folder).catch((error: NodeJS.ErrnoException) => {
    throw new StoreError(
      'UNUSABLE',
      `Others on this machine may read or write the database in ${folder}, and that cannot be changed (${error.code}). ` +
        'Make the folder belong to the user that Casus runs as.',
      { cause: error },
    );
  });
}

/** @throws StoreError where the data folder given is a database's own */
function refuseInside(dataDir: string): void {
  if (!existsSync(join(dataDir, 'PG_VERSION'))) return;
  throw new StoreError(
    'UNUSABLE',
    `${dataDir} holds the files of a database itself. Set CASUS_DATA_DIR to the folder around it, ${dirname(dataDir)}.`,
  );
}

/**
 * Makes a database under another name and renames it once it is whole and on disk: whatever happens on
 * the way, the folder itself is never half a database.
 */
async function createCluster(folder: string): Promise<void> {
  const draft = `${folder}.new`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true, mode: 0o700 });
  const pglite = await PGlite.create({ fs: new DurableFiles(draft) });
  await pglite.close();
  await flushTree(draft);
  await rename(draft, folder);
  await flush(dirname(folder));
}
