import {
  agreementsTouched,
  claimsNew,
  claimsWithdrawn,
  NOVELTIES,
  WITHDRAWAL_ORDERS,
  type Span,
} from '@casus/store/history/change';
import { CLAIM_ORDERS, ofConflict } from '@casus/store/entities/claim';
import type { Order } from '@casus/store/lists/page';
import { claims } from '@casus/store/tables/claim';
import { conflicts } from '@casus/store/tables/conflict';
import type { SQL } from 'drizzle-orm';
import { builder } from '../builder.ts';
import { connectionOf } from '../connections.ts';
import type { Context } from '../context.ts';
import { badUserInput } from '../errors.ts';
import { nameOf } from '../global-id.ts';
import { connectMerged, lazyStream, listedStream, type CountedStream } from '../merging.ts';
import { ChronologicalOrder } from '../types/chronological-order.ts';
import { instantOf, momentOf } from '../types/scalars.ts';
import { ledgerOf } from './agreement-ledger.ts';
import { Change, ChangeKind, placeOfChange, type ChangeOf } from './change.ts';

interface Wanted {
  span: Span;
  /** A conflict's key; null for all. */
  within: string | null;
  kinds: readonly (typeof ChangeKind)['$inferInput'][];
  orderBy: (typeof ChronologicalOrder)['$inferInput'];
}

function spanOf(since: Date, until: Date | null | undefined, context: Context): Span {
  const span = { since: instantOf(since), until: momentOf(until, context) };
  if (span.since < span.until) return span;
  const end = until ? span.until : `now, ${span.until}`;
  throw badUserInput(
    `The span of time ends (${end}) before it begins (${span.since}). Give a since that is before until.`,
    'since',
  );
}

/** Under no key where nothing is called so: an unknown conflict has no changes. */
async function conflictKeyOf(id: string, { loaders }: Context): Promise<string> {
  const name = nameOf('Conflict', id);
  const row = await loaders.named(conflicts, name);
  return row?.key ?? '';
}

/** What falls on one instant: first what was withdrawn, then what was said, then what follows from it. */
function changeStreams(wanted: Wanted, context: Context): CountedStream<ChangeOf>[] {
  const { span, kinds, orderBy } = wanted;
  const streams: CountedStream<ChangeOf>[] = [];
  if (kinds.includes('WITHDRAWN')) {
    const order = WITHDRAWAL_ORDERS[orderBy];
    streams.push(ofClaims('WITHDRAWN', claimsWithdrawn(span), order, wanted, context));
  }
  const novelties = NOVELTIES.filter((kind) => kinds.includes(kind));
  if (novelties.length > 0) {
    const order = CLAIM_ORDERS[orderBy];
    streams.push(ofClaims('SAID', claimsNew(span, novelties), order, wanted, context));
  }
  if (kinds.includes('AGREEMENT_MOVED')) {
    const stream = { name: 'MOVED', placeOf: placeOfChange };
    const derive = () => milestonesWithin(wanted, context);
    streams.push(lazyStream(stream, derive, orderBy === 'LATEST_FIRST'));
  }
  return streams;
}

function ofClaims(
  happened: 'SAID' | 'WITHDRAWN',
  where: SQL | undefined,
  order: Order,
  { within, ...wanted }: Wanted,
  context: Context,
): CountedStream<ChangeOf> {
  const parent = within === null ? undefined : { key: within, link: ofConflict };
  return listedStream(context, {
    name: happened,
    id: ['changes', happened, wanted, within !== null],
    listing: { table: claims, where, order },
    parent,
    nodeOf: (claim): ChangeOf => ({ happened, claim }),
    placeOf: placeOfChange,
  });
}

async function milestonesWithin({ span, within }: Wanted, context: Context): Promise<ChangeOf[]> {
  const key = JSON.stringify([span, within]);
  const touched = await context.loaders.by('agreementsTouched', key, async () => {
    return new Map([[key, await agreementsTouched(context.db, span, within)]]);
  });
  const ledgers = await Promise.all(
    touched!.map((agreement) => ledgerOf(agreement, span.until, context)),
  );
  return ledgers
    .flat()
    .filter(({ at }) => at > span.since)
    .map((milestone) => ({ happened: 'MOVED', milestone }));
}

const ChangeConnection = connectionOf('Change', 'changes', Change);

builder.queryField('changes', (t) =>
  t.connection(
    {
      type: Change,
      description:
        'What moved between two moments by the as-of rule, each with both values: after a new release of a dataset, every number that it corrects. Each change stands at the moment since when it is certain. `changes(since: "2022-09-16T00:00:00Z", until: "2022-09-17T00:00:00Z", conflict: "kyrgyzstan-tajikistan")`. Costs 1000.',
      cost: 1000,
      args: {
        since: t.arg({
          type: 'DateTime',
          required: true,
          description: 'Only what came after this moment.',
        }),
        until: t.arg({
          type: 'DateTime',
          description:
            'Only what came by this moment, itself included; now unless given. BAD_USER_INPUT unless it is after since.',
        }),
        conflict: t.arg.id({
          description: 'Only in the record of this conflict, by slug, natural key or id.',
        }),
        kinds: t.arg({
          type: [ChangeKind],
          required: true,
          defaultValue: ['ASSERTED', 'REVISED', 'WITHDRAWN', 'AGREEMENT_MOVED'],
          description: 'Only changes of these kinds; all but RESTATED unless given.',
        }),
        orderBy: t.arg({
          type: ChronologicalOrder,
          required: true,
          defaultValue: 'LATEST_FIRST',
          description: 'By when they came.',
        }),
      },
      resolve: async (_, { since, until, conflict, kinds, orderBy, ...page }, context) => {
        const span = spanOf(since, until, context);
        const within = conflict ? await conflictKeyOf(conflict, context) : null;
        const streams = changeStreams({ span, within, kinds, orderBy }, context);
        const order = { name: `changes ${orderBy}`, descending: orderBy === 'LATEST_FIRST' };
        return connectMerged(page, order, streams);
      },
    },
    ChangeConnection,
  ),
);
