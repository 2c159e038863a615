import cluster, { type Worker } from 'node:cluster';
import { createLimitsOfPrimary } from './limits-of-primary.ts';
import type { Ask, Reply, Told } from './messages.ts';
import { metricsOf } from './metrics-of-workers.ts';
import { createWorkerMetrics } from './worker-metrics.ts';

/** A worker that ran so long is started again at once when it ends; one that fails at once is waited for, ms. */
const STEADY = 30_000;
const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 30_000;

/** How much longer than their requests workers may take to stop before they are killed, ms. */
const STOP_MARGIN = 5_000;

/** A worker ended before it could serve for the first time; what was wrong it has said itself. */
export class WorkerFailed extends Error {
  override name = 'WorkerFailed';
  readonly exitCode: number;

  constructor(exitCode: number) {
    super('A worker could not begin to serve.');
    this.exitCode = exitCode;
  }
}

interface Options {
  workers: number;
  /** Seconds that requests under way may take to end. */
  stopSeconds: number;
  /** Resolves when all of it is to stop. */
  stop: Promise<void>;
  /** All workers serve. */
  onServing(): void;
  say(sentence: string): void;
}

/**
 * Serves in several processes on one address, until it is asked to stop: starts those that end again, keeps
 * the limits of all of them, and adds up their metrics.
 *
 * @throws WorkerFailed when one cannot even begin
 */
export async function runWorkers(options: Options): Promise<void> {
  const { workers: wanted, stopSeconds, stop, onServing, say } = options;
  const limits = createLimitsOfPrimary();
  const running = new Map<Worker, number>();
  const serving = new Set<Worker>();
  const { registry: own, restarts } = createWorkerMetrics(() => serving.size);
  /** Until those are started again that failed. */
  const pauses = new Set<NodeJS.Timeout>();
  let isServing = false;
  let isStopping = false;
  let failures = 0;
  const { promise: ended, resolve: end, reject: fail } = Promise.withResolvers<undefined>();

  const send = (worker: Worker, reply: Reply) => {
    // It may be gone by the time that it is answered.
    if (worker.isConnected()) worker.send(reply, () => {});
  };

  async function answer(worker: Worker, ask: Ask): Promise<void> {
    if (ask.casus !== 'metrics') {
      const reply = await limits.answer(worker.id, ask);
      if (reply) send(worker, reply);
      return;
    }
    const { call } = ask;
    try {
      const value = `${await metricsOf(serving)}\n${await own.metrics()}`;
      send(worker, { casus: 'given', call, value });
    } catch (error) {
      send(worker, { casus: 'refused', call, why: { error: 'Failed', message: String(error) } });
    }
  }

  function startWorker(): void {
    const worker = cluster.fork();
    running.set(worker, performance.now());
    worker.on('message', (message: Partial<Ask | Told>) => {
      if (message.casus && message.casus !== 'told') void answer(worker, message as Ask);
    });
    worker.on('listening', () => {
      serving.add(worker);
      // What keeps one from beginning keeps all, and is said once.
      while (!isServing && running.size < wanted) startWorker();
      if (serving.size < wanted || isServing) return;
      isServing = true;
      onServing();
    });
    worker.on('exit', (code, signal) => onExit(worker, code, signal));
  }

  function onExit(worker: Worker, code: number | null, signal: string | null): void {
    const lived = performance.now() - running.get(worker)!;
    running.delete(worker);
    serving.delete(worker);
    limits.forget(worker.id);
    if (isStopping) {
      if (running.size === 0) end(undefined);
      return;
    }
    if (!isServing) return fail(new WorkerFailed(code || 1));
    failures = lived > STEADY ? 0 : failures + 1;
    const pause = failures === 0 ? 0 : Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (failures - 1));
    restarts.inc();
    say(
      `Worker ${worker.process.pid} ended (${signal ?? `exit code ${code}`}); another is started` +
        `${pause > 0 ? ` in ${pause / 1_000} s` : ''}.`,
    );
    const pausing = setTimeout(() => {
      pauses.delete(pausing);
      startWorker();
    }, pause);
    pauses.add(pausing);
  }

  function stopAll(): void {
    isStopping = true;
    for (const pausing of pauses) clearTimeout(pausing);
    if (running.size === 0) return end(undefined);
    for (const worker of running.keys()) worker.process.kill('SIGTERM');
    const overdue = () => {
      for (const worker of running.keys()) worker.process.kill('SIGKILL');
    };
    setTimeout(overdue, stopSeconds * 1_000 + STOP_MARGIN).unref();
  }

  startWorker();
  void stop.then(stopAll);
  try {
    await ended;
  } catch (error) {
    // The others cannot begin either.
    isStopping = true;
    for (const worker of running.keys()) worker.process.kill('SIGKILL');
    throw error;
  }
}
