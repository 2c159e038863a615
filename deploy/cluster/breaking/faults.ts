import { setTimeout as sleep } from 'node:timers/promises';
import type { Cluster, RunningNode } from '../cluster.ts';
import { isWhole, leaderOf, membersOf, switchOver } from '../patroni.ts';
import { postgresOn, signalAll } from '../processes.ts';
import type { Service } from '../service.ts';

/** What may happen to a cluster, and how it is undone. */
export interface Fault {
  name: string;
  happen(cluster: Cluster, random: () => number): Promise<void>;
  /** It takes nodes that have networks of their own. */
  cutsNetworks?: boolean;
}

/** How long a new primary may take before what was broken is mended, in ms: Patroni's lease and a little. */
const UNTIL_ANOTHER_LEADS = 45_000;

async function leader(cluster: Cluster): Promise<RunningNode> {
  for (;;) {
    const found = await leaderOf(cluster.layout);
    const node = cluster.nodes.find(({ name }) => name === found?.name);
    if (node) return node;
    await sleep(200);
  }
}

/** By what Patroni says it is, `sync_standby` or `replica`; any standby where there is none such. */
async function standby(cluster: Cluster, role: string): Promise<RunningNode> {
  const members = await membersOf(cluster.layout);
  const primary = await leader(cluster);
  const name = members.find((each) => each.role === role && each.name !== primary.name)?.name;
  return (
    cluster.nodes.find((node) => node.name === name) ??
    cluster.nodes.find((node) => node.name !== primary.name)!
  );
}

/** A machine is all that runs on it. */
const everywhere = ({ etcd, patroni }: RunningNode, work: (service: Service) => Promise<void>) =>
  Promise.all([etcd, patroni].map(work));
const powerOff = (node: RunningNode) => everywhere(node, (service) => service.kill());
const standStill = (node: RunningNode) => everywhere(node, (service) => service.pause());
const goOn = (node: RunningNode) => everywhere(node, (service) => service.resume());

async function untilAnotherLeads({ layout }: Cluster, than: RunningNode): Promise<void> {
  const deadline = performance.now() + UNTIL_ANOTHER_LEADS;
  const others = { nodes: layout.nodes.filter(({ name }) => name !== than.name) };
  while (performance.now() < deadline) {
    const members = await membersOf(others);
    if (members.some(({ name, role }) => role === 'leader' && name !== than.name)) return;
    await sleep(300);
  }
}

export const FAULTS: readonly Fault[] = [
  {
    name: 'the primary’s PostgreSQL is killed',
    happen: async (cluster) => {
      const { dataFolder } = await leader(cluster);
      signalAll(await postgresOn(dataFolder), 'SIGKILL');
    },
  },
  {
    name: 'the primary’s machine is lost',
    happen: async (cluster) => {
      const node = await leader(cluster);
      await powerOff(node);
      await untilAnotherLeads(cluster, node);
      await goOn(node);
    },
  },
  {
    name: 'the primary’s machine stands still for seconds',
    happen: async (cluster, random) => {
      const node = await leader(cluster);
      await standStill(node);
      await sleep(1_000 + random() * 6_000);
      await goOn(node);
    },
  },
  {
    name: 'the primary’s machine stands still until another leads',
    happen: async (cluster, random) => {
      const node = await leader(cluster);
      await standStill(node);
      await untilAnotherLeads(cluster, node);
      await sleep(random() * 3_000);
      await goOn(node);
    },
  },
  {
    // What the other standby has by then, the one that is promoted may not have.
    name: 'the standby to be promoted stands still, and then the primary’s machine is lost',
    happen: async (cluster, random) => {
      const primary = await leader(cluster);
      const next = await standby(cluster, 'sync_standby');
      await standStill(next);
      await sleep(300 + random() * 700);
      await powerOff(primary);
      await goOn(next);
      await untilAnotherLeads(cluster, primary);
      await goOn(primary);
    },
  },
  {
    name: 'another primary is asked for',
    happen: async (cluster) => {
      await switchOver(cluster.layout).catch(() => {});
    },
  },
  {
    name: 'a standby’s machine is lost for seconds',
    happen: async (cluster, random) => {
      const node = await standby(cluster, random() < 0.5 ? 'sync_standby' : 'replica');
      await powerOff(node);
      await sleep(1_000 + random() * 5_000);
      await goOn(node);
    },
  },
  {
    name: 'a standby’s machine stands still for seconds',
    happen: async (cluster, random) => {
      const node = await standby(cluster, random() < 0.5 ? 'sync_standby' : 'replica');
      await standStill(node);
      await sleep(1_000 + random() * 10_000);
      await goOn(node);
    },
  },
  {
    name: 'the primary is cut off from everybody',
    cutsNetworks: true,
    happen: async (cluster, random) => {
      const node = await leader(cluster);
      await cluster.networks!.cutOff(node);
      await untilAnotherLeads(cluster, node);
      await sleep(random() * 3_000);
      await cluster.networks!.mend(node);
    },
  },
  {
    // Whoever reads and writes still reaches it, and it must take no more writes.
    name: 'the primary is cut off from the other databases',
    cutsNetworks: true,
    happen: async (cluster, random) => {
      const node = await leader(cluster);
      await cluster.networks!.cutFromOthers(
        node,
        cluster.nodes.filter((each) => each !== node),
      );
      await untilAnotherLeads(cluster, node);
      await sleep(random() * 3_000);
      await cluster.networks!.mend(node);
    },
  },
  {
    name: 'a standby is cut off from everybody for seconds',
    cutsNetworks: true,
    happen: async (cluster, random) => {
      const node = await standby(cluster, random() < 0.5 ? 'sync_standby' : 'replica');
      await cluster.networks!.cutOff(node);
      await sleep(1_000 + random() * 10_000);
      await cluster.networks!.mend(node);
    },
  },
  {
    name: 'the primary’s Patroni is killed',
    happen: async (cluster) => (await leader(cluster)).patroni.killOnce(),
  },
  {
    name: 'a member of etcd is killed',
    happen: async ({ nodes }, random) =>
      nodes[Math.floor(random() * nodes.length)]!.etcd.killOnce(),
  },
  {
    name: 'an API is killed',
    happen: async ({ apis }, random) => apis[Math.floor(random() * apis.length)]!.killOnce(),
  },
  {
    name: 'a site is killed',
    happen: async ({ sites }, random) => sites[Math.floor(random() * sites.length)]!.killOnce(),
  },
  { name: 'PgBouncer is killed', happen: async ({ pgbouncer }) => pgbouncer.killOnce() },
  { name: 'HAProxy is killed', happen: async ({ haproxy }) => haproxy.killOnce() },
];

/** Every fault that is possible here once, in the seed's order, and then again. */
export function* inOrder({ networks }: Cluster, random: () => number): Generator<Fault> {
  const possible = FAULTS.filter(({ cutsNetworks }) => networks || !cutsNetworks);
  for (;;) {
    const keyed = possible.map((fault) => ({ fault, key: random() }));
    for (const { fault } of keyed.toSorted((one, other) => one.key - other.key)) yield fault;
  }
}

/** Whether the cluster has mended itself by then. */
export async function mended(cluster: Cluster, patience: number): Promise<boolean> {
  const deadline = performance.now() + patience;
  while (performance.now() < deadline) {
    if (await isWhole(cluster.layout)) return true;
    await sleep(300);
  }
  return false;
}
