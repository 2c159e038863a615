import { readdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { askedToStop } from '../../scripts/asked-to-stop.ts';
import { startCluster, type Cluster } from './cluster.ts';
import { findPrograms, unprivilegedUser } from './debian.ts';
import { databaseAddress, layoutOf, PORTS_TAKEN } from './layout.ts';
import { Obstacle } from './obstacle.ts';

const USAGE = `Three databases under Patroni, PgBouncer, HAProxy, two APIs and two sites, on this machine.

  npx -y pnpm@12.21.0 cluster [--import FILE] [--folder FOLDER] [--port PORT] [--fresh]

  --import FILE     a dataset that is imported beside the record, such as UCDP GED
  --folder FOLDER   where all of its state is; what is there is gone on from (/var/tmp/casus-cluster)
  --port PORT       the first of ${PORTS_TAKEN} ports, the site's (8000)
  --fresh           throws away what is in the folder first
`;

async function main(): Promise<void> {
  const { values } = readArguments();
  if (values.help) return void process.stdout.write(USAGE);
  const stop = askedToStop();
  const programs = await findPrograms();
  const user = await unprivilegedUser();
  const folder = resolve(values.folder);
  await refuseForeign(folder);
  if (values.fresh) await rm(folder, { recursive: true, force: true });
  const cluster = await startCluster({
    layout: layoutOf(folder, portOf(values.port)),
    programs,
    user,
    importFile: values.import && resolve(values.import),
    say: (line) => void process.stdout.write(`  ${line}\n`),
  });
  try {
    process.stdout.write(welcome(cluster));
    await stop;
    process.stdout.write('\n  Stopping …\n');
  } finally {
    await cluster.stop();
  }
}

function readArguments() {
  try {
    return parseArgs({
      options: {
        import: { type: 'string' },
        folder: { type: 'string', default: '/var/tmp/casus-cluster' },
        port: { type: 'string', default: '8000' },
        fresh: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new Obstacle(`${(error as Error).message}\n\n${USAGE}`);
  }
}

function portOf(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 1024 && port + PORTS_TAKEN <= 65_535) return port;
  throw new Obstacle(`--port must be a number from 1024 to ${65_535 - PORTS_TAKEN}.`);
}

/** Nothing is written into, or thrown away from, a folder that is something else. */
async function refuseForeign(folder: string): Promise<void> {
  const names = await readdir(folder).catch((): string[] => []);
  if (names.length === 0 || names.includes('passwords.json')) return;
  throw new Obstacle(
    `${folder} is not empty, and not a cluster’s. Name a folder that is not there yet.`,
  );
}

function welcome({ layout, passwords, nodes, services }: Cluster): string {
  const { folder, host, ports } = layout;
  const at = (port: number) => `http://${host}:${port}`;
  const lines = [
    '',
    'The cluster is running.',
    '',
    `The site         ${at(ports.site)}            (two of them behind HAProxy)`,
    `The playground   ${at(ports.api)}/graphql    (two APIs)`,
    `HAProxy's page   ${at(ports.statistics)}            which database is the primary, what is up`,
    `The primary      psql ${databaseAddress(passwords, host, ports.primary)}`,
    `Any standby      psql ${databaseAddress(passwords, host, ports.readers)}`,
    `Through PgBouncer     ${databaseAddress(passwords, host, ports.pgbouncer)}`,
    `Who is what      patronictl -c ${join(folder, nodes[0]!.name, 'patroni.yml')} list`,
    `Logs             ${join(folder, 'logs')}`,
    '',
    'Break it; whatever ends is started again after a second:',
    '',
    ...nodes.map(
      ({ name, dataFolder }) =>
        `${name}'s database   kill -9 $(head -1 ${join(dataFolder, 'postmaster.pid')})`,
    ),
    ...services.map(
      ({ name }) => `${name.padEnd(16)} kill -9 $(cat ${join(folder, 'pids', name)})`,
    ),
    `Stand still      kill -STOP …, and -CONT after a while`,
    `Another primary  patronictl -c ${join(folder, nodes[0]!.name, 'patroni.yml')} switchover --force`,
    '',
    'Ctrl-C stops all of it. Started again, it goes on from where it was.',
    '',
  ];
  return `${lines.map((line) => (line ? `  ${line}` : '')).join('\n')}\n`;
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Obstacle ? error.message : (error as Error).stack}\n`);
  process.exitCode = 1;
});
