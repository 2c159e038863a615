import { actors } from '@casus/store/tables/actor';
import { conflicts, dyads } from '@casus/store/tables/conflict';
import { builder } from '../builder.ts';
import { Actor, Conflict, Dyad } from '../refs.ts';
import { Identified } from './identified.ts';

builder.node(Dyad, {
  description: 'A pair of parties that fight each other within a conflict.',
  interfaces: [Identified],
  id: { resolve: ({ key }) => key },
  loadOne: (key, { loaders }) => loaders.one(dyads, key),
  fields: (t) => ({
    slug: t.exposeString('key', { description: 'The natural key, such as `ucdp:dyad:14236`.' }),
    name: t.exposeString('name', { description: 'The name, as the dataset writes it.' }),
    sideA: t.field({
      type: Actor,
      description: 'The first side.',
      resolve: ({ sideAKey }, _, { loaders }) => loaders.known(actors, sideAKey),
    }),
    sideB: t.field({
      type: Actor,
      description: 'The second side.',
      resolve: ({ sideBKey }, _, { loaders }) => loaders.known(actors, sideBKey),
    }),
    conflict: t.field({
      type: Conflict,
      description: 'The conflict in which they fight.',
      resolve: ({ conflictKey }, _, { loaders }) => loaders.known(conflicts, conflictKey),
    }),
  }),
});
