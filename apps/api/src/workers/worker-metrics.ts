import { Counter, Gauge, Registry } from 'prom-client';

/** What the primary tells beside the sums of its workers. */
export function createWorkerMetrics(serving: () => number) {
  const registry = new Registry();
  new Gauge({
    name: 'casus_workers',
    help: 'Processes that serve.',
    registers: [registry],
    collect() {
      this.set(serving());
    },
  });
  const restarts = new Counter({
    name: 'casus_worker_restarts_total',
    help: 'Workers that ended without being asked to, and were started again.',
    registers: [registry],
  });
  return { registry, restarts };
}
