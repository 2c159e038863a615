import { cp } from 'node:fs/promises';
import type { TestProject } from 'vitest/node';
import { keptTemplate } from '../../../packages/store/tests/kept-template.ts';
import { casus } from './processes.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A data folder that holds the curated record, used by no process: copy it, and start on the copy. */
    recordTemplate: string;
  }
}

/** What the processes of tests start from: making it takes seconds, copying it little. */
export async function setup(project: TestProject): Promise<void> {
  project.provide('recordTemplate', await recordTemplate());
}

/** Puts a database that holds the curated record into a folder. */
export async function putRecord(folder: string): Promise<void> {
  await cp(await recordTemplate(), folder, { recursive: true });
}

const recordTemplate = () =>
  keptTemplate('record-by-command', (folder) => casus(folder, 'record', 'load'));
