import { ACTOR_KINDS, ACTOR_RELATIONS } from '@casus/store/vocabulary';
import { z } from 'zod';
import type { Entry } from '../entry.ts';
import { day, externalIds, id, names, naturalKey, reference, strict, text } from './fields.ts';
import type { References } from './references.ts';

const term = { since: day.optional(), until: day.optional() };

function inOrder({ since, until }: { since?: string; until?: string }, ctx: z.RefinementCtx) {
  if (since && until && since > until) {
    ctx.addIssue({
      code: 'custom',
      path: ['until'],
      message: `is before since (${since}): swap or correct them`,
    });
  }
}

export const actorSchema = strict({
  id,
  key: naturalKey.optional(),
  slug: id.optional(),
  name: text,
  names: names.default({}),
  kind: z.enum(ACTOR_KINDS),
  description: text.optional(),
  country: reference.optional(),
  partOf: reference.optional(),
  ids: externalIds.default([]),
  offices: z
    .array(strict({ title: text, of: reference.optional(), ...term }).superRefine(inOrder))
    .default([]),
  relations: z
    .array(
      strict({
        kind: z.enum(ACTOR_RELATIONS),
        actor: reference,
        negated: z.boolean().default(false),
        ...term,
        claim: reference.optional(),
      }).superRefine(inOrder),
    )
    .default([]),
});

export function actorEntry(actor: z.output<typeof actorSchema>, references: References): Entry {
  return {
    entity: 'actor',
    row: {
      key: references.own,
      slug: references.slug,
      name: actor.name,
      names: actor.names,
      kind: actor.kind,
      description: actor.description ?? null,
      countryKey: references.optional('place', actor.country, 'country'),
      partOfKey: references.optional('actor', actor.partOf, 'partOf'),
    },
    externalIds: actor.ids,
    offices: actor.offices.map(({ title, of, since, until }, index) => ({
      title,
      ofKey: references.optional('actor', of, 'offices', index, 'of'),
      since: since ?? null,
      until: until ?? null,
    })),
    relations: actor.relations.map(
      ({ kind, actor: other, negated, since, until, claim }, index) => ({
        kind,
        otherKey: references.key('actor', other, 'relations', index, 'actor'),
        negated,
        since: since ?? null,
        until: until ?? null,
        claimKey: references.optional('claim', claim, 'relations', index, 'claim'),
      }),
    ),
  };
}
