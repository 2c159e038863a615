import {
  EVENT_KINDS,
  LOCATION_PRECISIONS,
  PARTICIPANT_ROLES,
  QUALITY_FLAGS,
  VIOLENCE,
} from '@casus/store/vocabulary';
import { z } from 'zod';
import type { Entry } from '../entry.ts';
import {
  count,
  externalIds,
  id,
  latitude,
  longitude,
  reference,
  strict,
  text,
  time,
  translations,
  translationsOf,
} from './fields.ts';
import type { References } from './references.ts';

const location = strict({
  place: reference.optional(),
  country: reference.optional(),
  /** Latitude, then longitude. */
  point: z.tuple([latitude, longitude]).optional(),
  precision: z.enum(LOCATION_PRECISIONS),
  description: text.optional(),
});

export const eventSchema = strict({
  id,
  slug: id.optional(),
  name: text,
  kind: z.enum(EVENT_KINDS),
  violence: z.enum(VIOLENCE).optional(),
  summary: text.optional(),
  translations: translations({ name: text, summary: text.optional() }),
  time,
  location: location.optional(),
  dyad: reference.optional(),
  partOf: reference.optional(),
  dataset: reference.optional(),
  ids: externalIds.default([]),
  participants: z.array(strict({ role: z.enum(PARTICIPANT_ROLES), actor: reference })).default([]),
  /** The adjudicator's own estimate, where one made it; a party's toll is a claim, not this. */
  deaths: strict({ low: count, best: count, high: count }).optional(),
  clarity: z.number().int().min(1).max(2).optional(),
  sourceCount: count.optional(),
  reviewStatus: text.optional(),
  flags: z.array(strict({ kind: z.enum(QUALITY_FLAGS), note: text })).default([]),
});

export function eventEntry(event: z.output<typeof eventSchema>, references: References): Entry {
  const { location, time: when, deaths } = event;
  return {
    entity: 'event',
    row: {
      key: references.own,
      slug: references.slug,
      name: event.name,
      kind: event.kind,
      violence: event.violence ?? null,
      summary: event.summary ?? null,
      nameTranslations: translationsOf(event.translations, 'name'),
      summaryTranslations: translationsOf(event.translations, 'summary'),
      earliest: when.earliest,
      latest: when.latest,
      precision: when.precision,
      edtf: when.edtf,
      zone: when.zone,
      placeKey: references.optional('place', location?.place, 'location', 'place'),
      countryKey: references.optional('place', location?.country, 'location', 'country'),
      latitude: location?.point?.[0] ?? null,
      longitude: location?.point?.[1] ?? null,
      locationPrecision: location?.precision ?? null,
      locationDescription: location?.description ?? null,
      conflictKey: references.conflict,
      dyadKey: references.optional('dyad', event.dyad, 'dyad'),
      partOfKey: references.optional('event', event.partOf, 'partOf'),
      datasetKey: references.optional('dataset', event.dataset, 'dataset'),
      deathsLow: deaths?.low ?? null,
      deathsBest: deaths?.best ?? null,
      deathsHigh: deaths?.high ?? null,
      clarity: event.clarity ?? null,
      sourceCount: event.sourceCount ?? null,
      reviewStatus: event.reviewStatus ?? null,
      qualityFlags: event.flags,
    },
    externalIds: event.ids,
    participants: event.participants.map(({ role, actor }, index) => ({
      role,
      actorKey: references.key('actor', actor, 'participants', index, 'actor'),
    })),
  };
}
