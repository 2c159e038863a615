import { randomBytes } from 'node:crypto';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { ConfigInvalid, readConfig, type Config } from '../apps/api/src/config.ts';
import { askedToStop } from './asked-to-stop.ts';
import { supervise, type Program, type Supervised } from './supervise.ts';

const ROOT = join(import.meta.dirname, '..');

/**
 * By itself V8 lets new objects take 130 MB before it looks at them again, and old ones gigabytes. With
 * a quarter of the first and a bound on the second, the API answers for the same processor time, needs
 * 100 MB less at rest and 100 MB less again during a long download.
 */
const MEMORY_BOUNDS = '--max-semi-space-size=16 --max-old-space-size=1024';

/** Of glibc's pools of memory, which by itself has one for each thread and gives none of them back. */
const MALLOC_POOLS = '1';

/** Something in the way that a person can clear; printed as it is, without a stack. */
class Obstacle extends Error {}

async function main(): Promise<void> {
  const config = readConfig(process.env);
  await expectFreePort(config.host, config.apiPort, 'CASUS_API_PORT');
  await expectFreePort(config.host, config.webPort, 'CASUS_WEB_PORT');

  // The API believes the site for it when the site says which reader it asks for.
  const secret = config.http.siteSecret ?? randomBytes(32).toString('hex');
  const stop = askedToStop();
  // Of a terminal that was closed; what is said there is lost, and no reason to end.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  const running: Supervised[] = [];
  try {
    const addresses: string[] = [];
    for (const program of [api(secret), site(config, secret)]) {
      const supervised = supervise(program, (line) => process.stderr.write(`${line}\n`));
      running.push(supervised);
      const address = await Promise.race([supervised.listening, obstacle(supervised), stop]);
      if (!address) return;
      addresses.push(address);
    }
    process.stdout.write(welcome(config, addresses));
    await Promise.race([stop, ...running.map(obstacle)]);
  } finally {
    for (const supervised of running.reverse()) await supervised.stop();
  }
}

async function obstacle({ givenUp }: Supervised): Promise<never> {
  throw new Obstacle(await givenUp);
}

function api(secret: string): Program {
  const options = [process.env['NODE_OPTIONS'], MEMORY_BOUNDS].filter(Boolean).join(' ');
  return {
    name: 'The API',
    script: 'apps/api/src/casus.ts',
    args: ['serve'],
    folder: ROOT,
    variables: {
      NODE_OPTIONS: options,
      CASUS_SITE_SECRET: secret,
      MALLOC_ARENA_MAX: process.env['MALLOC_ARENA_MAX'] ?? MALLOC_POOLS,
    },
  };
}

function site({ host, webPort, apiPort }: Config, secret: string): Program {
  const api = `http://${host}:${apiPort}/graphql`;
  return {
    name: 'The site',
    script: 'apps/web/server.ts',
    args: [],
    folder: ROOT,
    variables: {
      HOST: host,
      PORT: String(webPort),
      CASUS_SITE_SECRET: secret,
      CASUS_API_URL: process.env['CASUS_API_URL'] ?? api,
    },
  };
}

function welcome({ databaseUrl, dataDir }: Config, [api, site]: readonly string[]): string {
  return [
    '',
    '  Casus is running.',
    '',
    `  The site        ${site}`,
    `  The playground  ${api}/graphql`,
    `  The database    ${databaseUrl ? 'PostgreSQL, at DATABASE_URL' : dataDir}`,
    '',
    '  Ctrl-C stops it.',
    '',
    '',
  ].join('\n');
}

async function expectFreePort(host: string, port: number, variable: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => {
      const why =
        error.code === 'EADDRINUSE'
          ? 'is taken by another program'
          : `cannot be used (${error.code})`;
      reject(
        new Obstacle(`Port ${port} ${why}. Stop that one, or set ${variable} to a free port.`),
      );
    });
    probe.listen(port, host, () => probe.close(() => resolve()));
  });
}

main().catch((error: unknown) => {
  const plain = error instanceof Obstacle || error instanceof ConfigInvalid;
  process.stderr.write(`${plain ? error.message : (error as Error).stack}\n`);
  process.exitCode = 1;
});
