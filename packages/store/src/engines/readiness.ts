import type { ConnectionCounts, Readiness } from './engine.ts';
import { explainOutage, outageOf } from '../store-error.ts';
import type { ListenerState } from './listening.ts';
import type { Probed } from './probe.ts';

/**
 * Whether the database answers, by what came of asking it on the connection for notices, which no
 * reader ever takes. Where that one is lost, as for seconds after a failover, readers may be answered
 * all the same: `isRead` tells. A server that has no room for one more connection is there, too.
 */
export async function readinessOf(
  probed: Probed,
  { reason }: ListenerState,
  { most, open, idle, waiting }: ConnectionCounts,
  isRead: () => Promise<boolean>,
): Promise<Readiness> {
  if (probed === 'lost') {
    const outage = outageOf(reason);
    if ((reason && (outage === null || outage === 'full')) || (await isRead())) {
      return {
        is: 'degraded',
        why: 'No change of the database is heard of, so every answer reads it.',
      };
    }
    const why = outage ? explainOutage(outage) : 'no connection to it is open';
    return { is: 'gone', why: `The database does not answer: ${why}.` };
  }
  if (probed === 'late') {
    return { is: 'busy', why: 'The database takes its time to answer.' };
  }
  if (waiting > 0 || (idle === 0 && open >= most)) {
    return {
      is: 'busy',
      why: `All ${open} connections to the database are taken; ${waiting} statements wait for one.`,
    };
  }
  return { is: 'ready' };
}
