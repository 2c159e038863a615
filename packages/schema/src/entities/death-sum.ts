import { builder } from '../builder.ts';
import { sameRow } from '../pushdown/field-options.ts';

/** Sums of events' own estimates, persons; all null where no event has one. */
export interface DeathSums {
  low: number | null;
  best: number | null;
  high: number | null;
}

export const DeathSum = builder
  .objectRef<{ [Bound in keyof DeathSums]: number }>('DeathSum')
  .implement({
    description:
      "Deaths over several events, persons: the sum of each event's own estimate, never of competing claims. Events without an estimate add nothing; how many they are stands beside the sum. low ≤ best ≤ high does not always hold (UCDP).",
    fields: (t) => ({
      low: t.exposeFloat('low', { description: 'The sum of the lowest.' }),
      best: t.exposeFloat('best', { description: 'The sum of the most likely.' }),
      high: t.exposeFloat('high', { description: 'The sum of the highest.' }),
    }),
  });

export function deathSumOf({ low, best, high }: DeathSums) {
  return low === null || best === null || high === null ? null : { low, best, high };
}

export const deathSumPushedDown = sameRow<keyof DeathSums>({ given: ['low', 'best', 'high'] });
