import { ACTOR_ORDERS, actorsWhere, type ActorFilter } from '@casus/store/entities/actor';
import { actors } from '@casus/store/tables/actor';
import { builder } from '../builder.ts';
import { naming } from '../entities-named.ts';
import { namesOf } from '../global-id.ts';
import { ActorKind } from '../types/enums.ts';
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

export const ActorFilterInput = builder.inputType('ActorFilter', {
  description: FILTER_DESCRIPTION,
  fields: (t) => ({
    named: t.idList(NAMED),
    kinds: t.field({ type: [ActorKind], description: 'Of one of these kinds.' }),
    countries: t.field({
      type: ['CountryCode'],
      description: 'Of one of these countries, ISO 3166-1 alpha-2.',
    }),
    partOf: t.idList({
      ...naming('Actor'),
      description: 'A part of one of these actors, at any depth.',
    }),
    partyTo: t.idList({ ...naming('Conflict'), description: 'A party to one of these conflicts.' }),
    claimant: t.boolean({ description: 'Whether it has claimed anything.' }),
    text: t.string(IN_ANY_NAME),
    curated: t.boolean(curated('actors')),
    mentions: t.boolean({
      description:
        'true: only mentions, the words by which a dataset calls sources of events. Without it, a list has none but those that `named` asks for.',
    }),
  }),
});

export const ActorOrderEnum = builder.enumType('ActorOrder', {
  description: 'The order of a list of actors; equals are in the order of their natural keys.',
  values: {
    NAME_ASC: { description: 'By name, A first.' },
    NAME_DESC: { description: 'By name, Z first.' },
    ...TOTALS_ORDER_VALUES,
  },
});

/** The store's filter for what the client asked. */
export function actorFilterOf(
  filter: (typeof ActorFilterInput)['$inferInput'] | null | undefined,
): ActorFilter {
  if (!filter) return {};
  return {
    ...filter,
    named: namesOf('Actor', filter.named),
    countries: codesOf(filter.countries),
    partOf: namesOf('Actor', filter.partOf),
    partyTo: namesOf('Conflict', filter.partyTo),
  };
}

/** The arguments of every list of actors, beside those of a page. */
export const actorListArguments = totalledListArguments(
  'actors',
  ActorFilterInput,
  ActorOrderEnum,
  'NAME_ASC',
);

/** Actors, filtered and ordered as asked. */
export const actorListing = ({
  filter,
  ...order
}: Asked<typeof ActorFilterInput, typeof ActorOrderEnum> & OrderedDuring) => ({
  table: actors,
  where: actorsWhere(actorFilterOf(filter)),
  ...orderedAs('ACTOR', actors, ACTOR_ORDERS, order),
});

/** Mentions, filtered and ordered as asked. */
export const mentionListing = ({ filter, ...asked }: Parameters<typeof actorListing>[0]) =>
  actorListing({ ...asked, filter: { ...filter, mentions: true } });
