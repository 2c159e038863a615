import { spawn } from 'node:child_process';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { OWN, type Checkout } from '../checkout.ts';
import { freePort } from '../../../scripts/free-port.ts';
import { Stop } from '../stop.ts';

/** As `pnpm start` and the units of deploy/ set them. */
const MEMORY_BOUNDS = '--max-semi-space-size=16 --max-old-space-size=1024';

/** The site's process, answering. */
export interface RunningSite {
  url: string;
  pid: number;
  close: () => Promise<void>;
}

/**
 * Serves the built site of a checkout over the API at an address.
 * @throws Stop where the site is not built, or does not start
 */
export async function startSite(
  api: string,
  environment: Record<string, string> = {},
  checkout: Checkout = OWN,
): Promise<RunningSite> {
  const folder = join(checkout, 'apps/web');
  await access(join(folder, 'build/handler.js')).catch(() => {
    throw new Stop(
      checkout === OWN
        ? 'The site is not built: run the bench by its command in the repository, which builds it.'
        : `The site in ${checkout} is not built; the README of the bench tells how.`,
    );
  });
  const port = await freePort();
  const child = spawn(process.execPath, [join(folder, 'server.ts')], {
    env: {
      ...process.env,
      NODE_ENV: 'production',
      NODE_OPTIONS: MEMORY_BOUNDS,
      ...environment,
      HOST: '127.0.0.1',
      PORT: String(port),
      CASUS_API_URL: api,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const listening = new Promise<void>((resolve) => child.stdout.once('data', () => resolve()));
  await Promise.race([
    listening,
    gone.then(() => {
      throw new Stop('The site did not start.');
    }),
  ]);
  return {
    url: `http://127.0.0.1:${port}`,
    pid: child.pid!,
    close: () => {
      child.kill('SIGTERM');
      return gone;
    },
  };
}
