import { cpSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import type { TestProject } from 'vitest/node';
import { openStore, type Store, type StoreConfig } from '../src/open.ts';
import { keptTemplate } from './kept-template.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A closed embedded database with all tables and no rows. */
    embeddedTemplate: string;
  }
}

/** What tests on the embedded engine start from: a first start takes five times as long as a copy. */
export async function setup(project: Pick<TestProject, 'provide'>): Promise<void> {
  project.provide('embeddedTemplate', await emptyTemplate());
}

/** The folder of a closed embedded database with all tables and no rows. */
export const emptyTemplate = (): Promise<string> =>
  keptTemplate('empty', async (dataDir) => {
    const store = await openStore({ dataDir });
    await store.close();
  });

/**
 * Copies the files of a closed embedded database. There are a thousand: Node copies them in an eighth of the processor's
 * time where it is waited for.
 */
export function copyDatabase(template: string, folder: string): void {
  cpSync(template, folder, { recursive: true });
}

/** A copy of a closed embedded database, opened; closing it takes the copy away. */
export async function openCopy(
  template: string,
  options: Omit<StoreConfig, 'dataDir' | 'databaseUrl'> = {},
): Promise<Store> {
  const dataDir = await mkdtemp(join(tmpdir(), 'casus-copy-'));
  copyDatabase(template, dataDir);
  const store = await openStore({ dataDir, ...options });
  return {
    ...store,
    close: async () => {
      await store.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** An empty store on the embedded engine. */
export const openEmbedded = (): Promise<Store> => openCopy(inject('embeddedTemplate'));
