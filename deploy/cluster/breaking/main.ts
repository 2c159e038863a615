import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startCluster } from '../cluster.ts';
import { findPrograms, unprivilegedUser } from '../debian.ts';
import { layoutOf, NODES } from '../layout.ts';
import { createNetworks } from '../networks.ts';
import { Obstacle } from '../obstacle.ts';
import { breakCluster, type Broken } from './break.ts';

// pnpm cluster:test --seed 7 --minutes 3 --seeds 5: what it saw, as JSON, and 1 where a reader went back, a write was
// lost, or the cluster did not mend itself.
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    seeds: { type: 'string', default: '1' },
    minutes: { type: 'string', default: '3' },
    port: { type: 'string', default: '18000' },
    keep: { type: 'boolean', default: false },
  },
});

const say = (line: string) => void process.stderr.write(`  ${line}\n`);

async function main(): Promise<void> {
  const first = Number(values.seed);
  const programs = await findPrograms();
  const networks = await createNetworks(NODES);
  if (!networks) say('No network is cut: that takes root, and ip of Debian’s iproute2.');
  const folder = await mkdtemp('/var/tmp/casus-cluster-');
  const cluster = await startCluster({
    layout: layoutOf(folder, Number(values.port), '127.0.0.1', networks?.hostOf),
    programs,
    user: await unprivilegedUser(),
    networks,
    // One address asks all the questions.
    variables: { CASUS_RATE_LIMIT: '0' },
    say,
  }).catch(async (error: unknown) => {
    await networks?.remove();
    throw error;
  });
  try {
    for (let seed = first; seed < first + Number(values.seeds); seed += 1) {
      say(`Seed ${seed}`);
      const broken = await breakCluster(cluster, seed, Number(values.minutes), say);
      process.stdout.write(`${JSON.stringify(broken, null, 2)}\n`);
      if (!isGreen(broken)) process.exitCode = 1;
    }
  } finally {
    await cluster.stop();
    await networks?.remove();
    if (process.exitCode === 1 || values.keep) say(`Logs are in ${join(folder, 'logs')}`);
    else await rm(folder, { recursive: true, force: true });
  }
}

const isGreen = ({ readsGoneBack, writesLost, isMended }: Broken) =>
  readsGoneBack === 0 && writesLost === 0 && isMended;

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Obstacle ? error.message : (error as Error).stack}\n`);
  process.exitCode = 1;
});
