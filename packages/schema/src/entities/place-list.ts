import { and, eq } from 'drizzle-orm';
import { PLACE_ORDERS, placesWhere, type PlaceFilter } from '@casus/store/entities/place';
import { places } from '@casus/store/tables/place';
import { builder } from '../builder.ts';
import { naming } from '../entities-named.ts';
import { namesOf } from '../global-id.ts';
import { PlaceKind } from '../types/enums.ts';
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

export const PlaceFilterInput = builder.inputType('PlaceFilter', {
  description: FILTER_DESCRIPTION,
  fields: (t) => ({
    named: t.idList(NAMED),
    kinds: t.field({ type: [PlaceKind], description: 'Of one of these kinds.' }),
    countries: t.field({
      type: ['CountryCode'],
      description: 'In one of these countries, ISO 3166-1 alpha-2; the country itself counts.',
    }),
    within: t.idList({ ...naming('Place'), description: 'In one of these places, at any depth.' }),
    text: t.string(IN_ANY_NAME),
    curated: t.boolean(curated('places')),
  }),
});

export const PlaceOrderEnum = builder.enumType('PlaceOrder', {
  description: 'The order of a list of places; equals are in the order of their natural keys.',
  values: {
    NAME_ASC: { description: 'By name, A first.' },
    NAME_DESC: { description: 'By name, Z first.' },
    ...TOTALS_ORDER_VALUES,
  },
});

/** The store's filter for what the client asked. */
export function placeFilterOf(
  filter: (typeof PlaceFilterInput)['$inferInput'] | null | undefined,
): PlaceFilter {
  if (!filter) return {};
  return {
    ...filter,
    named: namesOf('Place', filter.named),
    countries: codesOf(filter.countries),
    within: namesOf('Place', filter.within),
  };
}

/** The arguments of every list of places, beside those of a page. */
export const placeListArguments = totalledListArguments(
  'places',
  PlaceFilterInput,
  PlaceOrderEnum,
  'NAME_ASC',
);

/** Places, filtered and ordered as asked. */
export const placeListing = ({
  filter,
  ...order
}: Asked<typeof PlaceFilterInput, typeof PlaceOrderEnum> & OrderedDuring) => ({
  table: places,
  where: placesWhere(placeFilterOf(filter)),
  ...orderedAs('PLACE', places, PLACE_ORDERS, order),
});

/** Those that are countries. */
export const countryListing = (asked: Parameters<typeof placeListing>[0]) => {
  const listing = placeListing(asked);
  return { ...listing, where: and(eq(places.kind, 'COUNTRY'), listing.where) };
};
