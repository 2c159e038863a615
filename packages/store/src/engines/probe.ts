import { setTimeout as sleep } from 'node:timers/promises';

/** Whether what was asked is answered in time; `late` may still be, `lost` not any more. */
export type Probed = 'answered' | 'late' | 'lost';

/** @param patience in ms */
export async function probe(asked: Promise<unknown>, patience: number): Promise<Probed> {
  const waited = new AbortController();
  try {
    return await Promise.race([
      asked.then(
        () => 'answered' as const,
        () => 'lost' as const,
      ),
      sleep(patience, 'late' as const, { signal: waited.signal }),
    ]);
  } finally {
    waited.abort();
  }
}
