import { eq, sql } from 'drizzle-orm';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { findDebianProgram } from '../../../../scripts/debian-program.ts';
import { startPostgres, type PostgresServer } from '../../tests/postgres-server.ts';
import { actor } from '../../tests/seed.ts';
import { openStore, type Store } from '../open.ts';
import { readRows } from '../reading/read.ts';
import { atOneMoment } from '../lists/stream.ts';
import type { Notice } from '../live/notices.ts';
import { actors } from '../tables/actor.ts';
import { freePort } from '../../../../scripts/free-port.ts';

const pgbouncer = await findDebianProgram('pgbouncer');
const IN_TIME = { timeout: 20_000, interval: 20 };

describe.skipIf(!pgbouncer)(
  `through PgBouncer in transaction mode${pgbouncer ? '' : ' (skipped: pgbouncer is not here and cannot be installed)'}`,
  () => {
    let server: PostgresServer;
    let bouncer: ChildProcess;
    let folder: string;
    let url: string;
    let store: Store | undefined;

    beforeAll(async () => {
      server = await startPostgres();
      folder = await mkdtemp(join(tmpdir(), 'casus-pgbouncer-'));
      await chmod(folder, 0o777);
      const port = await freePort('127.0.0.1');
      await writeFile(join(folder, 'users.txt'), '"casus" "casus"\n');
      const settings = {
        listen_addr: '127.0.0.1',
        listen_port: port,
        unix_socket_dir: '',
        auth_type: 'plain',
        auth_file: join(folder, 'users.txt'),
        admin_users: 'casus',
        pool_mode: 'transaction',
        // Fewer than the store takes: sessions are lent to and fro.
        default_pool_size: 3,
      };
      const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}`);
      const file = join(folder, 'pgbouncer.ini');
      await writeFile(
        file,
        `[databases]\n* = host=localhost port=${server.port}\n[pgbouncer]\n${lines.join('\n')}\n`,
      );
      const asOther = process.getuid?.() === 0 ? ['-u', 'nobody'] : [];
      bouncer = spawn(pgbouncer!, [...asOther, file], { stdio: 'ignore' });
      url = `postgres://casus:casus@127.0.0.1:${port}/postgres`;
      await vi.waitFor(() => ask('select 1'), IN_TIME);
    });
    afterAll(async () => {
      await store?.close();
      const ended = once(bouncer, 'exit');
      bouncer.kill('SIGKILL');
      await ended;
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    });

    async function ask(statement: string, address = url): Promise<void> {
      const client = new Client({ connectionString: address });
      client.on('error', () => {});
      try {
        await client.connect();
        await client.query(statement);
      } finally {
        await client.end();
      }
    }

    test('a role whose sessions are not as they have to be is refused, with the settings to change', async () => {
      const refusal = await openStore({ databaseUrl: url, dataDir: '' }).catch(
        (error: Error) => error,
      );
      expect(refusal).toMatchObject({ code: 'UNUSABLE' });
      const settings = (refusal as Error).message.match(/ALTER ROLE [^;]+;/g)!;
      for (const setting of settings) await ask(setting, `${server.url}postgres`);
      await ask('reconnect', url.replace(/postgres$/, 'pgbouncer'));
      store = await openStore({ databaseUrl: url, dataDir: '', statementTimeout: 10_000 });
      expect(store.isStandby).toBe(false);
    });

    test('many statements at once, transactions and cursors have their answers', async () => {
      const { db } = store!;
      await db.insert(actors).values([actor('a:1', 'First'), actor('a:2', 'Second')]);
      const texts = Array.from({ length: 200 }, (_, index) => index);
      const answers = await Promise.all(
        texts.map(async (number) => {
          const rows = await readRows(db, sql`select ${number % 7}::int + ${number}::int`);
          return rows[0]![0];
        }),
      );
      expect(answers).toEqual(texts.map((number) => (number % 7) + number));
      const counted = await atOneMoment({ name: 'postgres', db }, async (transaction) => {
        const before = await transaction.$count(actors);
        await db.insert(actors).values(actor('a:3', 'Meanwhile'));
        return [before, await transaction.$count(actors)];
      });
      expect(counted).toEqual([2, 2]);
      expect((await readRows(db, sql`select now()::text`))[0]![0]).toMatch(/\+00$/);
    });

    test('changes are heard of, though nobody can listen', async () => {
      const notices: Notice[] = [];
      const stop = await store!.onNotice((notice) => notices.push(notice));
      const from = notices.length;
      await store!.db.update(actors).set({ name: 'Renamed' }).where(eq(actors.key, 'a:1'));
      await vi.waitFor(
        () =>
          expect(notices.slice(from)).toEqual(
            expect.arrayContaining([{ about: 'reference' }, { about: 'commit' }]),
          ),
        IN_TIME,
      );
      expect(await store!.readiness()).toEqual({ is: 'ready' });
      await stop();
    });

    test('what is not wanted any more is cancelled, and hits nobody else', async () => {
      const leaving = new AbortController();
      const slow = readRows(store!.withSignal(leaving.signal), sql`select pg_sleep(60)`);
      await new Promise((resolve) => setTimeout(resolve, 100));
      leaving.abort();
      await expect(slow).rejects.toMatchObject({ code: 'GIVEN_UP' });
      await vi.waitFor(async () => {
        const [row] = await readRows(
          store!.db,
          sql`select count(*)::int from pg_stat_activity where query like 'select pg_sleep%' and state = 'active'`,
        );
        expect(row![0]).toBe(0);
      }, IN_TIME);
    });
  },
);
