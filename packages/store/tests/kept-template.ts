import { createHash, randomUUID } from 'node:crypto';
import { existsSync, globSync, readFileSync, rmSync, statSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../../..');
const CACHE = join(ROOT, 'node_modules/.cache/casus-tests');

/** What decides how an embedded database is made, and what it holds. */
const MAKES_IT = [
  'pnpm-lock.yaml',
  'apps/api/src/commands/**/*.ts',
  'packages/{store,ingest}/src/**/*.ts',
  'packages/store/migrations/**',
  'records/**',
];

/** A record that was loaded yesterday is not what a test expects that asks what is new. */
const HOUR_MS = 3_600_000;
/** What somebody's tests may still copy is left to them. */
const LONGEST_MS = 24 * HOUR_MS;

/**
 * The folder of a closed embedded database, which `make` makes where no package's tests have made it yet of the same
 * files, within the hour. Never opened: what is to be opened is copied.
 */
export async function keptTemplate(
  name: string,
  make: (folder: string) => Promise<void>,
): Promise<string> {
  const folder = join(CACHE, `${name}-${fingerprint()}-${Math.floor(Date.now() / HOUR_MS)}`);
  await mkdir(CACHE, { recursive: true });
  for (const other of globSync(join(CACHE, '*'))) {
    if (ageOf(other) > LONGEST_MS) rmSync(other, { recursive: true, force: true });
  }
  if (existsSync(folder)) return folder;
  const making = await mkdtemp(join(CACHE, `making-${randomUUID()}-`));
  await make(making);
  // Whoever made it meanwhile is as right.
  await rename(making, folder).catch(() => rm(making, { recursive: true, force: true }));
  return folder;
}

function fingerprint(): string {
  const hash = createHash('sha256').update(process.version);
  const files = globSync(MAKES_IT, { cwd: ROOT, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort();
  for (const file of files) hash.update(file).update(readFileSync(file));
  return hash.digest('hex').slice(0, 16);
}

/** Another run may have taken it away already. */
function ageOf(folder: string): number {
  return Date.now() - (statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? 0);
}
