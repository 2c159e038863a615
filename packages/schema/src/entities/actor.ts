import { ofParty as agreementsOfParty } from '@casus/store/entities/agreement';
import { ofParty as conflictsOfParty } from '@casus/store/entities/conflict';
import { ofMentioned } from '@casus/store/entities/actor';
import { ofActor } from '@casus/store/entities/event';
import { ofPublisher } from '@casus/store/entities/report';
import { ofClaimant } from '@casus/store/entities/claim';
import { actorOffices, actorRelations, actors } from '@casus/store/tables/actor';
import { claims } from '@casus/store/tables/claim';
import { places } from '@casus/store/tables/place';
import { builder } from '../builder.ts';
import { connectionTo } from '../connections.ts';
import { asOfArgument } from '../types/as-of.ts';
import { ActorKind, ActorRelationKind } from '../types/enums.ts';
import { claimListCost, eventListCost, OF_ENTITY } from '../list-cost.ts';
import { toAllResting } from './resting-on.ts';
import { Identified, Named } from './identified.ts';
import { byName, listed, toAll, toKnown, toOne } from '../pushdown/field-options.ts';
import { actorListArguments, actorListing, mentionListing } from './actor-list.ts';
import { agreementListArguments, agreementListing } from './agreement-list.ts';
import { claimListArguments, claimListing } from './claim-list.ts';
import { conflictListArguments, conflictListing } from './conflict-list.ts';
import { eventListArguments, eventListing } from './event-list.ts';
import { reportListArguments, reportListing } from './report-list.ts';
import { seriesDescription, seriesOf, totalsDescription, totalsOf } from './totals.ts';

const Office = builder.objectRef<typeof actorOffices.$inferSelect>('Office').implement({
  description: 'A public office that a person held.',
  fields: (t) => ({
    title: t.exposeString('title', { description: 'What the office is called.' }),
    of: t.field({
      type: 'Actor',
      nullable: true,
      description: 'The state or body whose office it is.',
      ...toOne(actors, 'ofKey'),
    }),
    since: t.expose('since', {
      type: 'Date',
      nullable: true,
      description: 'The first day in office; null where the record does not tell.',
    }),
    until: t.expose('until', {
      type: 'Date',
      nullable: true,
      description: 'The last day in office; null where it goes on or the record does not tell.',
    }),
  }),
});

const ActorRelation = builder
  .objectRef<typeof actorRelations.$inferSelect>('ActorRelation')
  .implement({
    description: 'How one actor stands to another, and the claim that says so.',
    fields: (t) => ({
      kind: t.expose('kind', { type: ActorRelationKind, description: 'What the relation is.' }),
      actor: t.field({
        type: 'Actor',
        description: 'The other actor.',
        ...toKnown(actors, 'otherKey'),
      }),
      negated: t.exposeBoolean('negated', {
        description: 'The claim says that the relation does not hold.',
      }),
      since: t.expose('since', { type: 'Date', nullable: true, description: 'From this day.' }),
      until: t.expose('until', { type: 'Date', nullable: true, description: 'Until this day.' }),
      claim: t.field({
        type: 'Claim',
        nullable: true,
        description: 'The claim that it rests on.',
        ...toOne(claims, 'claimKey'),
      }),
    }),
  });

