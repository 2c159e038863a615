import { and, eq } from 'drizzle-orm';
import { PLACE_ORDERS, placesWhere, type PlaceFilter } from '@casus/store/entities/place';
import { places } from '@casus/store/tables/place';
import { builder } from '../builder.ts';
import { naming } from '../entities-named.ts';
import { namesOf } from '../global-id.ts';
import { PlaceKind } from '../types/enums.ts';
import {
  listArguments,
  orderDuring,
  orderedAs,
  TOTALS_ORDER_VALUES,
  type Asked,
  type OrderedDuring,
} from './list-arguments.ts';

export const PlaceFilterInput = builder.inputType('PlaceFilter', {
  description:
    'All conditions hold at once; a list is met by any of its values. Entities are named by slug, natural key or id; a name that nothing has is refused (BAD_USER_INPUT).',
  fields: (t) => ({
    named: t.idList({
      description: 'Only these: what stands in an address, found again with its name.',
    }),
    kinds: t.field({ type: [PlaceKind], description: 'Of one of these kinds.' }),
    countries: t.field({
      type: ['CountryCode'],
      description: 'In one of these countries, ISO 3166-1 alpha-2; the country itself counts.',
    }),
    within: t.idList({ ...naming('Place'), description: 'In one of these places, at any depth.' }),
    text: t.string({
      description: 'With this in the name in any language, in any case, accents or not.',
    }),
    curated: t.boolean({
      description: 'true: only places of the curated record; false: only imported ones.',
    }),
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
    countries: filter.countries?.map((code) => code.toUpperCase()) ?? null,
    within: namesOf('Place', filter.within),
  };
}

/** The arguments of every list of places, beside those of a page. */
export const placeListArguments = {
  ...listArguments('places', PlaceFilterInput, PlaceOrderEnum, 'NAME_ASC'),
  ...builder.args((t) => ({ during: t.field(orderDuring) })),
};

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
