import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { promisify } from 'node:util';

/** A process that is there, as the kernel tells it. */
interface Running {
  pid: number;
  parent: number;
  /** With its arguments. npm writes what it runs in the place of its own. */
  command: readonly string[];
  /** Tells it from a later process with its number. */
  born: string;
}

/** Programs that run others for somebody. */
const LAUNCHERS = /^(npx|npm|pnpm|turbo)\b/;
const INTERPRETERS = /^(node|nodejs|bun)$/;
/** In which launchers run their scripts. */
const SHELLS = /^-?(sh|bash|dash|ash|zsh|ksh|busybox)$/;

/**
 * The programs that started this process for somebody, nearest first: npx, pnpm, turbo, and the
 * shells between them. npx passes no signal on to pnpm: whoever stops npx has stopped this process
 * too, and it learns so only from npx's end.
 *
 * A shell above them all is somebody's own. It may end at any time (`npx … start &` in a script, a
 * terminal that is closed after `nohup`), and means nothing by it, though its command line names them.
 */
export async function launchersOf({ ppid }: { ppid: number }): Promise<Running[]> {
  const launchers: Running[] = [];
  let shells: Running[] = [];
  for (let pid = ppid; pid > 1;) {
    const running = await find(pid);
    if (!running) break;
    if (isLauncher(running)) {
      launchers.push(...shells, running);
      shells = [];
    } else if (SHELLS.test(programOf(running))) {
      shells.push(running);
    } else break;
    pid = running.parent;
  }
  return launchers;
}

export async function isRunning({ pid, born }: Running): Promise<boolean> {
  return (await find(pid))?.born === born;
}

const programOf = ({ command: [program = ''] }: Running) => basename(program.split(' ')[0]!);

function isLauncher(running: Running): boolean {
  const program = programOf(running);
  if (LAUNCHERS.test(program)) return true;
  const script = running.command.slice(1).find((each) => !each.startsWith('-'));
  return INTERPRETERS.test(program) && LAUNCHERS.test(basename(script ?? ''));
}

/** Null where there is no such process, or only what is left of one that has ended. */
async function find(pid: number): Promise<Running | null> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  if (stat === null) return (await readFile('/proc/self/stat').catch(() => null)) ? null : ask(pid);
  // The command's name, in parentheses, may hold spaces; state, parent, and 19 later the birth follow.
  const [state, parent, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (state === 'Z' || state === 'X') return null;
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  return {
    pid,
    parent: Number(parent),
    command: command.split('\0').filter(Boolean),
    born: rest[17]!,
  };
}

/** Where the kernel tells of processes in no files, as on macOS. */
async function ask(pid: number): Promise<Running | null> {
  const columns = ['stat=', 'ppid=', 'lstart=', 'command='].flatMap((column) => ['-o', column]);
  const told = await promisify(execFile)('ps', [...columns, '-p', String(pid)]).catch(() => null);
  const found = /^(\S+)\s+(\d+)\s+(\S+\s+\S+\s+\S+\s+\S+\s+\S+)\s+(.+)$/.exec(
    told?.stdout.trim() ?? '',
  );
  if (!found || found[1]!.startsWith('Z')) return null;
  return { pid, parent: Number(found[2]), command: found[4]!.split(' '), born: found[3]! };
}
