import type { Worker } from 'node:cluster';
import { AggregatorRegistry } from 'prom-client';
import type { Told, Wanted } from './messages.ts';

/** How long a worker may take to tell its metrics, in ms. */
const PATIENCE = 5_000;

type Metrics = NonNullable<Told['metrics']>;

/**
 * The metrics of workers, added up. One that ends while it is asked is left out, with what it counted. One that has too
 * much to do is not: Prometheus would take its counters, once they were back, for as many new requests.
 *
 * @throws Error when a worker that lives does not tell them in time
 */
export async function metricsOf(workers: Iterable<Worker>): Promise<string> {
  const told = await Promise.all([...workers].map(metricsOfOne));
  return AggregatorRegistry.aggregate(told.filter((metrics) => metrics !== null)).metrics();
}

let calls = 0;

/** Null when the worker ends. */
async function metricsOfOne(worker: Worker): Promise<Metrics | null> {
  const call = (calls += 1);
  const { promise, resolve, reject } = Promise.withResolvers<Metrics | null>();
  const fail = () => reject(new Error(`Worker ${worker.process.pid} has not told its metrics.`));
  const leaveOut = () => resolve(null);
  const take = (message: Partial<Told>) => {
    if (message.casus !== 'told' || message.call !== call) return;
    if (message.metrics) resolve(message.metrics);
    else fail();
  };
  const overdue = setTimeout(fail, PATIENCE);
  // With a connection on its way to it, one that is killed is not told to be disconnected.
  worker.on('message', take).on('exit', leaveOut);
  try {
    if (!worker.isConnected()) return null;
    worker.send({ casus: 'tell metrics', call } satisfies Wanted, (error) => error && leaveOut());
    return await promise;
  } finally {
    clearTimeout(overdue);
    worker.off('message', take).off('exit', leaveOut);
  }
}
