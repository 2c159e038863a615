import { PGlite, types } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { unaccent } from '@electric-sql/pglite/contrib/unaccent';
import { drizzle } from 'drizzle-orm/pglite';
import { migrate } from 'drizzle-orm/pglite/migrator';
import { join, resolve } from 'node:path';
import type { Database } from '../database.ts';
import { statementLogger, type Engine, type StatementListener } from '../engine.ts';
import { NOTICE_CHANNEL, readNotice } from '../notices.ts';
import { holdFolder } from './hold.ts';

const asText = (text: string) => text;

/** Times as PostgreSQL writes them: JavaScript's dates know no days. */
const valueParsers = {
  [types.TIMESTAMPTZ]: asText,
  [types.TIMESTAMP]: asText,
  [types.DATE]: asText,
};

/** PostgreSQL in this process, in a folder that is its own; `memory://` for one that leaves nothing. */
export async function openPglite(
  dataDir: string,
  onStatement?: StatementListener,
): Promise<Engine> {
  const inMemory = dataDir === 'memory://';
  const folder = inMemory ? dataDir : resolve(dataDir);
  const letGo = inMemory ? async () => {} : await holdFolder(folder);
  try {
    const client = await PGlite.create(inMemory ? folder : join(folder, 'pglite'), {
      // The server has them on its disk; the embedded engine is handed them.
      extensions: { pg_trgm, unaccent },
    });
    await client.exec("set timezone to 'UTC'");
    const db = drizzle(client, { logger: statementLogger(onStatement) });
    return {
      name: 'pglite',
      db: db as unknown as Database,
      read: async (text, params) => {
        onStatement?.(text);
        const { rows } = await client.query<unknown[]>(text, [...params], {
          rowMode: 'array',
          parsers: valueParsers,
        });
        return rows;
      },
      migrate: async (migrationsFolder, then) => {
        await migrate(db, { migrationsFolder });
        await then(db as unknown as Database);
      },
      onNotice: (listener) =>
        client.listen(NOTICE_CHANNEL, (payload) => {
          const notice = readNotice(payload);
          if (notice) listener(notice);
        }),
      close: async () => {
        await client.close();
        await letGo();
      },
    };
  } catch (error) {
    await letGo();
    throw error;
  }
}
