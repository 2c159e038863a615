import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { openSync, closeSync } from 'node:fs';
import { promisify } from 'node:util';

/** How a program runs in a folder as if that were a machine. Its network is that of this machine. */
export interface Surroundings {
  root: string;
  /** Where its output is appended. */
  log: string;
  /** Where it starts. */
  folder?: string;
  variables?: Record<string, string>;
  /** As a container's user that may do nothing more, where only /tmp and what is bound can be written. */
  confinedTo?: number | undefined;
  /** Folders of this machine, by where they are there. */
  bound?: Record<string, string>;
}

/** What it takes to reach a registry from behind a proxy. */
const PASSED_ON = /^(https?_proxy|no_proxy|npm_config_.*|NODE_EXTRA_CA_CERTS)$/i;

/** Starts it as process 1. SIGTERM to systemd-nspawn, which is given back, is passed on. */
export function start(
  command: readonly string[],
  { root, log, folder, variables = {}, confinedTo, bound = {} }: Surroundings,
): ChildProcess {
  const passedOn = Object.entries(process.env).filter(([name]) => PASSED_ON.test(name));
  const options = [
    ...(folder ? [`--chdir=${folder}`] : []),
    ...(confinedTo === undefined ? [] : ['--read-only', '--tmpfs=/tmp:mode=1777']),
    ...Object.entries(bound).map(([there, here]) => `--bind=${here}:${there}`),
    ...[...passedOn, ...Object.entries(variables)].map(
      ([name, value]) => `--setenv=${name}=${value}`,
    ),
  ];
  // By systemd-nspawn's own option, a user would be given a home.
  const confined =
    confinedTo === undefined
      ? []
      : [
          'setpriv',
          `--reuid=${confinedTo}`,
          `--regid=${confinedTo}`,
          '--clear-groups',
          '--bounding-set=-all',
          '--inh-caps=-all',
          '--no-new-privs',
        ];
  return spawnLogged([...nspawn(root), ...options, '--', ...confined, ...command], log);
}

/** Boots the machine whose files are in the folder, with its own init. */
export const boot = (root: string, log: string): ChildProcess =>
  spawnLogged([...nspawn(root), '--boot'], log);

const nspawn = (root: string) => [
  'systemd-nspawn',
  '--quiet',
  // Works where this machine itself has been started without systemd.
  '--register=no',
  '--keep-unit',
  '--kill-signal=SIGTERM',
  `--directory=${root}`,
];

function spawnLogged([program, ...args]: string[], log: string): ChildProcess {
  const output = openSync(log, 'a');
  try {
    return spawn(program!, args, { stdio: ['ignore', output, output] });
  } finally {
    closeSync(output);
  }
}

/** Runs it to its end. @throws Error where that is not 0 */
export async function run(command: readonly string[], surroundings: Surroundings): Promise<void> {
  const [code] = await once(start(command, surroundings), 'exit');
  if (code !== 0) {
    throw new Error(`${command.join(' ')} ended with ${code}; ${surroundings.log} says why.`);
  }
}

/** The process 1 that systemd-nspawn has started, as this machine numbers it; null before. */
export async function firstProcessOf({ pid }: ChildProcess): Promise<number | null> {
  const found = await promisify(execFile)('pgrep', ['-P', String(pid)]).catch(() => null);
  return found ? Number(found.stdout.split('\n')[0]) : null;
}

/** Pulls the plug. All ends with process 1; systemd-nspawn, killed by itself, would leave it running. */
export async function end(machine: ChildProcess): Promise<void> {
  const init = await firstProcessOf(machine);
  if (init === null) machine.kill('SIGKILL');
  else process.kill(init, 'SIGKILL');
}
