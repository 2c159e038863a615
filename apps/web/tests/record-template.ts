import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** A data folder that holds the curated record, used by no process: copy it, and start on the copy. */
    recordTemplate: string;
  }
}

const CASUS = join(import.meta.dirname, '../../api/src/casus.ts');

/** Makes once what the processes of tests start from: doing it takes seconds, copying it little. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'casus-web-template-'));
  await promisify(execFile)(process.execPath, [CASUS, 'record', 'load'], {
    env: { ...process.env, CASUS_DATA_DIR: folder, DATABASE_URL: '' },
  });
  project.provide('recordTemplate', folder);
  return () => rm(folder, { recursive: true, force: true });
}
