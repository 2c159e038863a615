import { noveltyOf } from '@casus/store/history/change';
import type { Claim as ClaimRow } from '@casus/store/entities/claim';
import type { Loaders } from '@casus/store/reading/loaders';
import { agreements } from '@casus/store/tables/agreement';
import { claims } from '@casus/store/tables/claim';
import { conflicts } from '@casus/store/tables/conflict';
import { jsonObject, rowByKey, type JsonExpression, type Row } from '@casus/store/pushdown/json';
import { builder } from '../builder.ts';
import { nodePlaces } from '../connections.ts';
import type { ComposeTools } from '../pushdown/options.ts';
import { typed } from '../typed-row.ts';
import { placeOfMilestone } from './agreement-ledger.ts';
import { AgreementMilestone, type MilestoneOf } from './agreement-parts.ts';
import { ClaimSubject, subjectOf, subjectPushedDown } from './claim-subject.ts';
import { Quantity, quantityOf } from './quantity.ts';

export const ChangeKind = builder.enumType('ChangeKind', {
  description: 'What moved in the record from one moment to a later one.',
  values: {
    ASSERTED: { description: 'A claim was made that supersedes none.' },
    REVISED: {
      description:
        'A claim was made that supersedes an earlier one and says something else: another number, another stance, or, without a number, another summary.',
    },
    RESTATED: {
      description:
        'A claim was made that supersedes an earlier one and says the same, as most rows of a new release of a dataset do.',
    },
    WITHDRAWN: { description: 'A claimant took a claim back.' },
    AGREEMENT_MOVED: { description: "A step of an agreement's ledger was reached." },
  },
});

export type ChangeOf =
  | ({ happened: 'SAID' | 'WITHDRAWN' } & ClaimChanged)
  | { happened: 'MOVED'; milestone: MilestoneOf };

/** A claim that was made or withdrawn, with what a statement brought for it, if one did. */
export interface ClaimChanged {
  claim: ClaimRow;
  previous?: ClaimRow | null;
  subject?: Awaited<ReturnType<typeof subjectOf>>;
}

const claimOf = (change: ChangeOf) =>
  change.happened === 'MOVED' ? change.milestone.claim : change.claim;

async function previousOf(change: ChangeOf, loaders: Loaders): Promise<ClaimRow | null> {
  if (change.happened !== 'SAID') return null;
  const { claim, previous } = change;
  return previous === undefined ? loaders.one(claims, claim.supersedesKey) : previous;
}

/** The places in an answer at which a change shows up. */
export const CHANGE = ['nodes', 'edges.node'];

const QUANTITY_COLUMNS = ['key', 'low', 'best', 'high', 'quantifier'] as const;
/** What tells whether one claim says something else than another, too. */
const COMPARED_COLUMNS = [...QUANTITY_COLUMNS, 'metric', 'stance', 'summary'] as const;
const SUBJECT_COLUMNS = [
  'subjectConflictKey',
  'subjectEventKey',
  'subjectAgreementKey',
  'subjectPlaceKey',
] as const;
const CLAIM_COLUMNS = [
  ...COMPARED_COLUMNS,
  ...SUBJECT_COLUMNS,
  'conflictKey',
  'supersedesKey',
  'assertedLatest',
  'withdrawnAt',
] as const satisfies readonly (keyof ClaimRow)[];

/** A claim that was made or withdrawn, as the database writes it. */
export function claimChangedJson(claim: Row, tools: ComposeTools): JsonExpression {
  const { alias, part } = tools;
  // A number shows up at the change itself.
  const row = part('Claim', nodePlaces('claim'), CLAIM_COLUMNS)(claim);
  const previous = rowByKey(
    claims,
    alias(),
    claim.column('supersedesKey'),
    part('Claim', nodePlaces('previous'), COMPARED_COLUMNS),
  );
  const isSubjectAsked = nodePlaces('subject').some(tools.isAsked);
  return jsonObject([
    ['claim', row],
    ['previous', previous],
    ...(isSubjectAsked ? [['subject', subjectJson(claim, tools)] as const] : []),
  ]);
}

