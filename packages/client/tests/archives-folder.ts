import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the packages are packed by whichever test needs them first. */
    archivesFolder: string;
  }
}

/** A folder for the archives of one run: packing takes seconds, and several files of tests install them. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'casus-archives-'));
  project.provide('archivesFolder', folder);
  return () => rm(folder, { recursive: true });
}
