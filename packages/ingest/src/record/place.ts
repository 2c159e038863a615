import { PLACE_KINDS } from '@casus/store/vocabulary';
import { z } from 'zod';
import type { Entry } from '../entry.ts';
import {
  externalIds,
  id,
  latitude,
  longitude,
  names,
  naturalKey,
  reference,
  strict,
  text,
} from './fields.ts';
import type { References } from './references.ts';

export const placeSchema = strict({
  id,
  key: naturalKey.optional(),
  slug: id.optional(),
  name: text,
  names: names.default({}),
  kind: z.enum(PLACE_KINDS),
  parent: reference.optional(),
  country: reference.optional(),
  latitude: latitude.optional(),
  longitude: longitude.optional(),
  ids: externalIds.default([]),
}).superRefine((place, ctx) => {
  if ((place.latitude === undefined) !== (place.longitude === undefined)) {
    ctx.addIssue({
      code: 'custom',
      path: ['latitude'],
      message: 'latitude and longitude go together: give both or neither',
    });
  }
  if (place.kind !== 'COUNTRY' && place.country === undefined && place.kind !== 'AREA') {
    ctx.addIssue({
      code: 'custom',
      path: ['country'],
      message: 'is missing: add the country that the place is in',
    });
  }
});

export function placeEntry(place: z.output<typeof placeSchema>, references: References): Entry {
  return {
    entity: 'place',
    row: {
      key: references.own,
      slug: references.slug,
      name: place.name,
      names: place.names,
      kind: place.kind,
      parentKey: references.optional('place', place.parent, 'parent'),
      countryKey:
        place.kind === 'COUNTRY'
          ? references.own
          : references.optional('place', place.country, 'country'),
      latitude: place.latitude ?? null,
      longitude: place.longitude ?? null,
      countryCode: place.ids.find(({ scheme }) => scheme === 'ISO_3166_1_ALPHA_2')?.value ?? null,
    },
    externalIds: place.ids,
  };
}
