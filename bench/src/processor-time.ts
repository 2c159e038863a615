import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';

/** Ticks of Linux's clock in a second, as /proc tells times; the same on every machine that Node runs on. */
const TICKS_PER_SECOND = 100;

/** The server process behind a database's address, where it runs on this machine and /proc tells of it. */
export async function databaseProcess(databaseUrl: string): Promise<number | null> {
  // The embedded engine's is the process that has it.
  if (databaseUrl === '') return null;
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ data_directory: string }>('show data_directory');
    const file = await readFile(join(rows[0]!.data_directory, 'postmaster.pid'), 'utf8');
    const pid = Number(file.split('\n')[0]);
    return (await ofProcess(pid)) === null ? null : pid;
  } catch {
    return null;
  } finally {
    await client.end();
  }
}

/** Milliseconds of processor time that a process and all below it have taken so far; null where /proc does not tell. */
export async function processorTime(pid: number): Promise<number | null> {
  const all = await processes();
  const root = all.get(pid);
  if (!root) return null;
  const family = [root];
  for (const parent of family) {
    family.push(...[...all.values()].filter(({ parentPid }) => parentPid === parent.pid));
  }
  return (family.reduce((sum, { ticks }) => sum + ticks, 0) * 1000) / TICKS_PER_SECOND;
}

interface Process {
  pid: number;
  parentPid: number;
  /** With what its ended children took. */
  ticks: number;
}

async function processes(): Promise<Map<number, Process>> {
  const entries = await readdir('/proc').catch(() => []);
  const read = await Promise.all(
    entries.filter((name) => /^\d+$/.test(name)).map((name) => ofProcess(Number(name))),
  );
  return new Map(read.filter((each) => each !== null).map((each) => [each.pid, each]));
}

async function ofProcess(pid: number): Promise<Process | null> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  if (stat === null) return null;
  // A process's name stands in brackets and may itself hold spaces and brackets.
  const fields = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  const [parentPid, times] = [fields[1]!, fields.slice(11, 15)];
  return { pid, parentPid, ticks: times.reduce((sum, each) => sum + each, 0) };
}
