import { figureClaimsOfEvent, figureClaimsOfEvents, ofEvent } from '@casus/store/entities/claim';
import { ofWhole, type Event as EventRow } from '@casus/store/entities/event';
import {
  editionParticipants,
  isOlder,
  releaseOfRow,
  releasesAt,
} from '@casus/store/events/described';
import { estimateJson } from '@casus/store/events/standing';
import { estimateOf } from '@casus/store/rules/event-estimate';
import { conflicts, dyads } from '@casus/store/tables/conflict';
import { datasets } from '@casus/store/tables/dataset';
import { eventParticipants, events } from '@casus/store/tables/event';
import { textOf, type JsonExpression } from '@casus/store/pushdown/json';
import type { Row } from '@casus/store/pushdown/row';
import { arrayElements, rowByKey } from '@casus/store/pushdown/rows';
import { sql } from 'drizzle-orm';
import { builder } from '../builder.ts';
import { connectionTo } from '../connections.ts';
import { asDescribed, column, describedArguments, describedAt, type AsOf } from './described.ts';
import type { Context } from '../context.ts';
import type { PastTools } from '../pushdown/options.ts';
import { asOfArgument, deliveredByArgument } from '../types/as-of.ts';
import { EventKind, Violence } from '../types/enums.ts';
import { instantOf, momentOf } from '../types/scalars.ts';
import { TimeBounds } from '../types/time-bounds.ts';
import { languageArgument, translated, translationDescription } from '../types/translation.ts';
import { Figure, figureArguments, figures } from './figure.ts';
import { claimListCost, eventListCost, OF_ENTITY } from '../list-cost.ts';
import { Identified } from './identified.ts';
import { byName, expression, listed, sameRow, toAll, toOne } from '../pushdown/field-options.ts';
import { claimListArguments, claimListing } from './claim-list.ts';
import { EventOrderEnum, eventListArguments, eventListing } from './event-list.ts';
import { DeathEstimate, EventLocation, EventParticipant, QualityFlag } from './event-parts.ts';
import { ofWithdrawal } from './withdrawal.ts';

const ownParticipants = toAll(eventParticipants, eventParticipants.eventKey, [
  eventParticipants.position,
]);

const participants = {
  args: describedArguments,
  resolve: async (event: EventRow, args: AsOf, context: Context) => {
    const { participants: then } = await describedAt(event, args, context);
    return (
      then?.map((part, index) => ({ ...part, eventKey: event.key, position: index + 1 })) ??
      ownParticipants.resolve(event, {}, context)
    );
  },
  pushdown: {
    kind: 'asOf' as const,
    now: ownParticipants.pushdown,
    then: (row: Row, asOf: string, { alias, below, of }: PastTools): JsonExpression => [
      sql`case when ${isOlder(row, asOf)}
        then ${textOf(arrayElements(editionParticipants(row, asOf), alias(), below))}
        else ${textOf(of(row))} end`,
    ],
  },
};