builder.node('Actor', {
  description:
    'Whoever acts or speaks: states, governments, forces, groups, bodies, persons in public roles, publishers, unnamed sources. Claimants, parties, publishers and mediators are all actors.',
  interfaces: [Identified, Named],
  id: { resolve: ({ key }) => key },
  loadOne: (key, { loaders }) => loaders.one(actors, key),
  fields: (t) => ({
    kind: t.expose('kind', { type: ActorKind, description: 'What the actor is.' }),
    description: t.exposeString('description', {
      nullable: true,
      description: "Who it is, in the record's own words.",
    }),
    country: t.field({
      type: 'Place',
      nullable: true,
      description: 'The country it belongs to or speaks in.',
      ...toOne(places, 'countryKey'),
    }),
    partOf: t.field({
      type: 'Actor',
      nullable: true,
      description: 'The larger actor of which it is a part: a ministry of its government.',
      ...toOne(actors, 'partOfKey'),
    }),
    isMention: t.exposeBoolean('isMention', {
      description:
        'Whether it is a mention: words by which a dataset calls a source of events ("Taliban spox", "MoD"), and no actor by itself. Lists and searches of actors leave mentions out.',
    }),
    mentionOf: t.field({
      type: 'Actor',
      nullable: true,
      description:
        'The actor that the words of a mention name, where that is certain: they are the name of one party alone to an event of which they tell, with or without a role such as "spokesman". Null for other mentions and for actors.',
      ...toOne(actors, 'mentionOfKey'),
    }),
    mentions: t.connection(
      {
        type: 'Actor',
        description:
          'The words by which datasets call it as a source of events, each a mention: `mentions(first: 5) { nodes { name } }`. `claims(filter: { through: [...] })` of it finds what they told.',
        args: actorListArguments,
        ...listed(mentionListing, ofMentioned),
      },
      connectionTo('Actor'),
    ),
    parts: t.field({
      type: ['Actor'],
      rows: 10,
      description: 'The actors that are a part of it.',
      ...toAll(actors, actors.partOfKey, [actors.name, actors.key]),
    }),
    offices: t.field({
      type: [Office],
      rows: 5,
      description: 'The public offices that a person held; empty for others.',
      ...toAll(actorOffices, actorOffices.actorKey, [actorOffices.position]),
    }),
    relations: t.field({
      type: [ActorRelation],
      rows: 10,
      description:
        'How it stands to other actors: allies, neighbours, memberships, what it split off from or joined.',
      args: { asOf: t.arg(asOfArgument) },
      ...toAllResting(actorRelations, actorRelations.actorKey, [
        actorRelations.kind,
        actorRelations.otherKey,
      ]),
    }),
    claims: t.connection(
      {
        type: 'Claim',
        description:
          'What it claimed, the latest first: `claims(first: 5) { nodes { summary assertedAt { edtf } } }`.',
        args: claimListArguments,
        cost: claimListCost(OF_ENTITY),
        ...listed(claimListing, ofClaimant),
      },
      connectionTo('Claim'),
    ),
    conflicts: t.connection(
      {
        type: 'Conflict',
        description: 'The conflicts to which it is a party.',
        args: conflictListArguments,
        ...listed(conflictListing, conflictsOfParty),
      },
      connectionTo('Conflict'),
    ),
    agreements: t.connection(
      {
        type: 'Agreement',
        description: 'The agreements that bind it, the latest first unless asked otherwise.',
        args: agreementListArguments,
        ...listed(agreementListing, agreementsOfParty),
      },
      connectionTo('Agreement'),
    ),
    totals: t.field({
      description: totalsDescription('the events in which it took part'),
      ...totalsOf('ACTOR'),
    }),
    series: t.field({
      description: seriesDescription('the events in which it took part'),
      ...seriesOf('ACTOR'),
    }),
    events: t.connection(
      {
        type: 'Event',
        description: 'The events in which it took part.',
        args: eventListArguments,
        cost: eventListCost(OF_ENTITY),
        ...listed(eventListing, ofActor),
      },
      connectionTo('Event'),
    ),
    reports: t.connection(
      {
        type: 'Report',
        description: 'What it published.',
        args: reportListArguments,
        ...listed(reportListing, ofPublisher),
      },
      connectionTo('Report'),
    ),
  }),
});

builder.queryFields((t) => ({
  actor: t.field({
    type: 'Actor',
    nullable: true,
    description:
      'An actor by slug or natural key (`ucdp:actor:132`); null when there is none. `actor(slug: "government-of-kyrgyzstan") { name kind }`.',
    args: { slug: t.arg.string({ required: true, description: 'A slug or a natural key.' }) },
    resolve: (_, { slug }, { loaders }) => loaders.named(actors, slug),
    pushdown: byName(actors),
  }),
  actors: t.connection(
    {
      type: 'Actor',
      description:
        'Actors, by name. `actors(filter: { kinds: [ARMED_GROUP] }, first: 50) { nodes { slug name } }`.',
      args: actorListArguments,
      ...listed(actorListing),
    },
    connectionTo('Actor'),
  ),
}));
