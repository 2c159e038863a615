import { openStore } from '@casus/store/open';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import {
  copyDatabase,
  makeEmptyDatabase,
} from '../../../packages/store/tests/embedded-template.ts';
import { loadRecord } from '../src/commands/load-record.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** An embedded database that holds the curated record, closed: copy it, and open the copy. */
    recordTemplate: string;
  }
}

/** Makes once what files of tests start from: doing it takes seconds, copying it little. */
export default async function setup(
  project: Pick<TestProject, 'provide'>,
): Promise<() => Promise<void>> {
  const empty = await makeEmptyDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'casus-api-template-'));
  copyDatabase(empty, folder);
  const store = await openStore({ dataDir: folder });
  await loadRecord(store);
  await store.close();
  project.provide('embeddedTemplate', empty);
  project.provide('recordTemplate', folder);
  return async () => {
    for (const each of [empty, folder]) await rm(each, { recursive: true, force: true });
  };
}
