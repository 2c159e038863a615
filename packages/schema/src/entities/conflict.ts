import { ofConflict as agreementsOfConflict } from '@casus/store/entities/agreement';
import {
  figureClaimsOfConflict,
  figureClaimsOfConflicts,
  ofConflict as claimsOfConflict,
} from '@casus/store/entities/claim';
import { ofConflict as eventsOfConflict } from '@casus/store/entities/event';
import { actors } from '@casus/store/tables/actor';
import { claims } from '@casus/store/tables/claim';
import {
  conflictParties,
  conflictPlaces,
  conflictRelations,
  conflicts,
  dyads,
} from '@casus/store/tables/conflict';
import { places } from '@casus/store/tables/place';
import { builder } from '../builder.ts';
import { connectionTo } from '../connections.ts';
import { asOfArgument } from '../types/as-of.ts';
import { ConflictKind, ConflictRelation, Incompatibility, Side, Violence } from '../types/enums.ts';
import { languageArgument, translated, translationDescription } from '../types/translation.ts';
import { Figure, figureArguments, figures } from './figure.ts';
import { claimListCost, eventListCost, OF_ENTITY } from '../list-cost.ts';
import { toAllResting } from './resting-on.ts';
import { Identified, Named } from './identified.ts';
import { byName, listed, toAll, toKnown, toLinked, toOne } from '../pushdown/field-options.ts';
import { agreementListArguments, agreementListing } from './agreement-list.ts';
import { claimListArguments, claimListing } from './claim-list.ts';
import { conflictListArguments, conflictListing } from './conflict-list.ts';
import { eventListArguments, eventListing } from './event-list.ts';
import { seriesDescription, seriesOf, totalsDescription, totalsOf } from './totals.ts';

const ConflictParty = builder
  .objectRef<typeof conflictParties.$inferSelect>('ConflictParty')
  .implement({
    description: 'An actor that fights in a conflict, on a side.',
    fields: (t) => ({
      side: t.expose('side', { type: Side, description: 'Its side.' }),
      actor: t.field({
        type: 'Actor',
        description: 'The party.',
        ...toKnown(actors, 'actorKey'),
      }),
    }),
  });

const RelatedConflict = builder
  .objectRef<typeof conflictRelations.$inferSelect>('RelatedConflict')
  .implement({
    description: 'Another conflict, how it relates to this one, and the claim that says so.',
    fields: (t) => ({
      relation: t.expose('relation', { type: ConflictRelation, description: 'How they relate.' }),
      conflict: t.field({
        type: 'Conflict',
        description: 'The other conflict.',
        ...toKnown(conflicts, 'otherKey'),
      }),
      note: t.exposeString('note', { nullable: true, description: "In the record's own words." }),
      noteTranslation: t.string({
        nullable: true,
        description: translationDescription('note'),
        args: { language: t.arg.string(languageArgument) },
        ...translated('noteTranslations'),
      }),
      claim: t.field({
        type: 'Claim',
        nullable: true,
        description: 'The claim that it rests on.',
        ...toOne(claims, 'claimKey'),
      }),
    }),
  });

