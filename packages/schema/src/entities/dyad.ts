import { DYAD_ORDERS, dyadsWhere } from '@casus/store/entities/dyad';
import {
  figureClaimsOfDyad,
  figureClaimsOfDyads,
  ofDyad as claimsOfDyad,
} from '@casus/store/entities/claim';
import { ofDyad as eventsOfDyad } from '@casus/store/entities/event';
import { actors } from '@casus/store/tables/actor';
import { conflicts, dyads } from '@casus/store/tables/conflict';
import { builder } from '../builder.ts';
import { naming } from '../entities-named.ts';
import { connectionTo } from '../connections.ts';
import { namesOf } from '../global-id.ts';
import { claimListCost, eventListCost, OF_ENTITY } from '../list-cost.ts';
import { Figure, figureArguments, figures } from './figure.ts';
import { Identified } from './identified.ts';
import { byName, coalesce, listed, toKnown } from '../pushdown/field-options.ts';
import {
  FILTER_DESCRIPTION,
  NAMED,
  orderedAs,
  totalledListArguments,
  TOTALS_ORDER_VALUES,
  type Asked,
  type OrderedDuring,
} from './list-arguments.ts';
import { claimListArguments, claimListing } from './claim-list.ts';
import { eventListArguments, eventListing } from './event-list.ts';
import { seriesDescription, seriesOf, totalsDescription, totalsOf } from './totals.ts';

builder.node('Dyad', {
  description: 'A pair of parties that fight each other within a conflict.',
  interfaces: [Identified],
  id: { resolve: ({ key }) => key },
  loadOne: (key, { loaders }) => loaders.one(dyads, key),
  fields: (t) => ({
    slug: t.string({
      description:
        'Stands in addresses: a curated word, else what is made of the name (`government-of-afghanistan-taleban`; with the number in its key where several have the name), else the natural key. Whatever it was before, and the natural key, still lead there.',
      resolve: ({ slug, derivedSlug, key }) => slug ?? derivedSlug ?? key,
      pushdown: coalesce(['slug', 'derivedSlug', 'key']),
    }),
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
        ...listed(eventListing, eventsOfDyad),
      },
      connectionTo('Event'),
    ),
    claims: t.connection(
      {
        type: 'Claim',
        description:
          'Who said what of their fighting as a whole, such as how many died in it in a year; what is claimed of its events is with them. `claims(filter: { metrics: [DEATHS] }) { nodes { summary claimant { name } } }`.',
        args: claimListArguments,
        cost: claimListCost(OF_ENTITY),
        ...listed(claimListing, claimsOfDyad),
      },
      connectionTo('Claim'),
    ),
    figures: t.field({
      type: [Figure],
      rows: 20,
      description:
        'What is claimed of their fighting as a whole: one figure for each metric, population, measure and period, such as the deaths of a year. Never summed, never averaged, and in no sum over events. `figures(metric: DEATHS) { period { edtf } low high contested }`.',
      args: figureArguments,
      ...figures(
        (key, { db, loaders }) =>
          loaders.by('figureClaimsOfDyads', key, (keys) => figureClaimsOfDyads(db, keys)),
        figureClaimsOfDyad,
      ),
    }),
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
      'A dyad by slug or natural key (`ucdp:dyad:14236`); null when there is none. `dyad(slug: "kyrgyzstan-tajikistan") { sideA { name } sideB { name } }`.',
    args: { slug: t.arg.string({ required: true, description: 'A slug or a natural key.' }) },
    resolve: (_, { slug }, { loaders }) => loaders.named(dyads, slug),
    pushdown: byName(dyads),
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
