import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '../../../scripts/free-port.ts';

const VERSIONS = '/usr/lib/postgresql';

/** Where the oldest of Debian's servers on this machine is; none without its package `postgresql`. */
export const DEBIAN_POSTGRES = (existsSync(VERSIONS) ? readdirSync(VERSIONS) : [])
  .toSorted((one, other) => Number(one) - Number(other))
  .map((version) => join(VERSIONS, version, 'bin'))
  .find((folder) => existsSync(join(folder, 'initdb')));

/** Runs a program as the user that the server's package made: the server does not run as root. */
export async function runAsPostgres(
  cwd: string,
  command: string,
  ...words: string[]
): Promise<string> {
  const isRoot = process.getuid?.() === 0;
  const [program, args] = isRoot
    ? ['/sbin/runuser', ['-u', 'postgres', '--', command, ...words]]
    : [command, words];
  const { stdout } = await promisify(execFile)(program, args, { cwd });
  return stdout;
}

/** A server of Debian's, in a folder of its own. */
export async function startDebianPostgres(): Promise<{ url: string; stop(): Promise<void> }> {
  const bin = DEBIAN_POSTGRES!;
  const folder = await mkdtemp(join(tmpdir(), 'casus-debian-postgres-'));
  await chmod(folder, 0o777);
  const data = join(folder, 'data');
  const port = await freePort();
  const run = (program: string, ...words: string[]) =>
    runAsPostgres(folder, join(bin, program), '-D', data, ...words);
  await run('initdb', '-U', 'casus', '--auth=trust', '--encoding=UTF8', '--no-sync');
  const settings = `-p ${port} -c listen_addresses=127.0.0.1 -k ${folder} -c fsync=off`;
  await run('pg_ctl', '-w', '-l', join(folder, 'log'), '-o', settings, 'start');
  return {
    url: `postgres://casus@127.0.0.1:${port}/`,
    stop: async () => {
      await run('pg_ctl', '-w', '-m', 'immediate', 'stop');
      await rm(folder, { recursive: true, force: true });
    },
  };
}
