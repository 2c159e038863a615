import type { EventSums } from '@casus/store/events/counted';
import type { Selected } from '@casus/store/pushdown/selected';
import { builder } from '../builder.ts';
import { sameRow } from '../pushdown/field-options.ts';
import { DEATH_SUM_COLUMNS } from './death-sum.ts';

export const DeathBounds = builder
  .objectRef<Record<'low' | 'best' | 'high', number>>('DeathBounds')
  .implement({
    description:
      "Deaths over several events, persons: the sum of each event's own estimate, never of competing claims. low ≤ best ≤ high does not always hold (UCDP).",
    fields: (t) => ({
      low: t.exposeFloat('low', { description: 'The sum of the lowest.' }),
      best: t.exposeFloat('best', { description: 'The sum of the most likely.' }),
      high: t.exposeFloat('high', { description: 'The sum of the highest.' }),
    }),
  });

type Spanning = Pick<EventSums, 'spanningLow' | 'spanningBest' | 'spanningHigh'>;

/** What is summed up of events that go beyond what a row is of. */
export const spanningDeaths = {
  resolve: ({ spanningLow: low, spanningBest: best, spanningHigh: high }: Spanning) =>
    low === null || best === null || high === null ? null : { low, best, high },
  pushdown: sameRow<keyof Spanning>({
    columns: { low: 'spanningLow', best: 'spanningBest', high: 'spanningHigh' },
    given: ['spanningLow', 'spanningBest', 'spanningHigh'],
  }),
};

/** What a statement selects of sums over events. */
export const EVENT_SUM_COLUMNS = {
  events: 'number',
  ...DEATH_SUM_COLUMNS,
  eventsSpanning: 'number',
  spanningLow: 'number or null',
  spanningBest: 'number or null',
  spanningHigh: 'number or null',
} as const satisfies Record<keyof EventSums, Selected>;
