import { openStore } from '@casus/store/open';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { loadRecord } from '../src/commands/load-record.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** An embedded database that holds the curated record, closed: copy it, and open the copy. */
    recordTemplate: string;
  }
}

/** Makes once what every file of tests starts from: doing it takes seconds, copying it none. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'casus-api-template-'));
  const store = await openStore({ dataDir: folder });
  await loadRecord(store);
  await store.close();
  project.provide('recordTemplate', folder);
  return () => rm(folder, { recursive: true, force: true });
}
