import {
  CONFLICT_ORDERS,
  conflictsWhere,
  type ConflictFilter,
} from '@casus/store/entities/conflict';
import { conflicts } from '@casus/store/tables/conflict';
import { builder } from '../builder.ts';
import { naming } from '../entities-named.ts';
import { namesOf } from '../global-id.ts';
import { DateRange, daysOf } from '../types/date-range.ts';
import { ConflictKind, Incompatibility, Violence } from '../types/enums.ts';
import { codesOf } from '../types/scalars.ts';
import {
  curated,
  FILTER_DESCRIPTION,
  IN_ANY_NAME,
  NAMED,
  orderedAs,
  totalledListArguments,
  TOTALS_ORDER_VALUES,
  type Asked,
  type OrderedDuring,
} from './list-arguments.ts';

export const ConflictFilterInput = builder.inputType('ConflictFilter', {
  description: FILTER_DESCRIPTION,
  fields: (t) => ({
    named: t.idList(NAMED),
    kinds: t.field({ type: [ConflictKind], description: 'Of one of these kinds.' }),
    violence: t.field({ type: [Violence], description: 'Of one of these types of violence.' }),
    incompatibilities: t.field({ type: [Incompatibility], description: 'About one of these.' }),
    parties: t.idList({ ...naming('Actor'), description: 'With one of these actors as a party.' }),
    places: t.idList({
      ...naming('Place'),
      description: 'Fought in one of these places, or in a place within.',
    }),
    countries: t.field({
      type: ['CountryCode'],
      description: 'Fought in one of these countries, ISO 3166-1 alpha-2.',
    }),
    activeDuring: t.field({
      type: DateRange,
      description: 'With an event that may have happened on one of these days.',
    }),
    hasEvents: t.boolean({ description: 'Whether it has an event here.' }),
    text: t.string(IN_ANY_NAME),
    curated: t.boolean(curated('conflicts')),
  }),
});

export const ConflictOrderEnum = builder.enumType('ConflictOrder', {
  description: 'The order of a list of conflicts; equals are in the order of their natural keys.',
  values: {
    NAME_ASC: { description: 'By name, A first.' },
    NAME_DESC: { description: 'By name, Z first.' },
    START_ASC: { description: 'By start, oldest first; unknown starts before all.' },
    START_DESC: { description: 'By start, newest first; unknown starts after all.' },
    ...TOTALS_ORDER_VALUES,
  },
});

/** The store's filter for what the client asked. */
export function conflictFilterOf(
  filter: (typeof ConflictFilterInput)['$inferInput'] | null | undefined,
): ConflictFilter {
  if (!filter) return {};
  return {
    ...filter,
    named: namesOf('Conflict', filter.named),
    parties: namesOf('Actor', filter.parties),
    places: namesOf('Place', filter.places),
    countries: codesOf(filter.countries),
    activeDuring: daysOf(filter.activeDuring, 'activeDuring'),
  };
}

/** The arguments of every list of conflicts, beside those of a page. */
export const conflictListArguments = totalledListArguments(
  'conflicts',
  ConflictFilterInput,
  ConflictOrderEnum,
  'NAME_ASC',
);

/** Conflicts, filtered and ordered as asked. */
export const conflictListing = ({
  filter,
  ...order
}: Asked<typeof ConflictFilterInput, typeof ConflictOrderEnum> & OrderedDuring) => ({
  table: conflicts,
  where: conflictsWhere(conflictFilterOf(filter)),
  ...orderedAs('CONFLICT', conflicts, CONFLICT_ORDERS, order),
});