builder.node('Conflict', {
  description:
    'An armed conflict: who fights whom over what. Its figures, ceasefires and events each lead to the claims they rest on. Try `conflict(slug: "kyrgyzstan-tajikistan")`.',
  interfaces: [Identified, Named],
  id: { resolve: ({ key }) => key },
  loadOne: (key, { loaders }) => loaders.one(conflicts, key),
  fields: (t) => ({
    kind: t.expose('kind', {
      type: ConflictKind,
      nullable: true,
      description:
        'What sort it is; null where the source tells only the violence, as UCDP GED does for a government against a group.',
    }),
    violence: t.expose('violence', {
      type: Violence,
      nullable: true,
      description: "UCDP's type of organised violence.",
    }),
    incompatibility: t.expose('incompatibility', {
      type: Incompatibility,
      nullable: true,
      description: 'What it is about; null for violence without one (non-state, one-sided).',
    }),
    incompatibilityOver: t.exposeString('incompatibilityOver', {
      nullable: true,
      description: 'The territory, where it is about one.',
    }),
    summary: t.exposeString('summary', {
      nullable: true,
      description: "What it is, in the record's own words; null for imported conflicts.",
    }),
    summaryTranslation: t.string({
      nullable: true,
      description: translationDescription('summary'),
      args: { language: t.arg.string(languageArgument) },
      ...translated('summaryTranslations'),
    }),
    startedOn: t.expose('startedOn', {
      type: 'Date',
      nullable: true,
      description: 'The day of its first battle-related death, by UCDP.',
    }),
    endedOn: t.expose('endedOn', {
      type: 'Date',
      nullable: true,
      description: 'The last day of its last active spell; null while it goes on or is not known.',
    }),
    parties: t.field({
      type: [ConflictParty],
      rows: 10,
      description: 'Who fights, side A first.',
      ...toAll(conflictParties, conflictParties.conflictKey, [
        conflictParties.side,
        conflictParties.actorKey,
      ]),
    }),
    dyads: t.field({
      type: ['Dyad'],
      rows: 10,
      description: 'The pairs that fight each other.',
      ...toAll(dyads, dyads.conflictKey, [dyads.name, dyads.key]),
    }),
    places: t.field({
      type: ['Place'],
      rows: 20,
      description: 'Where it is fought, by name.',
      ...toLinked(conflictPlaces, conflictPlaces.conflictKey, 'placeKey', places, [
        conflictPlaces.placeKey,
      ]),
    }),
    relatedConflicts: t.field({
      type: [RelatedConflict],
      rows: 5,
      description: 'Conflicts that are spoken of together with it.',
      args: { asOf: t.arg(asOfArgument) },
      ...toAllResting(conflictRelations, conflictRelations.conflictKey, [
        conflictRelations.relation,
        conflictRelations.otherKey,
      ]),
    }),
    totals: t.field({
      description: totalsDescription('its events'),
      ...totalsOf('CONFLICT'),
    }),
    series: t.field({
      description: seriesDescription('its events'),
      ...seriesOf('CONFLICT'),
    }),
    events: t.connection(
      {
        type: 'Event',
        description:
          'What happened in it. `events(filter: { minDeaths: 1 }, orderBy: DEADLIEST_FIRST, first: 10) { totalCount nodes { name deaths { best } } }`.',
        args: eventListArguments,
        cost: eventListCost(OF_ENTITY),
        ...listed(eventListing, eventsOfConflict),
      },
      connectionTo('Event'),
    ),
    agreements: t.connection(
      {
        type: 'Agreement',
        description:
          'Its ceasefires and other agreements, the latest first unless asked otherwise. `agreements(first: 5) { nodes { name status } }`.',
        args: agreementListArguments,
        ...listed(agreementListing, agreementsOfConflict),
      },
      connectionTo('Agreement'),
    ),
    claims: t.connection(
      {
        type: 'Claim',
        description:
          'Who said what: the claims about it, its events and its agreements. `claims(filter: { metrics: [EVACUATED, FLED] }) { nodes { summary claimant { name } } }`.',
        args: claimListArguments,
        cost: claimListCost(OF_ENTITY),
        ...listed(claimListing, claimsOfConflict),
      },
      connectionTo('Claim'),
    ),
    figures: t.field({
      type: [Figure],
      rows: 20,
      description:
        'What is claimed of the conflict as a whole and of each of its episodes: one figure for each subject, metric, population, party, measure, period, dyad and place. Never summed, never averaged. `figures(metric: DEATHS, asOf: "2022-09-16T23:59:59Z")` gives who said how many had died by the end of that day.',
      args: figureArguments,
      ...figures(
        (key, { db, loaders }) =>
          loaders.by('figureClaimsOfConflicts', key, (keys) => figureClaimsOfConflicts(db, keys)),
        figureClaimsOfConflict,
      ),
    }),
  }),
});

builder.queryFields((t) => ({
  conflict: t.field({
    type: 'Conflict',
    nullable: true,
    description:
      'A conflict by slug (`kyrgyzstan-tajikistan`) or natural key (`ucdp:conflict:13324`); null when there is none. `conflict(slug: "kyrgyzstan-tajikistan") { name parties { side actor { name } } }`.',
    args: { slug: t.arg.string({ required: true, description: 'A slug or a natural key.' }) },
    resolve: (_, { slug }, { loaders }) => loaders.named(conflicts, slug),
    pushdown: byName(conflicts),
  }),
  conflicts: t.connection(
    {
      type: 'Conflict',
      description:
        'Conflicts, by name unless asked otherwise. `conflicts(filter: { curated: true }) { nodes { slug name kind } }`.',
      args: conflictListArguments,
      ...listed(conflictListing),
    },
    connectionTo('Conflict'),
  ),
}));
