import type { Left } from '@casus/serving/budget';
import type { Counted } from '@casus/serving/request-counter';
import type { ShareLimits } from '@casus/serving/shares';
import type { SlotLimits } from '@casus/serving/slots';
import type { Registry } from 'prom-client';

/** What is limited, with how much: the first that asks makes it. */
export type Limited =
  | { kind: 'requests' }
  | { kind: 'budget'; limit: number }
  | { kind: 'slots'; name: string; limits: SlotLimits }
  | { kind: 'shares'; name: string; limits: ShareLimits };

/** From a worker to the primary. `call` tells the worker's calls apart. */
export type Ask =
  | { casus: 'take'; call: number; of: Limited; client: string | null; amount: number }
  /** What was taken by that call is not used any more. */
  | { casus: 'release'; call: number }
  /** Whoever made that call does not wait any longer. */
  | { casus: 'leave'; call: number }
  | { casus: 'metrics'; call: number };

/** Why something was not given; the worker makes the error of it. */
export type Refused =
  | { error: 'NoSlot'; retryAfterSeconds: number }
  | { error: 'ShareTaken'; of: 'all' | 'client'; limit: number }
  | { error: 'BudgetSpent'; left: Left }
  | { error: 'Failed'; message: string };

/** From the primary to the worker that asked. */
export type Reply =
  | { casus: 'given'; call: number; value: Left | Counted | string | null }
  | { casus: 'refused'; call: number; why: Refused };

/** From the primary to a worker: its metrics are wanted. */
export interface Wanted {
  casus: 'tell metrics';
  call: number;
}

/** From the worker that was asked, to the primary. */
export interface Told {
  casus: 'told';
  call: number;
  /** Null where they could not be read. */
  metrics: Awaited<ReturnType<Registry['getMetricsAsJSON']>> | null;
}