const subjectJson = (claim: Row, { now, alias, part }: ComposeTools) =>
  subjectPushedDown(
    claim,
    {},
    { now, alias, below: (row, type) => part(type!, nodePlaces('subject'), ['key'], true)(row) },
  );

export const Change = builder.objectRef<ChangeOf>('Change').implement({
  description:
    'One thing that moved: what was said before, and what is said since. Which of the two is right it does not say.',
  fields: (t) => ({
    kind: t.field({
      type: ChangeKind,
      description: 'What moved.',
      resolve: async (change, _, { loaders }) => {
        if (change.happened === 'MOVED') return 'AGREEMENT_MOVED';
        if (change.happened === 'WITHDRAWN') return 'WITHDRAWN';
        return noveltyOf(change.claim, await previousOf(change, loaders));
      },
    }),
    at: t.field({
      type: 'DateTime',
      description: 'Since when it is certain: `asOf` before it answers without the change.',
      resolve: (change) => placeOfChange(change).at,
    }),
    claim: t.field({
      type: 'Claim',
      nullable: true,
      description:
        'The claim that was made or withdrawn, or by which an agreement moved; null where its hour had simply come.',
      resolve: claimOf,
    }),
    previous: t.field({
      type: 'Claim',
      nullable: true,
      description: 'The claim that `claim` supersedes; null unless REVISED or RESTATED.',
      resolve: (change, _, { loaders }) => previousOf(change, loaders),
    }),
    before: t.field({
      type: Quantity,
      nullable: true,
      description: 'The number until then; null where there was none.',
      resolve: async (change, _, { loaders }) => {
        const past =
          change.happened === 'WITHDRAWN' ? change.claim : await previousOf(change, loaders);
        return past && quantityOf(past);
      },
    }),
    after: t.field({
      type: Quantity,
      nullable: true,
      description: 'The number since then; null where there is none.',
      resolve: (change) => (change.happened === 'SAID' ? quantityOf(change.claim) : null),
    }),
    milestone: t.field({
      type: AgreementMilestone,
      nullable: true,
      description: 'The step that an agreement took; null for the other kinds.',
      resolve: (change) => (change.happened === 'MOVED' ? change.milestone : null),
    }),
    subject: t.field({
      type: ClaimSubject,
      description: 'What the claim is about, or the agreement that moved.',
      resolve: (change, _, { loaders }) => {
        if (change.happened !== 'MOVED') return change.subject ?? subjectOf(change.claim, loaders);
        const { agreement, agreementKey } = change.milestone;
        if (agreement) return typed('Agreement', agreement);
        return subjectOf({ ...NO_SUBJECT, subjectAgreementKey: agreementKey }, loaders);
      },
    }),
    conflict: t.field({
      type: 'Conflict',
      nullable: true,
      description: 'The conflict in whose record it moved.',
      resolve: async (change, _, { loaders }) => {
        if (change.happened !== 'MOVED') return loaders.one(conflicts, change.claim.conflictKey);
        const { agreement, agreementKey } = change.milestone;
        const holder = agreement ?? (await loaders.known(agreements, agreementKey));
        return loaders.one(conflicts, holder.conflictKey);
      },
    }),
  }),
});

const NO_SUBJECT = { subjectConflictKey: null, subjectEventKey: null, subjectPlaceKey: null };

/** Where it stands in a list in time's order. */
export function placeOfChange(change: ChangeOf): { at: string; key: string } {
  if (change.happened === 'MOVED') return placeOfMilestone(change.milestone);
  const { key, assertedLatest, withdrawnAt } = change.claim;
  return { at: change.happened === 'SAID' ? assertedLatest : withdrawnAt!, key };
}
