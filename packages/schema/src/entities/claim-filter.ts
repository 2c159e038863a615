import type { ClaimFilter } from '@casus/store/claim';
import { builder } from '../builder.ts';
import { namesOf } from '../global-id.ts';
import { ClaimKind, Metric, Stance } from '../types/enums.ts';
import { instantOf } from '../types/scalars.ts';

export const ClaimFilterInput = builder.inputType('ClaimFilter', {
  description:
    'All conditions hold at once; a list is met by any of its values. Entities are named by slug, natural key or id.',
  fields: (t) => ({
    conflicts: t.idList({ description: 'In the record of one of these conflicts.' }),
    claimants: t.idList({ description: 'By one of these claimants.' }),
    kinds: t.field({ type: [ClaimKind], description: 'Of one of these kinds.' }),
    metrics: t.field({ type: [Metric], description: 'Figures that count one of these.' }),
    stances: t.field({ type: [Stance], description: 'With one of these stances.' }),
    reports: t.idList({ description: 'That stand in one of these reports.' }),
    assertedAfter: t.field({
      type: 'DateTime',
      description: 'Certainly asserted after this moment.',
    }),
  }),
});

export const ClaimOrderEnum = builder.enumType('ClaimOrder', {
  description: 'The order of a list of claims; equals are in the order of their natural keys.',
  values: {
    LATEST_FIRST: { description: 'By when they were certainly asserted, newest first.' },
    EARLIEST_FIRST: { description: 'By when they were certainly asserted, oldest first.' },
  },
});

/** The store's filter for what the client asked. */
export function claimFilterOf(
  filter: (typeof ClaimFilterInput)['$inferInput'] | null | undefined,
): ClaimFilter {
  if (!filter) return {};
  return {
    conflicts: namesOf('Conflict', filter.conflicts),
    claimants: namesOf('Actor', filter.claimants),
    kinds: filter.kinds ?? null,
    metrics: filter.metrics ?? null,
    stances: filter.stances ?? null,
    reports: namesOf('Report', filter.reports),
    assertedAfter: filter.assertedAfter ? instantOf(filter.assertedAfter) : null,
  };
}
