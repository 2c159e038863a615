import type { DeathSums } from '@casus/store/events/death-sums';
import type { Selected } from '@casus/store/pushdown/selected';
import type { DeathPart } from '@casus/store/rules/death-split';
import { builder, type SchemaTypes } from '../builder.ts';
import { sameRow } from '../pushdown/field-options.ts';

type Parts = Record<DeathPart, number | null>;
type Sums = Record<'low' | 'best' | 'high', number> & Parts;
type Fields<Parent> = PothosSchemaTypes.ObjectFieldBuilder<
  PothosSchemaTypes.ExtendDefaultTypes<SchemaTypes>,
  Parent
>;

/** The parts of a sum of best estimates, or of what changes in one. */
export const partFields = <Parent extends Parts>(t: Fields<Parent>) => {
  const field = t as unknown as Fields<Parts>;
  return {
    sideA: field.exposeFloat('sideA', {
      nullable: true,
      description: 'Of the most likely, those of side A; null where no estimate is split.',
    }),
    sideB: field.exposeFloat('sideB', {
      nullable: true,
      description: 'Of the most likely, those of side B; null where no estimate is split.',
    }),
    civilians: field.exposeFloat('civilians', {
      nullable: true,
      description: 'Of the most likely, civilians; null where no estimate is split.',
    }),
    unknown: field.exposeFloat('unknown', {
      nullable: true,
      description:
        'Of the most likely, those whose status the provider could not tell; null where no estimate is split.',
    }),
  };
};

export const DeathSum = builder.objectRef<Sums>('DeathSum').implement({
  description:
    "Deaths over several events, persons: the sum of each event's own estimate, never of competing claims. Events without an estimate add nothing; how many they are stands beside the sum. low ≤ best ≤ high does not always hold (UCDP). `sideA`, `sideB`, `civilians` and `unknown` split `best`, over the events whose estimate is split: `eventsWithoutSplit` tells how many are not.",
  fields: (t) => ({
    low: t.exposeFloat('low', { description: 'The sum of the lowest.' }),
    best: t.exposeFloat('best', { description: 'The sum of the most likely.' }),
    high: t.exposeFloat('high', { description: 'The sum of the highest.' }),
    ...partFields(t),
  }),
});

export const EVENTS_WITHOUT_SPLIT =
  'How many have an estimate that does not say how many of them were civilians or of a side, and so add nothing to these parts of `deaths`.';

export function deathSumOf(sums: DeathSums): Sums | null {
  const { low, best, high } = sums;
  if (low === null || best === null || high === null) return null;
  return { ...sums, low, best, high };
}

export const deathSumPushedDown = sameRow<keyof DeathSums>({ given: ['low', 'best', 'high'] });

/** What a statement selects of sums of deaths. */
export const DEATH_SUM_COLUMNS = {
  eventsWithoutFigure: 'number',
  eventsWithoutSplit: 'number',
  low: 'number or null',
  best: 'number or null',
  high: 'number or null',
  sideA: 'number or null',
  sideB: 'number or null',
  civilians: 'number or null',
  unknown: 'number or null',
} as const satisfies Record<keyof DeathSums, Selected>;
