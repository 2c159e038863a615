import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { openSync, closeSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { User } from './debian.ts';
import { isRunning, signalAll } from './processes.ts';

/** A program of the cluster, as systemd would keep it: started again whenever it ends. */
export interface ServiceOptions {
  name: string;
  command: readonly string[];
  variables?: Readonly<Record<string, string | undefined>>;
  /** Who runs it; null for whoever runs this. */
  user: User | null;
  /** Where its log and the file with its process id are. */
  folder: string;
  cwd?: string;
  /** How long it may take to end in good order, in ms. */
  grace?: number;
  /** Processes that it started and that outlive it. */
  others?: () => Promise<number[]>;
}

export interface Service {
  name: string;
  /** Null while it is not running. */
  pid(): number | null;
  /** Ends it and what it started at once, as power that is cut; not started again before `resume`. */
  kill(): Promise<void>;
  /** Ends this one process at once. It is started again, as at any end. */
  killOnce(): void;
  /** Stops all its processes as they stand: connections stay open and nothing answers. */
  pause(): Promise<void>;
  /** Lets it go on after `pause`, and starts it again after `kill`. */
  resume(): Promise<void>;
  /** Asks it to end, and ends it where it does not. */
  stop(): Promise<void>;
}

/** Before it is started again, in ms. */
const PAUSE = 1_000;

/** A primary waits for its standbys. In ms. */
const GRACE = 20_000;

export function startService({
  name,
  command: [program, ...args],
  variables,
  user,
  folder,
  cwd = folder,
  grace = GRACE,
  others = async () => [],
}: ServiceOptions): Service {
  let child: ChildProcess | null = null;
  let isWanted = true;
  let isHeld = false;

  function start(): void {
    const log = openSync(join(folder, 'logs', `${name}.log`), 'a');
    const started = spawn(program!, args, {
      cwd,
      env: { ...process.env, ...variables },
      stdio: ['ignore', log, log],
      // A group of its own: the terminal's Ctrl-C comes to the cluster alone, which stops all in order.
      detached: true,
      ...user,
    });
    closeSync(log);
    child = started;
    if (started.pid) writeFileSync(join(folder, 'pids', name), `${started.pid}\n`);
    const ended = () => {
      if (child === started) child = null;
      if (isWanted && !isHeld) setTimeout(() => isWanted && !isHeld && !child && start(), PAUSE);
    };
    started.once('exit', ended);
    started.once('error', () => started.pid === undefined && ended());
  }

  const all = async () => [...(child?.pid ? [child.pid] : []), ...(await others())];

  start();
  return {
    name,
    pid: () => child?.pid ?? null,
    kill: async () => {
      isHeld = true;
      const pids = await all();
      signalAll(pids, 'SIGKILL');
      while (pids.some(isRunning)) await sleep(20);
    },
    killOnce: () => void child?.kill('SIGKILL'),
    pause: async () => {
      // Its children too, of which some may be started meanwhile.
      signalAll(await all(), 'SIGSTOP');
      signalAll(await all(), 'SIGSTOP');
    },
    resume: async () => {
      signalAll(await all(), 'SIGCONT');
      if (!isHeld) return;
      isHeld = false;
      if (!child) start();
    },
    stop: async () => {
      isWanted = false;
      if (child) {
        const ended = once(child, 'exit');
        child.kill('SIGTERM');
        await Promise.race([ended, sleep(grace, null, { ref: false })]);
      }
      const left = await all();
      signalAll(left, 'SIGKILL');
      while (left.some(isRunning)) await sleep(20);
    },
  };
}
