import { fork, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { findChromium } from '../../../scripts/chromium.ts';
import { stallingApi, watchApi } from './api-watch.ts';
import { hostileApi } from './hostile-api.ts';

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

const ROOT = join(import.meta.dirname, '../../..');

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
  const children: ChildProcess[] = [];
  const between: Server[] = [];
  const close = async () => {
    await Promise.all(children.map(stop));
    for (const server of between) {
      server.closeAllConnections();
      server.close();
    }
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const apiPort = await freePort();
    const api = await listening(
      fork(join(ROOT, 'apps/api/src/casus.ts'), ['serve'], {
        cwd: ROOT,
        env: {
          ...process.env,
          CASUS_API_PORT: String(apiPort),
          CASUS_DATA_DIR: folder,
          DATABASE_URL: '',
        },
      }),
      children,
    );
    project.provide('dataFolder', folder);
    project.provide('site', await serveSite(`${api}/graphql`, children));
    project.provide(
      'orphanedSite',
      await serveSite(`http://localhost:${await freePort()}/graphql`, children),
    );
    const watch = await watchApi(api);
    const stalling = await stallingApi();
    const hostile = await hostileApi(api);
    between.push(watch.server, stalling.server, hostile.server);
    project.provide('watched', `${watch.address}/watched`);
    project.provide('watchedSite', await serveSite(`${watch.address}/graphql`, children));
    project.provide('stalledSite', await serveSite(`${stalling.address}/graphql`, children));
    project.provide('hostileSite', await serveSite(`${hostile.address}/graphql`, children));
  } catch (error) {
    await close();
    throw error;
  }
  return close;
}

async function serveSite(api: string, children: ChildProcess[]): Promise<string> {
  const port = String(await freePort());
  const env = { ...process.env, HOST: 'localhost', PORT: port, CASUS_API_URL: api };
  return listening(fork(join(ROOT, 'apps/web/server.ts'), [], { cwd: ROOT, env }), children);
}

function listening(child: ChildProcess, children: ChildProcess[]): Promise<string> {
  children.push(child);
  return new Promise((resolve, reject) => {
    child.once('message', ({ listening: address }: { listening: string }) => resolve(address));
    child.once('exit', (code) =>
      reject(new Error(`${child.spawnargs.join(' ')} ended with ${code}`)),
    );
  });
}

function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  return gone;
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, 'localhost', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
