import { openStore } from '@casus/store/open';
import type { TestProject } from 'vitest/node';
import { copyDatabase, emptyTemplate } from '../../../packages/store/tests/embedded-template.ts';
import { keptTemplate } from '../../../packages/store/tests/kept-template.ts';
import { loadRecord } from '../src/commands/load-record.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** An embedded database that holds the curated record, closed: copy it, and open the copy. */
    recordTemplate: string;
  }
}

/** What files of tests start from: making it takes seconds, copying it little. */
export default async function setup(project: Pick<TestProject, 'provide'>): Promise<void> {
  const empty = await emptyTemplate();
  const record = await keptTemplate('record', async (dataDir) => {
    copyDatabase(empty, dataDir);
    const store = await openStore({ dataDir });
    await loadRecord(store);
    await store.close();
  });
  project.provide('embeddedTemplate', empty);
  project.provide('recordTemplate', record);
}
