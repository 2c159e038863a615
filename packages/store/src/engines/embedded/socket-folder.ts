import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** PostgreSQL's clients make a socket's name from a port. */
export const SOCKET_PORT = 5432;
const NAME = `.s.PGSQL.${SOCKET_PORT}`;

/** Bytes of a socket's address, which the least of systems allows. */
const PATH_LIMIT = 103;

/** Of the socket in a folder. */
export const socketPath = (folder: string): string => join(folder, NAME);

export interface SocketFolder {
  folder: string;
  /** Of the socket in it. */
  path: string;
  remove(): Promise<void>;
}

/** A folder for a socket that only this user may enter: in `folder`, or where that is too deep. */
export async function makeSocketFolder(folder: string): Promise<SocketFolder> {
  const near = join(folder, 'socket');
  const isShort = Buffer.byteLength(socketPath(near)) <= PATH_LIMIT;
  // One that was left behind by a process that was killed.
  if (isShort) await rm(near, { recursive: true, force: true });
  if (isShort) await mkdir(near, { mode: 0o700 });
  const made = isShort ? near : await mkdtemp(join(tmpdir(), 'casus-'));
  return {
    folder: made,
    path: socketPath(made),
    remove: () => rm(made, { recursive: true, force: true }),
  };
}
