import { DYAD_ORDERS, dyadsWhere } from '@casus/store/entities/dyad';
import { ofDyad } from '@casus/store/entities/event';
import { actors } from '@casus/store/tables/actor';
import { conflicts, dyads } from '@casus/store/tables/conflict';
import { builder } from '../builder.ts';
import { naming } from '../entities-named.ts';
import { connectionTo } from '../connections.ts';
import { namesOf } from '../global-id.ts';
import { eventListCost, OF_ENTITY } from '../list-cost.ts';
import { Identified } from './identified.ts';
import { byKey, listed, toKnown } from '../pushdown/field-options.ts';
import {
  FILTER_DESCRIPTION,
  NAMED,
  orderedAs,
  totalledListArguments,
  TOTALS_ORDER_VALUES,
  type Asked,
  type OrderedDuring,
} from './list-arguments.ts';
import { eventListArguments, eventListing } from './event-list.ts';
import { seriesDescription, seriesOf, totalsDescription, totalsOf } from './totals.ts';

builder.node('Dyad', {
  description: 'A pair of parties that fight each other within a conflict.',
  interfaces: [Identified],
  id: { resolve: ({ key }) => key },
  loadOne: (key, { loaders }) => loaders.one(dyads, key),
  fields: (t) => ({
    slug: t.exposeString('key', { description: 'The natural key, such as `ucdp:dyad:14236`.' }),
    name: t.exposeString('name', { description: 'The name, as the dataset writes it.' }),
    sideA: t.field({
      type: 'Actor',
      description: 'The first side.',
      ...toKnown(actors, 'sideAKey'),
    }),
    sideB: t.field({
      type: 'Actor',
      description: 'The second side.',
      ...toKnown(actors, 'sideBKey'),
    }),
    conflict: t.field({
      type: 'Conflict',
      description: 'The conflict in which they fight.',
      ...toKnown(conflicts, 'conflictKey'),
    }),
    totals: t.field({
      description: totalsDescription('its events'),
      ...totalsOf('DYAD'),
    }),
    series: t.field({
      description: seriesDescription('its events'),
      ...seriesOf('DYAD'),
    }),
    events: t.connection(
      {
        type: 'Event',
        description: 'The events in which they fought.',
        args: eventListArguments,
        cost: eventListCost(OF_ENTITY),
        ...listed(eventListing, ofDyad),
      },
      connectionTo('Event'),
    ),
  }),
});

const DyadFilterInput = builder.inputType('DyadFilter', {
  description: FILTER_DESCRIPTION,
  fields: (t) => ({
    named: t.idList(NAMED),
    conflicts: t.idList({ ...naming('Conflict'), description: 'In one of these conflicts.' }),
    actors: t.idList({
      ...naming('Actor'),
      description: 'With one of these actors on either side.',
    }),
    text: t.string({ description: 'With this in the name, in any case, accents or not.' }),
  }),
});

const DyadOrderEnum = builder.enumType('DyadOrder', {
  description: 'The order of a list of dyads; equals are in the order of their natural keys.',
  values: {
    NAME_ASC: { description: 'By name, A first.' },
    NAME_DESC: { description: 'By name, Z first.' },
    ...TOTALS_ORDER_VALUES,
  },
});

/** Dyads, filtered and ordered as asked. */
function dyadListing({
  filter,
  ...order
}: Asked<typeof DyadFilterInput, typeof DyadOrderEnum> & OrderedDuring) {
  const wanted = {
    named: namesOf('Dyad', filter?.named),
    conflicts: namesOf('Conflict', filter?.conflicts),
    actors: namesOf('Actor', filter?.actors),
    text: filter?.text ?? null,
  };
  return {
    table: dyads,
    where: dyadsWhere(wanted),
    ...orderedAs('DYAD', dyads, DYAD_ORDERS, order),
  };
}

builder.queryFields((t) => ({
  dyad: t.field({
    type: 'Dyad',
    nullable: true,
    description:
      'A dyad by natural key; null when there is none. `dyad(slug: "ucdp:dyad:14236") { sideA { name } sideB { name } }`.',
    args: { slug: t.arg.string({ required: true, description: 'A natural key.' }) },
    resolve: (_, { slug }, { loaders }) => (slug.includes('\0') ? null : loaders.one(dyads, slug)),
    pushdown: byKey(dyads),
  }),
  dyads: t.connection(
    {
      type: 'Dyad',
      description:
        'The pairs of parties that fight each other, by name unless asked otherwise. `dyads(first: 10) { nodes { slug sideA { name } sideB { name } } }`.',
      args: totalledListArguments('dyads', DyadFilterInput, DyadOrderEnum, 'NAME_ASC'),
      ...listed(dyadListing),
    },
    connectionTo('Dyad'),
  ),
}));
