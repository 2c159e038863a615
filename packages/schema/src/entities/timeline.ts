import {
  CLAIM_ORDERS,
  claimsWhere,
  ofConflict as claimsOfConflict,
} from '@casus/store/entities/claim';
import type { Claim as ClaimRow } from '@casus/store/entities/claim';
import { countsOfClaims } from '@casus/store/entities/claim-counts';
import {
  eventsListed,
  ofConflict as eventsOfConflict,
  type Event as EventRow,
} from '@casus/store/entities/event';
import type { Row } from '@casus/store/pushdown/row';
import { ownedRows } from '@casus/store/pushdown/rows';
import { agreements } from '@casus/store/tables/agreement';
import { claims } from '@casus/store/tables/claim';
import type { SQL } from 'drizzle-orm';
import { builder } from '../builder.ts';
import { connectionOf } from '../connections.ts';
import type { Context } from '../context.ts';
import { merged, type Part } from '../merging.ts';
import type { ComposeTools, Moment } from '../pushdown/options.ts';
import { ChronologicalOrder } from '../types/chronological-order.ts';
import { instantOf, momentOf } from '../types/scalars.ts';
import {
  ledgerOf,
  ledgerRowsJson,
  milestonesFrom,
  placeOfMilestone,
  type LedgerRows,
} from './agreement-ledger.ts';
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
  asOf?: Date | null;
  types: readonly (typeof TimelineEntryType)['$inferInput'][];
  orderBy: (typeof ChronologicalOrder)['$inferInput'];
}

/** The places in an answer at which an entry of a timeline shows up. */
const ENTRY = ['nodes', 'edges.node'];
const STEPS = {
  agreementAt: ENTRY.map((place) => `${place}.agreement`),
  claimAt: ENTRY.map((place) => `${place}.claim`),
};

function partsOf({ asOf, types, orderBy }: Wanted, now: Moment) {
  const moment = momentOf(asOf, { now });
  const knownBy = asOf ? instantOf(asOf) : null;
  const parts: Part<Entry>[] = [];
  if (types.includes('EVENT')) {
    parts.push({
      name: 'EVENT',
      listing: eventsListed({}, orderBy, knownBy),
      link: eventsOfConflict,
      nodeOf: (event: EventRow): Entry => event,
      build: (row: Row, { part }: ComposeTools) => part('Event', ENTRY, ['key', 'earliest'])(row),
    });
  }
  if (types.includes('CLAIM')) {
    parts.push({
      name: 'CLAIM',
      listing: {
        table: claims,
        where: claimsWhere({}, moment),
        order: CLAIM_ORDERS[orderBy],
        counts: countsOfClaims({}),
      },
      link: claimsOfConflict,
      nodeOf: (claim: ClaimRow): Entry => claim,
      build: (row: Row, { part }: ComposeTools) =>
        part('Claim', ENTRY, ['key', 'claimantKey', 'assertedLatest'])(row),
    });
  }
  if (types.includes('AGREEMENT_MILESTONE')) {
    const momentIn = (context: Context) => momentOf(asOf, context);
    parts.push({
      name: 'AGREEMENT_MILESTONE',
      load: (key, context) => milestonesOf(key!, momentIn(context), context),
      build: (key: SQL | null, tools: ComposeTools) => {
        const owned = { owner: agreements.conflictKey, key: key!, orderBy: [agreements.key] };
        return ownedRows(agreements, tools.alias(), owned, (agreement) =>
          ledgerRowsJson(agreement, STEPS, tools),
        );
      },
      derive: (ledgers: LedgerRows[], context) => milestonesFrom(ledgers, momentIn(context)),
    });
  }
  return parts;
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
      ...merged<{ key: string }, Wanted, Entry>({
        name: 'Conflict.timeline',
        order: ({ orderBy }) => ({
          name: `timeline ${orderBy}`,
          descending: orderBy === 'LATEST_FIRST',
        }),
        parts: partsOf,
        placeOf,
        hangsOn: () => ({
          key: ({ key }) => key,
          sql: (parent) => parent!,
        }),
      }),
    },
    TimelineEntryConnection,
  ),
);