builder.node('Event', {
  description:
    'Something that happened, by the claims about it: who took part, when, where, and how closely that is known. An event of a dataset is one row of it.',
  interfaces: [Identified],
  id: { resolve: ({ key }) => key },
  loadOne: (key, { loaders }) => loaders.one(events, key),
  fields: (t) => ({
    name: t.string({
      description: "What happened, in the record's own words.",
      ...asDescribed(column('name')),
    }),
    nameTranslation: t.string({
      nullable: true,
      description: translationDescription('name'),
      args: { language: t.arg.string(languageArgument) },
      ...translated('nameTranslations'),
    }),
    kind: t.field({
      type: EventKind,
      description: 'What sort of event it is.',
      ...asDescribed(column('kind')),
    }),
    violence: t.field({
      type: Violence,
      nullable: true,
      description: "UCDP's type of organised violence; null for events that are none.",
      ...asDescribed(column('violence')),
    }),
    summary: t.string({
      nullable: true,
      description: "More of it, in the record's own words.",
      ...asDescribed(column('summary')),
    }),
    summaryTranslation: t.string({
      nullable: true,
      description: translationDescription('summary'),
      args: { language: t.arg.string(languageArgument) },
      ...translated('summaryTranslations'),
    }),
    time: t.field({
      type: TimeBounds,
      description: 'When it happened.',
      ...asDescribed({
        resolve: ({ earliest, latest, precision, edtf, zone }) => ({
          earliest,
          latest,
          precision,
          edtf,
          zone,
        }),
        pushdown: sameRow(),
      }),
    }),
    location: t.field({
      type: EventLocation,
      nullable: true,
      description: 'Where it happened; null where the record does not tell.',
      ...asDescribed({
        resolve: (event) => (event.locationPrecision ? event : null),
        pushdown: sameRow({ given: ['locationPrecision'] }),
      }),
    }),
    participants: t.field({
      type: [EventParticipant],
      rows: 5,
      description: 'Who took part, and as what.',
      ...participants,
    }),
    conflict: t.field({
      type: 'Conflict',
      nullable: true,
      description: 'The conflict it belongs to.',
      ...asDescribed(toOne(conflicts, 'conflictKey')),
    }),
    dyad: t.field({
      type: 'Dyad',
      nullable: true,
      description: 'The pair that fought.',
      ...asDescribed(toOne(dyads, 'dyadKey')),
    }),
    partOf: t.field({
      type: 'Event',
      nullable: true,
      description: 'The longer event of which it is a part.',
      ...toOne(events, 'partOfKey'),
    }),
    parts: t.connection(
      {
        type: 'Event',
        description: 'The shorter events that are a part of it.',
        args: {
          ...eventListArguments,
          orderBy: t.arg({
            type: EventOrderEnum,
            required: true,
            defaultValue: 'EARLIEST_FIRST',
            description: 'In what order.',
          }),
        },
        cost: eventListCost(OF_ENTITY),
        ...listed(eventListing, ofWhole),
      },
      connectionTo('Event'),
    ),
    deaths: t.field({
      type: DeathEstimate,
      nullable: true,
      description:
        "The event's own estimate of deaths, by the provider of its dataset; null where that gives none, or had given none by then.",
      args: { asOf: t.arg(asOfArgument) },
      resolve: async ({ key, datasetKey }, { asOf }, context) => {
        const [dataset, claims] = await Promise.all([
          context.loaders.one(datasets, datasetKey),
          context.loaders.by('figureClaimsOfEvents', key, (keys) =>
            figureClaimsOfEvents(context.db, keys),
          ),
        ]);
        return estimateOf(claims ?? [], dataset?.providerKey ?? null, momentOf(asOf, context));
      },
      pushdown: expression((row, { asOf }: { asOf?: Date | null }, { now, alias, below }) =>
        estimateJson(row, asOf ? instantOf(asOf) : now, alias(), below),
      ),
    }),
    figures: t.field({
      type: [Figure],
      rows: 5,
      description:
        'What is claimed of this event: one figure for each metric, population, party, measure, period and place. Never summed, never averaged. `figures(metric: DEATHS) { low high contested current { claimant { name } } }`.',
      args: figureArguments,
      ...figures(
        (key, { db, loaders }) =>
          loaders.by('figureClaimsOfEvents', key, (keys) => figureClaimsOfEvents(db, keys)),
        figureClaimsOfEvent,
      ),
    }),
    claims: t.connection(
      {
        type: 'Claim',
        description:
          'Who said what about it. `claims(first: 10) { nodes { stance summary claimant { name } } }`.',
        args: claimListArguments,
        cost: claimListCost(OF_ENTITY),
        ...listed(claimListing, ofEvent),
      },
      connectionTo('Claim'),
    ),
    dataset: t.field({
      type: 'Dataset',
      nullable: true,
      description:
        'The dataset release that last delivered it; null for events of the record alone.',
      args: { asOf: t.arg(deliveredByArgument) },
      resolve: async ({ key, datasetKey }, { asOf }, { db, loaders }) => {
        if (!asOf) return loaders.one(datasets, datasetKey);
        const moment = instantOf(asOf);
        const release = loaders.by(`releasesAt ${moment}`, key, (keys) =>
          releasesAt(db, keys, moment),
        );
        return loaders.one(datasets, (await release) ?? null);
      },
      pushdown: {
        kind: 'asOf',
        now: { kind: 'row', table: datasets, property: 'datasetKey' },
        then: (row, asOf, { alias, below }) =>
          rowByKey(datasets, alias(), releaseOfRow(row, asOf), below),
      },
    }),
    withdrawnAt: t.field({
      type: 'DateTime',
      nullable: true,
      description:
        'Since when no claim about it stands: a later release of its dataset, complete for its days, leaves it out. Null while it stands. `claims(filter: { withdrawn: true }) { nodes { withdrawnReason } }` tells why.',
      args: { asOf: t.arg(asOfArgument) },
      ...ofWithdrawal('withdrawnAt'),
    }),
    qualityFlags: t.field({
      type: [QualityFlag],
      rows: 3,
      description: 'What is odd about it; empty when nothing is.',
      ...asDescribed({
        resolve: ({ qualityFlags }) => qualityFlags,
        pushdown: expression((row, _, { alias, below }) =>
          arrayElements(row.column('qualityFlags'), alias(), below),
        ),
      }),
    }),
    clarity: t.int({
      nullable: true,
      description: 'UCDP: 1 a single incident, 2 an aggregate that its source could not undo.',
      ...asDescribed(column('clarity')),
    }),
    sourceCount: t.int({
      nullable: true,
      description: 'How many sources the dataset consulted; null where it does not tell.',
      ...asDescribed(column('sourceCount')),
    }),
    reviewStatus: t.string({
      nullable: true,
      description: 'The dataset\'s own review of a candidate event, such as "Check deaths".',
      ...asDescribed(column('reviewStatus')),
    }),
  }),
});

builder.queryFields((t) => ({
  event: t.field({
    type: 'Event',
    nullable: true,
    description:
      'An event by slug or natural key (`ucdp:ged:412700`); null when there is none. `event(slug: "record:kgz-tjk/2022-09-fighting") { name figures { low high } }`.',
    args: { slug: t.arg.string({ required: true, description: 'A slug or a natural key.' }) },
    resolve: (_, { slug }, { loaders }) => loaders.named(events, slug),
    pushdown: byName(events),
  }),
  events: t.connection(
    {
      type: 'Event',
      description:
        'Events, the latest first unless asked otherwise. `events(filter: { countries: ["KG"], during: { from: "2021-04-01", to: "2021-05-31" } })`.',
      args: eventListArguments,
      cost: eventListCost(),
      ...listed(eventListing),
    },
    connectionTo('Event'),
  ),
}));
