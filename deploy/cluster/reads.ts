import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { WORKED_QUESTIONS } from '../../apps/api/src/playground/worked-questions.ts';
import { databaseAddress, layoutOf, type Passwords } from './layout.ts';
import { leaderOf } from './patroni.ts';
import { postgresOn } from './processes.ts';

// node deploy/cluster/reads.ts, beside a running cluster: what reads cost the API, the primary and its standbys, with 0,
// 1 and 2 of them read. Processor time, which does not depend on what else the machine does.
const { values } = parseArgs({
  options: {
    folder: { type: 'string', default: '/var/tmp/casus-cluster' },
    port: { type: 'string', default: '8000' },
    requests: { type: 'string', default: '2000' },
  },
});

const ROOT = join(import.meta.dirname, '../..');
const AT_ONCE = 16;
/** In the second of which the kernel counts processor time. */
const TICKS = 100;

const layout = layoutOf(resolve(values.folder), Number(values.port));
const passwords = JSON.parse(
  await readFile(join(layout.folder, 'passwords.json'), 'utf8'),
) as Passwords;
const leader = await leaderOf(layout);
if (!leader) throw new Error('There is no primary: start the cluster first, pnpm cluster.');
const standbys = layout.nodes.filter(({ name }) => name !== leader.name);
const addressOf = (node: (typeof standbys)[number]) =>
  databaseAddress(passwords, node.host, node.postgresPort);

/** Of a process and the ones that it has waited for, in ms. */
async function processorTime(pids: readonly number[]): Promise<number> {
  const each = await Promise.all(
    pids.map(async (pid) => {
      const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
      const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
      return [11, 12, 13, 14].reduce((sum, index) => sum + Number(fields[index] ?? 0), 0);
    }),
  );
  return (each.reduce((sum, ticks) => sum + ticks, 0) * 1_000) / TICKS;
}

async function measure(replicas: number): Promise<Record<string, number>> {
  const port = layout.ports.site + 68;
  const api = spawn(process.execPath, ['apps/api/src/casus.ts', 'serve'], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      CASUS_API_PORT: String(port),
      CASUS_HOST: '127.0.0.1',
      CASUS_RATE_LIMIT: '0',
      DATABASE_URL: addressOf(leader!),
      CASUS_REPLICA_URLS: standbys.slice(0, replicas).map(addressOf).join(','),
    },
  });
  const url = `http://127.0.0.1:${port}`;
  try {
    while (!(await fetch(`${url}/ready`).catch(() => null))?.ok) await sleep(100);
    // A replica is read once it has been asked how far it is.
    await sleep(1_500);
    const ask = async (index: number) => {
      const { query } = WORKED_QUESTIONS[index % WORKED_QUESTIONS.length]!;
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query }),
      });
      await response.arrayBuffer();
      return response.ok;
    };
    const all = async (count: number) => {
      let next = 0;
      let answered = 0;
      const ones = Array.from({ length: AT_ONCE }, async () => {
        while (next < count) if (await ask(next++)) answered += 1;
      });
      await Promise.all(ones);
      return answered;
    };
    await all(20 * WORKED_QUESTIONS.length);
    const counted = [
      async () => [api.pid!],
      () => postgresOn(leader!.dataFolder),
      ...standbys.map(
        ({ dataFolder }) =>
          () =>
            postgresOn(dataFolder),
      ),
    ];
    const now = () => Promise.all(counted.map(async (pids) => processorTime(await pids())));
    const before = await now();
    const began = performance.now();
    const answered = await all(Number(values.requests));
    const seconds = (performance.now() - began) / 1_000;
    const spent = (await now()).map((time, index) => (time - before[index]!) / answered);
    const [ofApi, ofPrimary, ...ofStandbys] = spent.map((ms) => Math.round(ms * 100) / 100);
    return {
      replicas,
      answered,
      perSecond: Math.round(answered / seconds),
      api: ofApi!,
      primary: ofPrimary!,
      ...Object.fromEntries(ofStandbys.map((ms, index) => [`standby${index + 1}`, ms])),
    };
  } finally {
    api.kill('SIGTERM');
  }
}

for (const replicas of [0, 1, 2, 0, 1, 2]) {
  process.stdout.write(`${JSON.stringify(await measure(replicas))}\n`);
  await sleep(1_000);
}
