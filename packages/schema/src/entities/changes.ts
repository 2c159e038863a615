import {
  agreementsTouched,
  isTouched,
  claimsNew,
  claimsWithdrawn,
  NOVELTIES,
  WITHDRAWAL_ORDERS,
  type Span,
} from '@casus/store/history/change';
import { CLAIM_ORDERS, ofConflict, type Claim as ClaimRow } from '@casus/store/entities/claim';
import type { Order } from '@casus/store/lists/page';
import { keyNamed } from '@casus/store/entities/named';
import { rowsWhere } from '@casus/store/pushdown/json';
import { agreements } from '@casus/store/tables/agreement';
import { claims } from '@casus/store/tables/claim';
import { conflicts } from '@casus/store/tables/conflict';
import type { SQL } from 'drizzle-orm';
import { builder } from '../builder.ts';
import { naming } from '../entities-named.ts';
import { connectionOf } from '../connections.ts';
import type { Context } from '../context.ts';
import { badUserInput } from '../errors.ts';
import { nameOf } from '../global-id.ts';
import { merged, type ListedPart, type Part } from '../merging.ts';
import type { ComposeTools, Moment } from '../pushdown/options.ts';
import { ChronologicalOrder } from '../types/chronological-order.ts';
import { instantOf, momentOf } from '../types/scalars.ts';
import { ledgerOf, ledgerRowsJson, milestonesFrom, type LedgerRows } from './agreement-ledger.ts';
import type { MilestoneOf } from './agreement-parts.ts';
import {
  CHANGE,
  Change,
  ChangeKind,
  claimChangedJson,
  placeOfChange,
  type ChangeOf,
  type ClaimChanged,
} from './change.ts';

interface Asked {
  since: Date;
  until?: Date | null;
  conflict?: string | null;
  kinds: readonly (typeof ChangeKind)['$inferInput'][];
  orderBy: (typeof ChronologicalOrder)['$inferInput'];
}

function spanOf({ since, until }: Asked, now: Moment): Span<Moment> {
  return { since: instantOf(since), until: momentOf(until, { now }) };
}

function refuseBackwards({ since, until }: Asked, now: string): void {
  const from = instantOf(since);
  const to = momentOf(until, { now });
  if (from < to) return;
  const end = until ? to : `now, ${to}`;
  throw badUserInput(
    `The span of time ends (${end}) before it begins (${from}). Give a since that is before until.`,
    'since',
  );
}

/** What falls on one instant: first what was withdrawn, then what was said, then what follows from it. */
function partsOf(asked: Asked, now: Moment) {
  const { kinds, orderBy } = asked;
  const isOfConflict = Boolean(asked.conflict);
  const span = spanOf(asked, now);
  const parts: Part<ChangeOf>[] = [];
  if (kinds.includes('WITHDRAWN')) {
    parts.push(
      ofClaims('WITHDRAWN', claimsWithdrawn(span), WITHDRAWAL_ORDERS[orderBy], isOfConflict),
    );
  }
  const novelties = NOVELTIES.filter((kind) => kinds.includes(kind));
  if (novelties.length > 0) {
    parts.push(ofClaims('SAID', claimsNew(span, novelties), CLAIM_ORDERS[orderBy], isOfConflict));
  }
  if (kinds.includes('AGREEMENT_MOVED')) {
    parts.push({
      name: 'MOVED',
      load: (key, context) => milestonesWithin(asked, key, context),
      build: (key: SQL | null, tools: ComposeTools) =>
        rowsWhere(agreements, tools.alias(), isTouched(span, key), (agreement) =>
          ledgerRowsJson(agreement, STEPS, tools),
        ),
      derive: (ledgers: LedgerRows[], { now: moment }) => {
        const { since, until } = spanOf(asked, moment);
        return movesSince(since, milestonesFrom(ledgers, until as string));
      },
    });
  }
  return parts;
}

/** A step of an agreement shows up as `milestone`; its claim and its agreement at the change itself, too. */
const STEPS = {
  agreementAt: CHANGE.flatMap((place) => [`${place}.milestone.agreement`, `${place}.subject`]),
  claimAt: CHANGE.flatMap((place) => [`${place}.milestone.claim`, `${place}.claim`]),
};

function ofClaims(
  happened: 'SAID' | 'WITHDRAWN',
  where: SQL | undefined,
  order: Order,
  isOfConflict: boolean,
): ListedPart<ChangeOf> {
  return {
    name: happened,
    listing: { table: claims, where, order },
    link: isOfConflict ? ofConflict : null,
    nodeOf: (row: ClaimRow | ClaimChanged) =>
      'claim' in row ? { happened, ...row } : { happened, claim: row },
    build: claimChangedJson,
  };
}

async function milestonesWithin(
  asked: Asked,
  within: string | null,
  context: Context,
): Promise<ChangeOf[]> {
  const span = spanOf(asked, context.now) as Span<string>;
  // A batch answers for whatever is asked under its name at once: two spans in one question are two names.
  const touched = await context.loaders.by(
    `agreementsTouched ${JSON.stringify(span)}`,
    JSON.stringify(within),
    async (keys) => {
      const found = keys.map(async (key) => {
        const conflictKey = JSON.parse(key) as string | null;
        return [key, await agreementsTouched(context.db, span, conflictKey)] as const;
      });
      return new Map(await Promise.all(found));
    },
  );
  const ledgers = await Promise.all(
    touched!.map((agreement) => ledgerOf(agreement, span.until, context)),
  );
  return movesSince(span.since, ledgers.flat());
}

const movesSince = (since: Moment, milestones: readonly MilestoneOf[]): ChangeOf[] =>
  milestones
    .filter(({ at }) => at > (since as string))
    .map((milestone) => ({ happened: 'MOVED', milestone }));

/** Under no key where nothing is called so: an unknown conflict has no changes. */
async function conflictKeyOf(id: string, { loaders }: Context): Promise<string> {
  const row = await loaders.named(conflicts, nameOf('Conflict', id));
  return row?.key ?? '';
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
          ...naming('Conflict'),
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
      ...merged<object, Asked, ChangeOf>({
        name: 'Query.changes',
        order: ({ orderBy }) => ({
          name: `changes ${orderBy}`,
          descending: orderBy === 'LATEST_FIRST',
        }),
        parts: partsOf,
        placeOf: placeOfChange,
        hangsOn: ({ conflict }) =>
          conflict
            ? {
                key: (_, context) => conflictKeyOf(conflict, context),
                sql: () => keyNamed(conflicts, nameOf('Conflict', conflict)),
              }
            : null,
        check: refuseBackwards,
      }),
    },
    ChangeConnection,
  ),
);
