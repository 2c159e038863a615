import { openStore } from '@casus/store/open';
import { join } from 'node:path';
import { keptTemplate } from '../../../packages/store/tests/kept-template.ts';
import {
  copyFiles,
  startPostgres,
  type PostgresServer,
} from '../../../packages/store/tests/postgres-server.ts';
import { loadRecord } from '../src/commands/load-record.ts';

/** A PostgreSQL server of the caller's own, whose database `postgres` holds the curated record. */
export async function startPostgresRecord(): Promise<PostgresServer> {
  const template = await keptTemplate('postgres-record', async (folder) => {
    const server = await startPostgres();
    try {
      const store = await openStore({ databaseUrl: `${server.url}postgres`, dataDir: '' });
      await loadRecord(store);
      await store.close();
      await server.down();
      await copyFiles(server.data, join(folder, 'data'));
    } finally {
      await server.stop();
    }
  });
  return startPostgres(join(template, 'data'));
}
