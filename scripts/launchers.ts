import { readFile } from 'node:fs/promises';

/** A process that runs another for somebody: npx, npm, pnpm, the shells between them. */
const LAUNCHES = /\b(npx|npm|pnpm|turbo)\b/;

/** Where the kernel tells of processes in files; elsewhere only the parent is known. */
const tell = (pid: number, file: string) =>
  readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => null);

/**
 * The processes that ran this one on somebody's behalf, nearest first. npx does not pass a signal on
 * to pnpm: whoever stops npx has stopped this process too, and it learns so only from npx's end.
 */
export async function launchersOf(process: { ppid: number }): Promise<number[]> {
  const launchers = [process.ppid];
  for (;;) {
    const stat = await tell(launchers.at(-1)!, 'stat');
    // The command's name, in parentheses, may hold spaces; the parent's number is the second after it.
    const parent = Number(stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[1] ?? 0);
    if (parent <= 1 || !LAUNCHES.test((await tell(parent, 'cmdline')) ?? '')) return launchers;
    launchers.push(parent);
  }
}

export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
