import type { Registry } from 'prom-client';
import { createAskPrimary, type AskPrimary } from './limits-of-worker.ts';
import type { Reply, Told, Wanted } from './messages.ts';

/** What a worker asks its primary for. */
export function connectToPrimary(): AskPrimary {
  return createAskPrimary({
    send: (ask) => process.send!(ask),
    onReply: (listener) => {
      process.on('message', (message: Partial<Reply>) => {
        if (message.casus === 'given' || message.casus === 'refused') listener(message as Reply);
      });
    },
  });
}

/** Lets the primary add these metrics to those of the other workers. */
export function offerMetrics(registry: Registry): void {
  process.on('message', async ({ casus, call }: Partial<Wanted>) => {
    if (casus !== 'tell metrics') return;
    const metrics = await registry.getMetricsAsJSON().catch(() => null);
    if (process.connected) process.send!({ casus: 'told', call: call!, metrics } satisfies Told);
  });
}
