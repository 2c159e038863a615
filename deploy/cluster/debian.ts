import { access, constants, readdir, readFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { Obstacle } from './obstacle.ts';

/** The programs of which a cluster is made, by their paths. */
export interface Programs {
  etcd: string;
  patroni: string;
  pgbouncer: string;
  haproxy: string;
  /** The folder of `postgres`, `initdb`, `pg_basebackup`, `pg_rewind` and `psql`. */
  postgres: string;
}

const PACKAGES = {
  etcd: 'etcd-server',
  patroni: 'patroni',
  pgbouncer: 'pgbouncer',
  haproxy: 'haproxy',
} as const;

const POSTGRES = '/usr/lib/postgresql';
const OLDEST_POSTGRES = 15;

/** The packages that are not installed, none where all are. */
export async function missingPackages(): Promise<string[]> {
  const missing: string[] = [];
  for (const [program, name] of Object.entries(PACKAGES)) {
    if (!(await find(program))) missing.push(name);
  }
  if (!(await findPostgres())) missing.push('postgresql');
  return missing;
}

/** @throws Obstacle that says what to install */
export async function findPrograms(): Promise<Programs> {
  const missing = await missingPackages();
  if (missing.length > 0) {
    throw new Obstacle(
      `Not installed: ${missing.join(', ')}. On Debian 12 or Ubuntu:\n\n` +
        `  sudo apt-get install --no-install-recommends ${missing.join(' ')}\n\n` +
        'The packages start services of their own, which the cluster does not use: ' +
        'sudo systemctl disable --now etcd haproxy patroni pgbouncer postgresql',
    );
  }
  const [etcd, patroni, pgbouncer, haproxy] = await Promise.all(Object.keys(PACKAGES).map(find));
  return {
    etcd: etcd!,
    patroni: patroni!,
    pgbouncer: pgbouncer!,
    haproxy: haproxy!,
    postgres: (await findPostgres())!,
  };
}

async function find(program: string): Promise<string | null> {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/bin', '/usr/sbin'];
  for (const folder of folders) {
    const path = join(folder, program);
    if (await isProgram(path)) return path;
  }
  return null;
}

/** The newest: Debian keeps versions beside each other, and none of them in the path. */
async function findPostgres(): Promise<string | null> {
  const versions = (await readdir(POSTGRES).catch(() => []))
    .map(Number)
    .filter((version) => version >= OLDEST_POSTGRES)
    .toSorted((one, other) => other - one);
  for (const version of versions) {
    const folder = join(POSTGRES, String(version), 'bin');
    if (await isProgram(join(folder, 'initdb'))) return folder;
  }
  return null;
}

function isProgram(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

/** Who runs what refuses to run as root. */
export interface User {
  uid: number;
  gid: number;
}

/** Null where this process is not root's: then all runs as its user. @throws Obstacle */
export async function unprivilegedUser(): Promise<User | null> {
  if (process.getuid?.() !== 0) return null;
  const users = await readFile('/etc/passwd', 'utf8');
  const [, uid, gid] = /^postgres:[^:]*:(\d+):(\d+):/m.exec(users) ?? [];
  if (!uid || !gid) {
    throw new Obstacle(
      'PostgreSQL does not run as root, and there is no user postgres, which Debian’s package makes. Start the cluster as another user.',
    );
  }
  return { uid: Number(uid), gid: Number(gid) };
}
