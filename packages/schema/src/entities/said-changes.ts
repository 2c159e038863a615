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
import { isOfSeries } from '@casus/store/history/recorded-change';
import { rowsWhere } from '@casus/store/pushdown/rows';
import { agreements } from '@casus/store/tables/agreement';
import { claims } from '@casus/store/tables/claim';
import { conflicts } from '@casus/store/tables/conflict';
import { and, type SQL } from 'drizzle-orm';
import type { Context } from '../context.ts';
import { nameOf, namesOf } from '../global-id.ts';
import { mergedParts, type ListedPart, type Part } from '../merging.ts';
import type { ComposeTools, Moment } from '../pushdown/options.ts';
import { instantOf, momentOf } from '../types/scalars.ts';
import { ledgerOf, ledgerRowsJson, milestonesFrom, type LedgerRows } from './agreement-ledger.ts';
import type { MilestoneOf } from './agreement-parts.ts';
import { conflictKeyOf, refuseBackwards, type SaidAsked } from './changes-asked.ts';
import {
  CHANGE,
  claimChangedJson,
  placeOfChange,
  type ClaimChanged,
  type SaidChange,
} from './changed.ts';

/** All but RESTATED. */
const UNLESS_ASKED = ['ASSERTED', 'REVISED', 'WITHDRAWN', 'AGREEMENT_MOVED'] as const;

function spanOf({ since, until }: SaidAsked, now: Moment): Span<Moment> {
  return { since: instantOf(since), until: momentOf(until, { now }) };
}

/** What falls on one instant: first what was withdrawn, then what was said, then what follows from it. */
function partsOf(asked: SaidAsked, now: Moment) {
  const { kinds: given, orderBy, datasets } = asked;
  const kinds: readonly string[] = given ?? UNLESS_ASKED;
  const ofDatasets = datasets
    ? isOfSeries(claims.releaseKey, namesOf('Dataset', datasets)!)
    : undefined;
  const isOfConflict = Boolean(asked.conflict);
  const span = spanOf(asked, now);
  const parts: Part<SaidChange>[] = [];
  if (kinds.includes('WITHDRAWN')) {
    parts.push(
      ofClaims(
        'WITHDRAWN',
        and(claimsWithdrawn(span), ofDatasets),
        WITHDRAWAL_ORDERS[orderBy],
        isOfConflict,
      ),
    );
  }
  const novelties = NOVELTIES.filter((kind) => kinds.includes(kind));
  if (novelties.length > 0) {
    const where = and(claimsNew(span, novelties), ofDatasets);
    parts.push(ofClaims('SAID', where, CLAIM_ORDERS[orderBy], isOfConflict));
  }
  // Agreements are the record's own.
  if (kinds.includes('AGREEMENT_MOVED') && !datasets) {
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
): ListedPart<SaidChange> {
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
  asked: SaidAsked,
  within: string | null,
  context: Context,
): Promise<SaidChange[]> {
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

const movesSince = (since: Moment, milestones: readonly MilestoneOf[]): SaidChange[] =>
  milestones
    .filter(({ at }) => at > (since as string))
    .map((milestone) => ({ happened: 'MOVED', milestone }));

/** The changes by the clock SAID: claims made and withdrawn, and steps of agreements, as one list. */
export const said = mergedParts<object, SaidAsked, SaidChange>({
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
});
