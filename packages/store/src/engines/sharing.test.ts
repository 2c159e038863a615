import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest';
import { copyDatabase } from '../../tests/embedded-template.ts';
import { announce } from '../../tests/announce.ts';
import type { Notice } from '../live/notices.ts';
import { openStore, type Store } from '../open.ts';

let folder: string;
let dataDir: string;
let host: Store;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'casus-sharing-'));
  dataDir = join(folder, 'data');
  copyDatabase(inject('embeddedTemplate'), dataDir);
  host = await openStore({ dataDir, sharing: 'offer' });
  await host.db.execute('create table marks (mark text unique)');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const marks = async () =>
  ((await host.db.execute('select mark from marks order by 1')) as unknown as { rows: unknown[] })
    .rows;

interface Guest {
  process: ChildProcess;
  said: (word: string) => Promise<void>;
  /** With its exit code and signal. */
  ended: Promise<unknown[]>;
}

/** Another process, which joins as `store`, does as told, and says what it wants to. */
function guest(doing: string): Guest {
  const script = `
    const { openStore } = await import(${JSON.stringify(join(import.meta.dirname, '../open.ts'))});
    const { announce } = await import(${JSON.stringify(join(import.meta.dirname, '../../tests/announce.ts'))});
    const store = await openStore({ dataDir: ${JSON.stringify(dataDir)}, sharing: 'join' });
    const say = (word) => process.stdout.write(word);
    ${doing}
    await store.close();`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return {
    process: child,
    // From the start: it may end before anyone asks.
    ended: once(child, 'exit'),
    said: (word) => vi.waitFor(() => expect(output).toContain(word), 30_000),
  };
}

test('another process writes beside the one that holds the folder, which hears of it', async () => {
  const notices: Notice[] = [];
  const stop = await host.onNotice((notice) => notices.push(notice));
  const { ended } = guest(`
    await store.db.transaction(async (transaction) => {
      await transaction.execute("insert into marks values ('of the guest')");
      await announce(transaction, { about: 'reference' });
    });`);
  expect(await ended).toEqual([0, null]);
  await vi.waitFor(
    () => expect(notices).toEqual([{ about: 'reference' }, { about: 'commit' }]),
    20_000,
  );
  expect(await marks()).toEqual([{ mark: 'of the guest' }]);
  await stop();
});

test('it hears of what the holder writes', async () => {
  const { said, ended } = guest(`
    await new Promise(async (resolve) => {
      await store.onNotice(({ about }) => { say(about); resolve(); });
      say('listening');
    });`);
  await said('listening');
  await announce(host.db, { about: 'reference' });
  await said('reference');
  expect(await ended).toEqual([0, null]);
});

test('what a killed process was in the middle of is undone, and keeps nobody waiting', async () => {
  const before = await marks();
  const { process: child, said } = guest(`
    await store.db.transaction(async (transaction) => {
      await transaction.execute("insert into marks values ('half')");
      say('in the middle');
      await new Promise((resolve) => setTimeout(resolve, 60_000));
    });`);
  await said('in the middle');
  const after = marks();
  child.kill('SIGKILL');
  expect(await after).toEqual(before);
});

test('its way in is for this user alone', async () => {
  const way = join(dataDir, 'socket');
  const modes = await Promise.all(
    [way, join(way, '.s.PGSQL.5432')].map(async (path) => (await stat(path)).mode & 0o777),
  );
  expect(modes).toEqual([0o700, 0o600]);
});

test('without asking to join it is refused, and once the holder is gone nothing is left', async () => {
  await expect(openStore({ dataDir })).rejects.toMatchObject({ code: 'HELD' });
  await host.close();
  expect(await readdir(dataDir)).toEqual(['casus.lock', 'pglite']);
  const next = await openStore({ dataDir, sharing: 'join' });
  await next.close();
});
