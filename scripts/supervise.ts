import { fork, type ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

/** A program that says where it listens, by a message, and ends at SIGTERM. */
export interface Program {
  /** As it begins a sentence: “The API”. */
  name: string;
  script: string;
  args: readonly string[];
  folder: string;
  variables: Readonly<Record<string, string | undefined>>;
}

/** A program that is started again whenever it ends. */
export interface Supervised {
  /** Where it listens, once it does. */
  listening: Promise<string>;
  /** Why it is not started again, once that is so. */
  givenUp: Promise<string>;
  stop(): Promise<void>;
}

/** How long a program may take to finish what it is doing before it is ended; times in ms. */
const GRACE = 10_000;
/** The pause before it is started again, doubled each time, as long as it ends soon. */
const FIRST_PAUSE = 500;
/** One that ran so long ends for another reason than the last time. */
const STEADY = 60_000;
const MOST_STARTS_IN_A_ROW = 5;

/** @param say tells of each end and each new start, in a line */
export function supervise(program: Program, say: (line: string) => void): Supervised {
  const { name } = program;
  const listening = Promise.withResolvers<string>();
  const givenUp = Promise.withResolvers<string>();
  const stopping = new AbortController();
  let child: ChildProcess | undefined;

  async function run(): Promise<void> {
    let hasListened = false;
    for (let starts = 1; ; starts += 1) {
      const began = performance.now();
      child = start(program);
      child.on('message', (message: { listening?: string }) => {
        if (!message.listening) return;
        if (hasListened) say(`${name} is back.`);
        hasListened = true;
        listening.resolve(message.listening);
      });
      const reason = await endOf(child);
      if (stopping.signal.aborted) return;
      if (!hasListened) return givenUp.resolve(`${name} could not start.`);
      if (performance.now() - began > STEADY) starts = 1;
      if (starts === MOST_STARTS_IN_A_ROW) {
        return givenUp.resolve(
          `${name} ended (${reason}), soon after its start, ${starts} times in a row: it is given up.`,
        );
      }
      const pause = FIRST_PAUSE * 2 ** (starts - 1);
      say(`${name} ended (${reason}). It is started again in ${pause / 1000} s.`);
      await sleep(pause, null, { signal: stopping.signal }).catch(() => {});
      if (stopping.signal.aborted) return;
    }
  }

  const running = run();
  return {
    listening: listening.promise,
    givenUp: givenUp.promise,
    stop: async () => {
      stopping.abort();
      child?.kill('SIGTERM');
      const patience = setTimeout(() => child?.kill('SIGKILL'), GRACE);
      await running;
      clearTimeout(patience);
    },
  };
}

function start({ script, args, folder, variables }: Program): ChildProcess {
  return fork(script, args, {
    cwd: folder,
    env: { ...process.env, ...variables },
    // A group of its own: the terminal's Ctrl-C comes to this process alone, which stops them in order.
    detached: true,
  });
}

/** Resolves, with how it was, when a program has ended; it has said why by itself. */
function endOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
    // It could not even be started.
    child.once('error', (error) => {
      if (child.pid === undefined) resolve(error.message);
    });
  });
}
