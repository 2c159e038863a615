import {
  CLAIM_ORDERS,
  claimsWhere,
  ofConflict as claimsOfConflict,
} from '@casus/store/entities/claim';
import type { Claim as ClaimRow } from '@casus/store/entities/claim';
import {
  eventOrder,
  eventsWhere,
  ofConflict as eventsOfConflict,
  type Event as EventRow,
} from '@casus/store/entities/event';
import { agreements } from '@casus/store/tables/agreement';
import { claims } from '@casus/store/tables/claim';
import { events } from '@casus/store/tables/event';
import { builder } from '../builder.ts';
import { connectionOf } from '../connections.ts';
import type { Context } from '../context.ts';
import { connectMerged, lazyStream, listedStream, type CountedStream } from '../merging.ts';
import { ChronologicalOrder } from '../types/chronological-order.ts';
import { instantOf, momentOf } from '../types/scalars.ts';
import { ledgerOf, placeOfMilestone } from './agreement-ledger.ts';
import { AgreementMilestone, type MilestoneOf } from './agreement-parts.ts';

type Entry = EventRow | ClaimRow | MilestoneOf;

const TimelineEntry = builder.unionType('TimelineEntry', {
  description:
    'What stands in a timeline: an event at the earliest it may have happened, a claim at the moment since when it was certainly said, a step of an agreement at the moment since when it is certain.',
  types: ['Event', 'Claim', AgreementMilestone],
  resolveType: (entry) => {
    if ('agreementKey' in entry) return AgreementMilestone;
    return 'claimantKey' in entry ? 'Claim' : 'Event';
  },
});

const TimelineEntryType = builder.enumType('TimelineEntryType', {
  description: 'The sorts of entries of a timeline.',
  values: {
    EVENT: { description: 'What happened.' },
    CLAIM: { description: 'What was said.' },
    AGREEMENT_MILESTONE: { description: 'How agreements came along.' },
  },
});

interface Wanted {
  asOf: Date | null | undefined;
  types: readonly (typeof TimelineEntryType)['$inferInput'][];
  orderBy: (typeof ChronologicalOrder)['$inferInput'];
}

/** What falls on one instant: first what happened, then what was said, then what follows from it. */
function timelineStreams(
  key: string,
  { asOf, types, orderBy }: Wanted,
  context: Context,
): CountedStream<Entry>[] {
  const moment = momentOf(asOf, context);
  const streams: CountedStream<Entry>[] = [];
  if (types.includes('EVENT')) {
    const knownBy = asOf ? instantOf(asOf) : null;
    streams.push(
      listedStream(context, {
        name: 'EVENT',
        id: ['Conflict.timeline events', knownBy],
        listing: {
          table: events,
          where: eventsWhere({}, knownBy),
          order: eventOrder(orderBy, knownBy),
        },
        parent: { key, link: eventsOfConflict },
        nodeOf: (event): Entry => event,
        placeOf,
      }),
    );
  }
  if (types.includes('CLAIM')) {
    streams.push(
      listedStream(context, {
        name: 'CLAIM',
        id: ['Conflict.timeline claims', moment],
        listing: {
          table: claims,
          where: claimsWhere({}, moment),
          order: CLAIM_ORDERS[orderBy],
        },
        parent: { key, link: claimsOfConflict },
        nodeOf: (claim): Entry => claim,
        placeOf,
      }),
    );
  }
  if (types.includes('AGREEMENT_MILESTONE')) {
    const stream = { name: 'AGREEMENT_MILESTONE', placeOf };
    const derive = () => milestonesOf(key, moment, context);
    streams.push(lazyStream<Entry>(stream, derive, orderBy === 'LATEST_FIRST'));
  }
  return streams;
}

async function milestonesOf(
  conflictKey: string,
  moment: string,
  context: Context,
): Promise<MilestoneOf[]> {
  const { conflictKey: holder, key } = agreements;
  const own = await context.loaders.all(agreements, holder, conflictKey, [key]);
  const ledgers = await Promise.all(own.map((each) => ledgerOf(each.key, moment, context)));
  return ledgers.flat();
}

function placeOf(entry: Entry): { at: string; key: string } {
  if ('agreementKey' in entry) return placeOfMilestone(entry);
  const at = 'claimantKey' in entry ? entry.assertedLatest : entry.earliest;
  return { at, key: entry.key };
}

const TimelineEntryConnection = connectionOf('TimelineEntry', 'entries', TimelineEntry);

builder.objectField('Conflict', 'timeline', (t) =>
  t.connection(
    {
      type: TimelineEntry,
      description:
        'What happened, what was said of it and how its agreements came along, in one list in the order of time. `timeline(asOf: "2022-09-16T23:59:59Z", types: [CLAIM, AGREEMENT_MILESTONE], last: 10)` gives the last ten things that were known at the end of that day.',
      args: {
        asOf: t.arg({
          type: 'DateTime',
          description:
            'Only what was known at this moment: events as lists of events have them, claims that stood, agreements as far as they had come. Without it: every event, and the rest as of now.',
        }),
        types: t.arg({
          type: [TimelineEntryType],
          required: true,
          defaultValue: ['EVENT', 'CLAIM', 'AGREEMENT_MILESTONE'],
          description: 'Only entries of these sorts; all unless given.',
        }),
        orderBy: t.arg({
          type: ChronologicalOrder,
          required: true,
          defaultValue: 'EARLIEST_FIRST',
          description: 'In which direction of time.',
        }),
      },
      resolve: ({ key }, { asOf, types, orderBy, ...page }, context) => {
        const order = { name: `timeline ${orderBy}`, descending: orderBy === 'LATEST_FIRST' };
        return connectMerged(page, order, timelineStreams(key, { asOf, types, orderBy }, context));
      },
    },
    TimelineEntryConnection,
  ),
);
