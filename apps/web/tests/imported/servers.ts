import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { findChromium } from '../../../../scripts/chromium.ts';
import { casus, processes } from '../processes.ts';
import { putRecord } from '../record-template.ts';
import { hasSample, writeSample } from './sample.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The API behind the site. */
    api: string;
  }
}

/** Serves the record with real events beside it, and the built site over them; nothing where there are no such files. */
export async function setup(project: Pick<TestProject, 'provide'>): Promise<() => Promise<void>> {
  const chromium = hasSample ? await findChromium() : null;
  project.provide('chromium', chromium);
  project.provide('site', '');
  project.provide('api', '');
  if (!chromium) return async () => {};
  const folder = await mkdtemp(join(tmpdir(), 'casus-imported-'));
  const { serveApi, serveSite, close } = processes();
  const end = async () => {
    await close();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const data = join(folder, 'data');
    await putRecord(data);
    for (const given of await writeSample(folder)) await casus(data, 'import', ...given);
    const api = `${await serveApi(data)}/graphql`;
    project.provide('api', api);
    project.provide('site', await serveSite(api));
  } catch (error) {
    await end();
    throw error;
  }
  return end;
}
