import autocannon from 'autocannon';
import { processorTime } from './processor-time.ts';
import type { Running } from './running.ts';
import { Stop } from './stop.ts';

export interface Round {
  requestsPerSecond: number;
  /** Milliseconds. */
  p50: number;
  p95: number;
  /** Milliseconds of processor time for one request, the database's with it; null where nothing tells. */
  processor: number | null;
  /** What of it is the database's. */
  ofDatabase: number | null;
}

/** Answers of which a round may tell; one with fewer is taken again, twice as long. */
const LEAST_ANSWERS = 20;
const LONGEST_SECONDS = 60;

/** Keeps some connections busy for some seconds, or longer where few answers come; each starts elsewhere in the list of bodies. */
export async function load(
  running: Running,
  bodies: readonly string[],
  settings: { connections: number; seconds: number },
): Promise<Round> {
  for (let { seconds } = settings; ; seconds *= 2) {
    const { answers, round } = await loadOnce(running, bodies, { ...settings, seconds });
    if (answers >= LEAST_ANSWERS || seconds * 2 > LONGEST_SECONDS) return round;
  }
}

async function loadOnce(
  running: Running,
  bodies: readonly string[],
  { connections, seconds }: { connections: number; seconds: number },
): Promise<{ answers: number; round: Round }> {
  const { peer, url } = running;
  const requests = bodies.map((body) => ({
    method: 'POST' as const,
    headers: { 'content-type': 'application/json' },
    body,
  }));
  const latencies: number[] = [];
  let clients = 0;
  const before = await processorOf(running);
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const instance = autocannon(
      {
        url,
        connections,
        duration: seconds,
        requests,
        setupClient: (client) => {
          const at = Math.floor((clients++ * requests.length) / connections);
          client.setRequests([...requests.slice(at), ...requests.slice(0, at)]);
        },
      },
      (error, done) => (error ? reject(error as Error) : resolve(done)),
    );
    instance.on('response', (_client, _status, _bytes, milliseconds) => {
      latencies.push(milliseconds);
    });
  });
  const after = await processorOf(running);
  const failed = result.non2xx + result.errors + result.timeouts;
  if (failed > 0) throw new Stop(`${peer.title} left ${failed} requests without an answer`);
  latencies.sort((a, b) => a - b);
  const quantile = (share: number) => latencies[Math.floor(share * (latencies.length - 1))] ?? NaN;
  return {
    answers: latencies.length,
    round: {
      requestsPerSecond: latencies.length / result.duration,
      p50: quantile(0.5),
      p95: quantile(0.95),
      ...spent(before, after, latencies.length),
    },
  };
}

interface Processor {
  own: number;
  database: number;
}

/** What else the database is asked at the time counts too: nothing is, while a round runs. */
async function processorOf({ pid, databasePid }: Running): Promise<Processor | null> {
  const [own, database] = await Promise.all(
    [pid, databasePid].map(async (each) => (each === null ? null : processorTime(each))),
  );
  return typeof own !== 'number' || typeof database !== 'number' ? null : { own, database };
}

function spent(
  before: Processor | null,
  after: Processor | null,
  requests: number,
): Pick<Round, 'processor' | 'ofDatabase'> {
  if (before === null || after === null) return { processor: null, ofDatabase: null };
  const database = after.database - before.database;
  return {
    processor: (after.own - before.own + database) / requests,
    ofDatabase: database / requests,
  };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)]!;
}

export function medianOf(rounds: readonly Round[]): Round {
  const medianTime = (of: 'processor' | 'ofDatabase') => {
    const times = rounds.map((round) => round[of]).filter((each) => each !== null);
    return times.length > 0 ? median(times) : null;
  };
  return {
    requestsPerSecond: median(rounds.map(({ requestsPerSecond }) => requestsPerSecond)),
    p50: median(rounds.map(({ p50 }) => p50)),
    p95: median(rounds.map(({ p95 }) => p95)),
    processor: medianTime('processor'),
    ofDatabase: medianTime('ofDatabase'),
  };
}
