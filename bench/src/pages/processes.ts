import { spawn } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from '../../../scripts/free-port.ts';
import { OWN } from '../checkout.ts';
import { Stop } from '../stop.ts';

/** API and site, as `pnpm start` runs them. */
export interface Processes {
  site: string;
  /** Milliseconds of processor time that both have taken so far. */
  processorTime: () => Promise<number>;
  close: () => Promise<void>;
}

/** @throws Stop where they do not start */
export async function startBoth(environment: Record<string, string>): Promise<Processes> {
  const [api, web] = [await freePort(), await freePort()];
  const child = spawn(process.execPath, [join(OWN, 'scripts/start.ts')], {
    env: {
      ...process.env,
      NODE_ENV: 'production',
      CASUS_HOST: '127.0.0.1',
      CASUS_API_PORT: String(api),
      CASUS_WEB_PORT: String(web),
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const running = new Promise<void>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (text: Buffer) => {
        said = (said + text.toString()).slice(-10_000);
        if (said.includes('Casus is running')) resolve();
      });
    }
  });
  await Promise.race([
    running,
    gone.then(() => {
      throw new Stop(`Casus did not start:\n${said}`);
    }),
  ]);
  return {
    site: `http://127.0.0.1:${web}`,
    processorTime: () => timeOfFamily(child.pid!),
    close: () => {
      child.kill('SIGTERM');
      return gone;
    },
  };
}

/** Of each thread that runs, for ticks of ten milliseconds would tell little of a page that takes twenty. */
async function timeOfFamily(pid: number): Promise<number> {
  const threads = await readdir(`/proc/${pid}/task`);
  const times = await Promise.all(
    threads.map(async (thread) => {
      const text = await readFile(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').catch(() => '0');
      return Number(text.split(' ')[0]) / 1e6;
    }),
  );
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '');
  const below = await Promise.all(
    children
      .split(' ')
      .filter((each) => each.trim() !== '')
      .map((each) => timeOfFamily(Number(each))),
  );
  return [...times, ...below].reduce((sum, each) => sum + each, 0);
}
