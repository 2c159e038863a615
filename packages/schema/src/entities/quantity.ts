import type { Claim as ClaimRow } from '@casus/store/entities/claim';
import { actors } from '@casus/store/tables/actor';
import type { ClaimPart as ClaimPartRow } from '@casus/store/tables/claim';
import { builder } from '../builder.ts';
import { Population, Quantifier, Side } from '../types/enums.ts';
import { coalesce, toOne } from '../pushdown/field-options.ts';

export const Quantity = builder
  .objectRef<Pick<ClaimRow, 'low' | 'best' | 'high' | 'quantifier'>>('Quantity')
  .implement({
    description:
      'The number a claim gives, in persons. low ≤ best ≤ high does not always hold (UCDP); such rows are flagged, not repaired.',
    fields: (t) => ({
      low: t.exposeFloat('low', { nullable: true, description: 'The lowest the claimant allows.' }),
      best: t.exposeFloat('best', { nullable: true, description: 'The number itself.' }),
      high: t.exposeFloat('high', {
        nullable: true,
        description: 'The highest the claimant allows.',
      }),
      quantifier: t.field({
        type: Quantifier,
        description: "The claimant's own hedge.",
        resolve: ({ quantifier }) => quantifier ?? 'EXACT',
        pushdown: coalesce(['quantifier'], 'EXACT'),
      }),
    }),
  });

/** The number a claim gives; null for other kinds, and for "there are dead" without one. */
export function quantityOf(claim: ClaimRow): ClaimRow | null {
  return claim.low === null && claim.best === null && claim.high === null ? null : claim;
}

export const ClaimPart = builder.objectRef<ClaimPartRow>('ClaimPart').implement({
  description: 'A part of a figure as its claimant splits it.',
  fields: (t) => ({
    population: t.expose('population', { type: Population, description: 'Who is counted.' }),
    party: t.field({
      type: 'Actor',
      nullable: true,
      description: "Whose people are counted; null for everyone's.",
      ...toOne(actors, 'partyKey'),
    }),
    side: t.expose('side', {
      type: Side,
      nullable: true,
      description:
        'Of the event, where the claimant splits the dead by its sides; null for a part of no side.',
    }),
    best: t.exposeFloat('best', { description: 'Persons.' }),
  }),
});
