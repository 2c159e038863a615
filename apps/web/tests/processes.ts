import { execFile, fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '../../../scripts/free-port.ts';

const ROOT = join(import.meta.dirname, '../../..');
const CASUS = join(ROOT, 'apps/api/src/casus.ts');

/** The servers of a run of tests: each listens once it is returned; `close` ends all of them. */
export function processes() {
  const children: ChildProcess[] = [];
  return {
    /** The API over the database in a folder. */
    async serveApi(folder: string): Promise<string> {
      const env = {
        ...process.env,
        CASUS_API_PORT: String(await freePort()),
        CASUS_DATA_DIR: folder,
        DATABASE_URL: '',
      };
      return listening(fork(CASUS, ['serve'], { cwd: ROOT, env }), children);
    },
    /** The built site over an API. */
    async serveSite(api: string): Promise<string> {
      const port = String(await freePort());
      const env = { ...process.env, HOST: 'localhost', PORT: port, CASUS_API_URL: api };
      return listening(fork(join(ROOT, 'apps/web/server.ts'), [], { cwd: ROOT, env }), children);
    },
    close: () => Promise.all(children.map(stop)),
  };
}

/** A command of the command line on the database in a folder, to its end. */
export async function casus(folder: string, ...args: string[]): Promise<void> {
  await promisify(execFile)(process.execPath, [CASUS, ...args], {
    env: { ...process.env, CASUS_DATA_DIR: folder, DATABASE_URL: '' },
  });
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
