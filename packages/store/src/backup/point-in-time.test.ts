import { sql } from 'drizzle-orm';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { DEBIAN_POSTGRES, runAsPostgres } from '../../tests/debian-postgres.ts';
import { freePort } from '../../../../scripts/free-port.ts';
import { openEngine, openStore } from '../open.ts';
import { rowsOf, type Database } from '../engines/database.ts';
import { contentsOf } from './write.ts';

const PGBACKREST = '/usr/bin/pgbackrest';
let folder: string | undefined;
let stopServer: (() => Promise<unknown>) | undefined;
afterAll(async () => {
  await stopServer?.().catch(() => {});
  if (folder) await rm(folder, { recursive: true, force: true });
});

const run = (command: string, ...words: string[]) => runAsPostgres(folder!, command, ...words);

// As docs/self-hosting.md tells it.
test.skipIf(!DEBIAN_POSTGRES || !existsSync(PGBACKREST))(
  'what was lost comes back as of any moment, by pgBackRest (skipped without Debian’s pgbackrest and postgresql)',
  async () => {
    folder = await mkdtemp(join(tmpdir(), 'casus-pgbackrest-'));
    await chmod(folder, 0o777);
    const data = join(folder, 'data');
    const port = await freePort();
    const config = join(folder, 'pgbackrest.conf');
    for (const name of ['repository', 'log', 'lock', 'sockets']) {
      await mkdir(join(folder, name));
      await chmod(join(folder, name), 0o777);
    }
    await writeFile(
      config,
      `[global]
repo1-path=${join(folder, 'repository')}
log-path=${join(folder, 'log')}
lock-path=${join(folder, 'lock')}
start-fast=y
[casus]
pg1-path=${data}
pg1-port=${port}
pg1-socket-path=${join(folder, 'sockets')}
pg1-user=casus
`,
    );
    await run(
      join(DEBIAN_POSTGRES!, 'initdb'),
      '-D',
      data,
      '-U',
      'casus',
      '--auth=trust',
      '--encoding=UTF8',
    );
    const settings = {
      port,
      listen_addresses: '127.0.0.1',
      unix_socket_directories: join(folder, 'sockets'),
      archive_mode: 'on',
      archive_command: `${PGBACKREST} --config=${config} --stanza=casus archive-push %p`,
    };
    const own = Object.entries(settings).map(([name, value]) => `${name} = '${value}'\n`);
    const path = join(data, 'postgresql.conf');
    await writeFile(path, (await readFile(path, 'utf8')) + own.join(''));
    const pgCtl = (...words: string[]) =>
      run(
        join(DEBIAN_POSTGRES!, 'pg_ctl'),
        '-D',
        data,
        '-w',
        '-l',
        join(folder!, 'log/server'),
        ...words,
      );
    const pgbackrest = (...words: string[]) =>
      run(PGBACKREST, `--config=${config}`, '--stanza=casus', ...words);
    await pgCtl('start');
    stopServer = () => pgCtl('stop', '-m', 'immediate');

    const databaseUrl = `postgres://casus@127.0.0.1:${port}/postgres`;
    const opened = async <Result>(task: (db: Database) => Promise<Result>): Promise<Result> => {
      const engine = await openEngine({ databaseUrl, dataDir: '' });
      try {
        return await task(engine.db);
      } finally {
        await engine.close();
      }
    };
    const hash = () => opened(async (db) => (await contentsOf(db)).contentHash);

    await pgbackrest('stanza-create');
    await (await openStore({ databaseUrl, dataDir: '' })).close();
    await opened((db) =>
      db.execute(sql`insert into actors (key, name, kind, source)
        select 'record:actor/' || n, 'Actor ' || n, 'MEDIA', 'record' from generate_series(1, 100) n`),
    );
    await pgbackrest('backup', '--type=full');

    // Written after the backup, so that only the archived log has it.
    await opened((db) => db.execute(sql`update actors set name = name || ' (corrected)'`));
    const good = await hash();
    await opened((db) => db.execute(sql`select pg_create_restore_point('before the mistake')`));
    await opened(async (db) => {
      await db.execute(sql`delete from actors`);
      await db.execute(sql`select pg_switch_wal()`);
    });
    expect(await hash()).not.toBe(good);

    await pgCtl('stop', '-m', 'fast');
    await pgbackrest(
      'restore',
      '--delta',
      '--type=name',
      '--target=before the mistake',
      '--target-action=promote',
    );
    await pgCtl('start');
    const store = await openStore({ databaseUrl, dataDir: '' });
    await expect
      .poll(() => rowsOf(store.db, sql`select pg_is_in_recovery() as is`), { timeout: 60_000 })
      .toEqual([{ is: false }]);
    await store.close();
    expect(await hash()).toBe(good);
    await pgCtl('stop', '-m', 'fast');
    stopServer = undefined;
  },
  240_000,
);
