import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

/** The priorities of a process's threads, of which one was started before it gave way and one after. */
const SCRIPT = `
  const { readdirSync, readFileSync } = await import('node:fs');
  const { Worker } = await import('node:worker_threads');
  const { giveWay } = await import(${JSON.stringify(join(import.meta.dirname, 'priority.ts'))});
  const start = () => new Promise((resolve) => {
    const worker = new Worker('setInterval(() => {}, 1000)', { eval: true });
    worker.once('online', resolve);
  });
  await start();
  giveWay();
  await start();
  const priorities = readdirSync('/proc/self/task').map((thread) =>
    Number(readFileSync('/proc/self/task/' + thread + '/stat', 'utf8').split(') ').at(-1).split(' ')[16]));
  console.log(JSON.stringify([...new Set(priorities)]));
  process.exit();`;

test.runIf(process.platform === 'linux')(
  'a process gives way with all of its threads',
  async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [
      '--input-type=module',
      '-e',
      SCRIPT,
    ]);
    expect(JSON.parse(stdout)).toEqual([10]);
  },
);
