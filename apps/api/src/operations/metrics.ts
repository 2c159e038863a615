import { performance } from 'node:perf_hooks';
import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { KINDS, type Admission } from '../pipeline/admission/admission.ts';
import { HttpError } from '../http/errors.ts';

/** Clients choose the names of operations; only so many are told apart. */
const OPERATION_NAMES = 100;

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** What Prometheus reads at /metrics: the process, requests by route, operations by name and outcome. */
export function measureRequests(
  app: FastifyInstance,
  { slots }: Pick<Admission, 'slots'>,
  ofAllWorkers?: () => Promise<string>,
): Registry {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const seconds = new Histogram({
    name: 'casus_http_request_duration_seconds',
    help: 'Time from the request to the end of the answer, by route and status.',
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS,
    registers,
  });
  const underWay = new Gauge({
    name: 'casus_http_requests_under_way',
    help: 'Requests that came and are not yet answered.',
    registers,
  });
  new Gauge({
    name: 'casus_admission_requests',
    help: 'Requests that have a slot, and that wait for one, by the kind of their work: light, ordinary, large or dear.',
    labelNames: ['kind', 'state'],
    registers,
    collect() {
      for (const kind of KINDS) {
        this.set({ kind, state: 'under way' }, slots[kind].underWay);
        this.set({ kind, state: 'waiting' }, slots[kind].waiting);
      }
    },
  });
  let loop = performance.eventLoopUtilization();
  new Gauge({
    name: 'casus_event_loop_utilization',
    help: 'The part of the time since the last scrape in which the event loop had work, 0 to 1; of workers the highest.',
    aggregator: 'max',
    registers,
    collect() {
      const now = performance.eventLoopUtilization();
      this.set(performance.eventLoopUtilization(now, loop).utilization);
      loop = now;
    },
  });
  const left = new Counter({
    name: 'casus_http_requests_left_total',
    help: 'Requests whose client closed the connection before the answer, by route.',
    labelNames: ['route'],
    registers,
  });
  const operations = new Counter({
    name: 'casus_graphql_operations_total',
    help: `GraphQL operations by name (the first ${OPERATION_NAMES}; then "other") and outcome: OK or the code of the first error.`,
    labelNames: ['operation', 'kind', 'outcome'],
    registers,
  });
  const names = new Set<string>();
  const nameFor = (name: string | undefined) => {
    if (name === undefined) return 'anonymous';
    if (names.size < OPERATION_NAMES) names.add(name);
    return names.has(name) ? name : 'other';
  };

  app.addHook('onRequest', (_request, reply, done) => {
    underWay.inc();
    // Comes once, whether the answer was sent, broken off or never begun.
    reply.raw.once('close', () => underWay.dec());
    done();
  });
  app.addHook('onRequestAbort', (request, done) => {
    left.inc({ route: request.routeOptions.url ?? 'none' });
    done();
  });
  app.addHook('onResponse', (request, reply, done) => {
    const { method, notes, routeOptions } = request;
    const route = routeOptions.url ?? 'none';
    seconds.observe({ method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
    if (notes) {
      const { name, kind = 'none', codes } = notes;
      operations.inc({ operation: nameFor(name), kind, outcome: codes[0] ?? 'OK' });
    }
    done();
  });

  app.get('/metrics', async (request, reply) => {
    if (!request.client.isTrusted) {
      throw new HttpError(
        403,
        'The metrics are for those who run this service (CASUS_TRUSTED_CLIENTS).',
      );
    }
    const text = await (ofAllWorkers?.().catch(notNow) ?? registry.metrics());
    return reply.header('cache-control', 'no-store').type(registry.contentType).send(text);
  });
  return registry;
}

/** One of the workers has too much to do, or stands still. */
function notNow(): never {
  throw new HttpError(
    503,
    'Not all workers have told their metrics in five seconds. Ask again in a moment.',
    5,
  );
}
