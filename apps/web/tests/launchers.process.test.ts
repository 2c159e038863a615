import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';

const ROOT = join(import.meta.dirname, '../../..');
const WAIT = { timeout: 60_000, interval: 100 };
/** Longer than it takes the script to notice that a launcher is gone. */
const TIME_TO_NOTICE = 3_000;

/**
 * In a package of its own whose start script waits as `scripts/start.ts` does, without the servers,
 * launched by the real npx and pnpm.
 */
describe.skipIf(!existsSync('/proc/self/stat'))(
  'who launched the start script (skipped where the kernel does not tell of processes in /proc)',
  () => {
    let folder: string;
    let npx: string;
    const started: number[] = [];
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'casus-launch-'));
      const { packageManager } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as {
        packageManager: string;
      };
      npx = `npx -y ${packageManager} start`;
      const waiting = `
        const { askedToStop } = await import(${JSON.stringify(join(ROOT, 'scripts/asked-to-stop.ts'))});
        const { launchersOf } = await import(${JSON.stringify(join(ROOT, 'scripts/launchers.ts'))});
        const beat = setInterval(() => {}, 1000);
        const stop = askedToStop();
        // By the time this has found them, so has the one that waits.
        await launchersOf(process);
        console.log('waiting', process.pid);
        await stop;
        clearInterval(beat);`;
      await writeFile(join(folder, 'waiting.mjs'), waiting);
      // As the project's own: something before it, so that the shell stays between.
      const start = `true && '${process.execPath}' waiting.mjs`;
      await writeFile(
        join(folder, 'package.json'),
        JSON.stringify({ name: 'launched', scripts: { start } }),
      );
    });
    afterEach(() => {
      for (const pid of started.splice(0)) quietly(() => process.kill(pid, 'SIGKILL'));
    });
    afterAll(() => rm(folder, { recursive: true, force: true }));

    /** Runs a command line as somebody would; its output goes to a file, as after nohup. */
    async function launch(commandLine: string) {
      const log = join(folder, `${started.length}-${Date.now()}.log`);
      const shell = spawn('sh', ['-c', `{ ${commandLine}\n} > '${log}' 2>&1 < /dev/null`], {
        cwd: folder,
        detached: true,
        stdio: 'ignore',
      });
      const said = () => readFile(log, 'utf8').catch(() => '');
      const pid = await vi.waitFor(async () => {
        const found = /^waiting (\d+)$/m.exec(await said());
        return Number(found?.[1] ?? expect.fail(await said()));
      }, WAIT);
      started.push(pid);
      return { pid, group: shell.pid! };
    }

    /** The process above `pid` that runs a program, by the beginning of its command line. */
    async function above(pid: number, program: string): Promise<number> {
      for (let at = pid; at > 1; at = await parentOf(at)) {
        if ((await commandOf(at)).startsWith(program)) return at;
      }
      return expect.fail(`${program} is not above ${pid}`);
    }

    const stays = async (pid: number) => {
      await new Promise((resolve) => setTimeout(resolve, TIME_TO_NOTICE));
      expect(existsSync(`/proc/${pid}`)).toBe(true);
    };
    const ends = ({ pid }: { pid: number }) =>
      vi.waitFor(() => expect(existsSync(`/proc/${pid}`)).toBe(false), WAIT);

    test('a shell that put npx into the background and ends stops nothing', async () => {
      // Still there when the script looks who launched it.
      const run = await launch(`sh -c '${npx} & wait'`);
      process.kill(run.group, 'SIGKILL');
      process.kill(await above(run.pid, `sh -c ${npx}`), 'SIGKILL');
      await stays(run.pid);
      process.kill(await above(run.pid, 'npm exec'), 'SIGTERM');
      await ends(run);
    });

    test.each(['SIGTERM', 'SIGKILL'] as const)('npx ended by %s stops it', async (signal) => {
      const run = await launch(`${npx} &`);
      process.kill(await above(run.pid, 'npm exec'), signal);
      await ends(run);
    });

    test('pnpm that is killed stops it', async () => {
      const run = await launch(`${npx} &`);
      process.kill(await above(run.pid, 'pnpm'), 'SIGKILL');
      await ends(run);
    });

    test('a terminal that is closed after nohup stops nothing, whatever it did to npx', async () => {
      const run = await launch(`nohup ${npx} &`);
      process.kill(-run.group, 'SIGHUP');
      await stays(run.pid);
      process.kill(run.pid, 'SIGTERM');
      await ends(run);
    });
  },
);

function quietly(act: () => void): void {
  try {
    act();
  } catch {
    // It has ended already.
  }
}

async function parentOf(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
}

async function commandOf(pid: number): Promise<string> {
  return (await readFile(`/proc/${pid}/cmdline`, 'utf8')).replaceAll('\0', ' ');
}
