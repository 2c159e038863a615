import { execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { folderLocked, holderOf, lockFolder } from './folder-lock.ts';

let folder: string;
const started: { kill: (signal: 'SIGKILL') => void }[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'casus-lock-'));
});
afterEach(async () => {
  for (const { kill } of started.splice(0)) kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

/** Tries for the lock once it is told to, says what it got, and keeps it until it is ended. */
const TRY = `
  const { lockFolder } = await import(${JSON.stringify(join(import.meta.dirname, 'folder-lock.ts'))});
  process.stdout.write('ready ' + process.pid + ' ');
  await new Promise((resolve) => process.stdin.once('data', resolve));
  const lock = await lockFolder(process.argv[1]);
  process.stdout.write(lock ? 'got it' : 'refused');
  process.stdin.resume();`;

const NODE = [process.execPath, '--input-type=module', '-e', TRY] as const;

/** Another process that tries, run by `launcher` where one is given. */
function other(launcher: readonly string[] = []) {
  const [command, ...args] = [...launcher, ...NODE, folder];
  const child = spawn(command!, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  // One that is killed no longer reads.
  child.stdin.on('error', () => {});
  started.push({ kill: (signal) => child.kill(signal) });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const saying = (pattern: RegExp) =>
    vi.waitFor(() => pattern.exec(said)?.[1] ?? expect.fail(said), { timeout: 60_000 });
  return {
    child,
    pid: async () => Number(await saying(/^ready (\d+) /)),
    tries: async () => {
      await saying(/^(ready)/);
      child.stdin.write('go');
      return saying(/(got it|refused)$/);
    },
    ended: new Promise<void>((resolve) => child.once('exit', () => resolve())),
  };
}

/** Of a process, as the kernel tells it; null once nothing of it is left. */
const stateOf = (pid: number) =>
  readFile(`/proc/${pid}/stat`, 'utf8').then(
    (stat) => stat.slice(stat.lastIndexOf(')') + 2)[0],
    () => null,
  );

test('one process has the folder, and the next one once it is released', async () => {
  const lock = await lockFolder(folder);
  expect(await lockFolder(folder)).toBeNull();
  expect(await other().tries()).toBe('refused');
  await lock!.release();
  expect(await other().tries()).toBe('got it');
});

test('of processes that reach for one folder at once, one gets it', async () => {
  const reaching = Array.from({ length: 6 }, () => other());
  await Promise.all(reaching.map(({ pid }) => pid()));
  const got = await Promise.all(reaching.map(({ tries }) => tries()));
  expect(got.sort()).toEqual(['got it', ...Array<string>(5).fill('refused')]);
});

test('it is free as soon as its process was killed, whatever that one left behind', async () => {
  const holder = other();
  expect(await holder.tries()).toBe('got it');
  holder.child.kill('SIGKILL');
  await holder.ended;
  const lock = await lockFolder(folder);
  expect(lock).not.toBeNull();
  await lock!.release();
});

describe.skipIf(!existsSync('/proc/self/stat'))('as Linux has it', () => {
  test('a killed holder of which its parent does not take notice is no holder', async () => {
    // The shell becomes `sleep`, which knows nothing of the child that it inherits.
    const zombie = other(['sh', '-c', 'exec 3<&0; "$@" <&3 & exec sleep 600', 'sh']);
    expect(await zombie.tries()).toBe('got it');
    const pid = await zombie.pid();
    process.kill(pid, 'SIGKILL');
    await vi.waitFor(async () => expect(await stateOf(pid)).toBe('Z'), 20_000);
    // Its first thread is a zombie a moment before the others are gone, and the lock with them.
    const lock = await vi.waitFor(
      async () => (await lockFolder(folder)) ?? expect.fail('held'),
      20_000,
    );
    await lock.release();
    expect(await stateOf(pid)).toBe('Z');
  });

  test('a holder that is paused stays the holder', async () => {
    const holder = other();
    expect(await holder.tries()).toBe('got it');
    const pid = await holder.pid();
    process.kill(pid, 'SIGSTOP');
    await vi.waitFor(async () => expect(await stateOf(pid)).toBe('T'), 20_000);
    expect(await lockFolder(folder)).toBeNull();
    expect(await other().tries()).toBe('refused');
  });
});

/** Where process ids are others: what a second container on the same volume sees. */
const NAMESPACE = ['unshare', '--pid', '--fork', '--mount-proc', '--kill-child'];

function mayUnshare(): boolean {
  try {
    execFileSync(NAMESPACE[0]!, [...NAMESPACE.slice(1), 'true'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

describe.skipIf(!mayUnshare())(
  'between namespaces of process ids (skipped where unshare is not permitted)',
  () => {
    test('a live holder is seen from another one, either way', async () => {
      const lock = await lockFolder(folder);
      expect(await other(NAMESPACE).tries()).toBe('refused');
      await lock!.release();
      const inside = other(NAMESPACE);
      expect(await inside.tries()).toBe('got it');
      expect(await inside.pid()).toBe(1);
      expect(await lockFolder(folder)).toBeNull();
      expect(await other(NAMESPACE).tries()).toBe('refused');
    });
  },
);

test('it is told who has the folder, on which machine, and where to join', async () => {
  const lock = await lockFolder(folder);
  expect(folderLocked(folder, await holderOf(folder)).message).toBe(
    `The database in ${folder} is in use by process ${process.pid}. Stop that one first, or set DATABASE_URL to share a PostgreSQL server.`,
  );
  await lock!.publishSocket(join(folder, 'socket'));
  const file = join(folder, 'casus.holder.json');
  // The folder may have another path where it is read.
  expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({
    pid: process.pid,
    host: hostname(),
    socket: 'socket',
  });
  expect((await holderOf(folder))?.socket).toBe(join(folder, 'socket'));
  await writeFile(file, JSON.stringify({ pid: 7, host: 'another' }));
  expect(folderLocked(folder, await holderOf(folder)).message).toContain('process 7 on another.');
  await writeFile(file, '{"pid":');
  expect(folderLocked(folder, await holderOf(folder)).message).toContain('by another process.');
  await lock!.release();
  expect(existsSync(file)).toBe(false);
});

test('a folder that cannot be locked is told in one line', async () => {
  const path = join(folder, 'casus.lock');
  await writeFile(path, 'no database at all, though long enough to look like one'.repeat(40));
  await expect(lockFolder(folder)).rejects.toMatchObject({
    code: 'UNUSABLE',
    message: expect.stringMatching(/^The data folder .+ cannot be locked: .+\.$/) as string,
  });
});
