import type { Store } from '@casus/store/open';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Refusal } from '../commands/failure.ts';
import { CONTRACT, readArchive, sha256Of } from './contents.ts';
import { AVAILABLE, isMonth, MANIFEST, SUMS, type Manifest } from './manifest.ts';

export interface ArchiveRequest {
  /** The folder that all archives are in. */
  folder: string;
  /** `2026-10` */
  month: string;
  base: string;
  signal?: AbortSignal;
  now?: () => Date;
}

/** What became of a request: written, or found as it would have been written. */
export interface Archived {
  manifest: Manifest;
  isNew: boolean;
}

/** The last moment of a month, UTC. */
export function endOfMonth(month: string): string {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, number, 1) - 1).toISOString();
}

/**
 * Writes the record as of the end of a month. Under the month's name there is a whole archive or none, and one
 * that is there stays as it is.
 *
 * @throws Refusal for what is no month or not over, and where the same month would come out otherwise now
 */
export async function writeArchive(
  store: Pick<Store, 'name' | 'db'>,
  { folder, month, base, signal, now = () => new Date() }: ArchiveRequest,
): Promise<Archived> {
  if (!isMonth(month)) throw new Refusal(`“${month}” is not a month: write one like 2026-10.`);
  const asOf = endOfMonth(month);
  if (asOf >= now().toISOString()) {
    throw new Refusal(`${month} is not over: an archive is frozen at the end of its month.`);
  }
  const place = join(folder, month);
  const before = await manifestIn(place);
  const draft = join(folder, `.${month}-${process.pid}`);
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true });
  try {
    const manifest = await writeFiles(store, draft, { name: month, asOf, base, signal });
    if (before === null) await rename(draft, place);
    else refuseOther(month, before, manifest);
    await noteAvailable(place, now());
    return { manifest, isNew: before === null };
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

async function writeFiles(
  store: Pick<Store, 'name' | 'db'>,
  draft: string,
  asked: { name: string; asOf: string; base: string; signal: AbortSignal | undefined },
): Promise<Manifest> {
  const { name, asOf, base, signal } = asked;
  const manifest: Manifest = { name, asOf, contract: '', sources: [], files: [] };
  await readArchive(store, { asOf, base }, async (file) => {
    const { bytes, sha256 } = await writeOne(join(draft, file.name), file.chunks, signal);
    manifest.files.push({ name: file.name, rows: file.rows, bytes, sha256 });
    if (file.name === CONTRACT) manifest.contract = `sha256:${sha256}`;
    for (const source of file.about?.sources ?? []) {
      const { rows: _, ...terms } = source;
      if (!manifest.sources.some(({ datasetKey }) => datasetKey === terms.datasetKey)) {
        manifest.sources.push(terms);
      }
    }
  });
  const text = `${JSON.stringify(manifest, null, 2)}\n`;
  await writeFile(join(draft, MANIFEST), text);
  const sums = [...manifest.files, { name: MANIFEST, sha256: sha256Of(text) }];
  await writeFile(
    join(draft, SUMS),
    sums.map(({ name, sha256 }) => `${sha256}  ${name}\n`).join(''),
  );
  return manifest;
}

async function writeOne(
  path: string,
  chunks: AsyncIterable<string | Buffer>,
  signal: AbortSignal | undefined,
): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  let bytes = 0;
  const file = createWriteStream(path, { flush: true });
  const counted = async function* () {
    for await (const chunk of chunks) {
      signal?.throwIfAborted();
      hash.update(chunk);
      bytes += Buffer.byteLength(chunk);
      yield chunk;
    }
  };
  await pipeline(counted, file);
  if (!file.closed) await once(file, 'close');
  return { bytes, sha256: hash.digest('hex') };
}

function refuseOther(month: string, before: Manifest, { files, contract }: Manifest): void {
  const differing = files.filter(
    ({ name, sha256 }) => before.files.find((file) => file.name === name)?.sha256 !== sha256,
  );
  if (differing.length === 0) return;
  const names = differing.map(({ name }) => name).join(', ');
  const isOnlyMore = differing.every(({ name }) =>
    before.files.every((file) => file.name !== name),
  );
  const why = isOnlyMore
    ? 'this release of Casus writes more files'
    : before.contract !== contract
      ? 'the contract has changed since'
      : 'what was imported or corrected since says something else of that time';
  throw new Refusal(
    `The archive of ${month} is there, and would come out otherwise now (${names}): ${why}. It stays as it is, ` +
      'for people cite it.',
  );
}

/** Kept beside the archive, not in it: the archive is the same whenever it is made. */
async function noteAvailable(place: string, now: Date): Promise<void> {
  const text = `${JSON.stringify({ availableFrom: now.toISOString() })}\n`;
  await writeFile(`${place}${AVAILABLE}`, text, { flag: 'wx' }).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  });
}

async function manifestIn(place: string): Promise<Manifest | null> {
  try {
    return JSON.parse(await readFile(join(place, MANIFEST), 'utf8')) as Manifest;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
