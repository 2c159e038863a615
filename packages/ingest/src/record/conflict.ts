import {
  CONFLICT_KINDS,
  CONFLICT_RELATIONS,
  INCOMPATIBILITIES,
  SIDES,
  VIOLENCE,
} from '@casus/store/vocabulary';
import { z } from 'zod';
import type { Entry } from '../entry.ts';
import {
  day,
  externalIds,
  id,
  names,
  reference,
  strict,
  text,
  translations,
  translationsOf,
} from './fields.ts';
import type { References } from './references.ts';

export const conflictSchema = strict({
  /** The prefix of the folder's natural keys, and what other files call the conflict by. */
  id,
  slug: id,
  name: text,
  names: names.default({}),
  kind: z.enum(CONFLICT_KINDS),
  violence: z.enum(VIOLENCE).optional(),
  incompatibility: z.enum(INCOMPATIBILITIES).optional(),
  incompatibilityOver: text.optional(),
  summary: text,
  translations: translations({ summary: text }),
  started: day.optional(),
  ended: day.optional(),
  ids: externalIds.default([]),
  parties: z.array(strict({ side: z.enum(SIDES), actor: reference })).min(1),
  places: z.array(reference).default([]),
  related: z
    .array(
      strict({
        relation: z.enum(CONFLICT_RELATIONS),
        conflict: reference,
        note: text.optional(),
        translations: names.optional(),
        claim: reference.optional(),
      }),
    )
    .default([]),
}).superRefine(({ started, ended }, ctx) => {
  if (started && ended && started > ended) {
    ctx.addIssue({
      code: 'custom',
      path: ['ended'],
      message: `is before started (${started}): swap or correct them`,
    });
  }
});

export function conflictEntry(
  conflict: z.output<typeof conflictSchema>,
  references: References,
): Entry {
  return {
    entity: 'conflict',
    row: {
      key: references.own,
      slug: references.slug,
      name: conflict.name,
      names: conflict.names,
      kind: conflict.kind,
      violence: conflict.violence ?? null,
      incompatibility: conflict.incompatibility ?? null,
      incompatibilityOver: conflict.incompatibilityOver ?? null,
      summary: conflict.summary,
      summaryTranslations: translationsOf(conflict.translations, 'summary'),
      startedOn: conflict.started ?? null,
      endedOn: conflict.ended ?? null,
    },
    externalIds: conflict.ids,
    parties: conflict.parties.map(({ side, actor }, index) => ({
      side,
      actorKey: references.key('actor', actor, 'parties', index, 'actor'),
    })),
    places: conflict.places.map((place, index) => ({
      placeKey: references.key('place', place, 'places', index),
    })),
    relations: conflict.related.map((related, index) => ({
      relation: related.relation,
      otherKey: references.key('conflict', related.conflict, 'related', index, 'conflict'),
      note: related.note ?? null,
      noteTranslations: related.translations ?? null,
      claimKey: references.optional('claim', related.claim, 'related', index, 'claim'),
    })),
  };
}
