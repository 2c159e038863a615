import { mkdtemp, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { findChromium } from '../../../scripts/chromium.ts';
import { stallingApi, watchApi } from './api-watch.ts';
import { hostileApi } from './hostile-api.ts';
import { freePort } from '../../../scripts/free-port.ts';
import { processes } from './processes.ts';
import { putRecord } from './record-template.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the built site is served, over the real API and the real record. */
    site: string;
    /** The folder of the database behind it, which other processes may join. */
    dataFolder: string;
    /** Where a site is served whose API does not answer. */
    orphanedSite: string;
    /** The same site over the same API with a watch between them, and where the watch tells what it saw. */
    watchedSite: string;
    watched: string;
    /** Where a site is served whose API takes questions and never answers. */
    stalledSite: string;
    /** The same site, where every name in the record orders a direction and every address runs a script. */
    hostileSite: string;
    /** A Chromium to drive, or null when this machine has none and none can be had. */
    chromium: string | null;
  }
}

/** Serves the record and the built site on free ports, and takes everything away afterwards. */
export async function setup(project: Pick<TestProject, 'provide'>): Promise<() => Promise<void>> {
  const chromium = await findChromium();
  project.provide('chromium', chromium);
  if (!chromium) {
    process.stderr.write(
      '\n*** No Chromium on this machine and none to be had: the browser tests are SKIPPED. ***\n\n',
    );
    project.provide('site', '');
    project.provide('dataFolder', '');
    project.provide('orphanedSite', '');
    project.provide('watchedSite', '');
    project.provide('watched', '');
    project.provide('stalledSite', '');
    project.provide('hostileSite', '');
    return async () => {};
  }
  const folder = await mkdtemp(join(tmpdir(), 'casus-web-'));
  const { serveApi, serveSite, close: closeProcesses } = processes();
  const between: Server[] = [];
  const close = async () => {
    await closeProcesses();
    for (const server of between) {
      server.closeAllConnections();
      server.close();
    }
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await putRecord(folder);
    const api = await serveApi(folder);
    project.provide('dataFolder', folder);
    project.provide('site', await serveSite(`${api}/graphql`));
    project.provide(
      'orphanedSite',
      await serveSite(`http://localhost:${await freePort()}/graphql`),
    );
    const watch = await watchApi(api);
    const stalling = await stallingApi();
    const hostile = await hostileApi(api);
    between.push(watch.server, stalling.server, hostile.server);
    project.provide('watched', `${watch.address}/watched`);
    project.provide('watchedSite', await serveSite(`${watch.address}/graphql`));
    project.provide('stalledSite', await serveSite(`${stalling.address}/graphql`));
    project.provide('hostileSite', await serveSite(`${hostile.address}/graphql`));
  } catch (error) {
    await close();
    throw error;
  }
  return close;
}
