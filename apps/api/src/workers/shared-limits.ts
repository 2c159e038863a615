import { minuteBudget, type Budget } from '@casus/serving/budget';
import type { Counted } from '@casus/serving/request-counter';
import { createShares, type ShareLimits } from '@casus/serving/shares';
import { createSlots, type SlotLimits, type Slots } from '@casus/serving/slots';

/**
 * What is limited for all processes together that serve one address. Those of one name are one, in whichever
 * process they are asked for.
 */
export interface SharedLimits {
  /** Counts a request of a client; undefined where each process counts its own. */
  countRequest?: (client: string) => Promise<Counted>;
  budget(limit: number): Budget;
  slots(name: string, limits: SlotLimits): Slots;
  /** Gives back what it took by calling what comes. @throws ShareTaken */
  shares(name: string, limits: ShareLimits): (client: string | null) => Promise<() => void>;
}

/** For a process that serves alone. */
export const OWN_LIMITS: SharedLimits = {
  budget: minuteBudget,
  slots: (_name, limits) => createSlots(limits),
  shares: (_name, limits) => {
    const take = createShares(limits);
    return async (client) => take(client);
  },
};
