import { setTimeout as sleep } from 'node:timers/promises';
import type { Violation } from '../../../apps/api/tests/histories/checker.ts';
import { startClients } from '../../../apps/api/tests/histories/clients.ts';
import { openStore } from '../../../packages/store/src/open.ts';
import { randomFrom } from '../../../packages/store/tests/random.ts';
import type { Cluster } from '../cluster.ts';
import { databaseAddress } from '../layout.ts';
import { inOrder, mended } from './faults.ts';
import { startTally, type Tally } from './tally.ts';

export interface Broken {
  seed: number;
  seconds: number;
  /** In their order, with the seconds until the cluster was whole again; null where it was not in time. */
  faults: { fault: string; atSecond: number; wholeAfterSeconds: number | null }[];
  reads: Tally;
  writes: Tally;
  /** One reader asks for them in turn: how often, not for how long, nothing came. */
  pages: Omit<Tally, 'secondsWithout'>;
  readsGoneBack: number;
  writesLost: number;
  violations: Violation[];
  /** All members were there at the end, and reads and writes were answered. */
  isMended: boolean;
}

/** How long the cluster may take to be whole again after a fault, in ms: a database may have to be copied anew. */
const MENDING = 60_000;

/** Patroni looks every two seconds. */
const NOTICING = 2_500;

const PAGE = '/conflicts/kyrgyzstan-tajikistan';
const PAGE_EVERY = 500;

const secondsSince = (began: number) => Math.round((performance.now() - began) / 100) / 10;

/** Breaks a cluster by a seed while clients read and write, and looks through what they were told. */
export async function breakCluster(
  cluster: Cluster,
  seed: number,
  minutes: number,
  say: (line: string) => void,
): Promise<Broken> {
  const { layout, passwords } = cluster;
  const random = randomFrom(seed);
  const writer = await openStore({
    databaseUrl: databaseAddress(passwords, layout.host, layout.ports.pgbouncer),
    dataDir: '',
  });
  const tallies = { read: startTally(), write: startTally() };
  const pages = startTally();
  const clients = await startClients({
    writer,
    urls: [`http://${layout.host}:${layout.ports.api}/graphql`],
    // What is broken when must not hang on how fast clients are.
    random: randomFrom(seed + 1),
    tell: ({ is, code }) => tallies[is].count(code),
  });
  const over = new AbortController();
  const reader = readPages(
    `http://${layout.host}:${layout.ports.site}${PAGE}`,
    pages.count,
    over.signal,
  );

  const began = performance.now();
  const faults: Broken['faults'] = [];
  for (const fault of inOrder(cluster, random)) {
    await sleep(500 + random() * 1_500);
    const at = performance.now();
    say(`${String(Math.round(secondsSince(began))).padStart(4)} s  ${fault.name}`);
    await fault.happen(cluster, random);
    // Before it has noticed, it calls itself whole.
    await sleep(NOTICING);
    const isWhole = await mended(cluster, MENDING);
    faults.push({
      fault: fault.name,
      atSecond: Math.round((at - began) / 1_000),
      wholeAfterSeconds: isWhole ? secondsSince(at) : null,
    });
    if (performance.now() - began > minutes * 60_000) break;
  }
  const answeredBefore = clients.history.length;
  await sleep(3_000);
  const isMended = (await mended(cluster, MENDING)) && clients.history.length > answeredBefore;
  const violations = await clients.stop();
  over.abort();
  await reader;
  await writer.close();
  const { secondsWithout: _, ...pageTally } = pages.result();
  const kinds = (kind: Violation['kind'][]) =>
    violations.filter((violation) => kind.includes(violation.kind)).length;
  return {
    seed,
    seconds: Math.round(secondsSince(began)),
    faults,
    reads: tallies.read.result(),
    writes: tallies.write.result(),
    pages: pageTally,
    readsGoneBack: kinds(['went back', 'earlier than asked']),
    writesLost: kinds(['write lost']),
    violations: violations.slice(0, 20),
    isMended,
  };
}

async function readPages(
  url: string,
  count: (code: string | null) => void,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(15_000) });
      await response.text();
      count(response.ok ? null : String(response.status));
    } catch (error) {
      count((error as { cause?: { code?: string } }).cause?.code ?? (error as Error).name);
    }
    await sleep(PAGE_EVERY, null, { signal }).catch(() => {});
  }
}
