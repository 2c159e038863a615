import type { z } from 'zod';
import type { Entry } from '../entry.ts';
import { externalIds, id, reference, strict, text } from './fields.ts';
import type { References } from './references.ts';

export const dyadSchema = strict({
  id,
  slug: id.optional(),
  name: text,
  sideA: reference,
  sideB: reference,
  ids: externalIds.default([]),
});

export function dyadEntry(dyad: z.output<typeof dyadSchema>, references: References): Entry {
  return {
    entity: 'dyad',
    row: {
      key: references.own,
      slug: references.slug,
      name: dyad.name,
      conflictKey: references.conflict ?? '',
      sideAKey: references.key('actor', dyad.sideA, 'sideA'),
      sideBKey: references.key('actor', dyad.sideB, 'sideB'),
    },
    externalIds: dyad.ids,
  };
}
