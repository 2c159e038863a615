import { noveltyOf } from '@casus/store/history/change';
import { agreements } from '@casus/store/tables/agreement';
import { conflicts } from '@casus/store/tables/conflict';
import { datasets } from '@casus/store/tables/dataset';
import { builder } from '../builder.ts';
import { typed } from '../typed-row.ts';
import { AgreementMilestone } from './agreement-parts.ts';
import {
  claimChangedBy,
  eventChangedBy,
  isWithdrawal,
  placeOfChange,
  previousOf,
  type ChangeOf,
} from './changed.ts';
import { ClaimSubject, subjectOf } from './claim-subject.ts';
import { Quantity, quantityOf } from './quantity.ts';
import { Removal } from './removal.ts';

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
    WITHDRAWN: {
      description:
        'A claimant took a claim back; by the clock RECORDED, a claim or an event stands no more in the record.',
    },
    AGREEMENT_MOVED: { description: "A step of an agreement's ledger was reached." },
    ADDED: { description: 'By RECORDED: a claim or an event is new in the record.' },
    CORRECTED: {
      description:
        'By RECORDED: a claim was put otherwise, or an event is described or estimated otherwise by a later release. What stood before of a claim is not kept; of an event, `editions` has it.',
    },
    RESTORED: { description: 'By RECORDED: what was withdrawn stands again.' },
    REMOVED: {
      description: 'By RECORDED: what was in the record is gone from it; `removed` names it.',
    },
  },
});

export const Change = builder.objectRef<ChangeOf>('Change').implement({
  description:
    'One thing that moved: what was said before, and what is said since. Which of the two is right it does not say.',
  fields: (t) => ({
    kind: t.field({
      type: ChangeKind,
      description: 'What moved.',
      resolve: async (change, _, { loaders }) => {
        switch (change.happened) {
          case 'MOVED':
            return 'AGREEMENT_MOVED';
          case 'WITHDRAWN':
            return 'WITHDRAWN';
          case 'RECORDED':
            return change.entry.change;
          case 'SAID':
            return noveltyOf(change.claim, await previousOf(change, loaders));
        }
      },
    }),
    at: t.field({
      type: 'DateTime',
      description:
        'Since when it is certain: `asOf` before it answers without the change. By RECORDED, when it was recorded.',
      resolve: (change) =>
        change.happened === 'RECORDED' ? change.entry.at : placeOfChange(change).at,
    }),
    position: t.field({
      type: 'Position',
      nullable: true,
      description:
        'By RECORDED: its place in all that was recorded. Give that of the last one as `changedSince` to go on from it. Null by SAID.',
      resolve: (change) => (change.happened === 'RECORDED' ? change.entry.position : null),
    }),
    claim: t.field({
      type: 'Claim',
      nullable: true,
      description:
        'The claim that was made, changed or withdrawn, or by which an agreement moved; null where its hour had simply come, for an event, and for what is gone.',
      resolve: async (change, _, { loaders }) =>
        change.happened === 'MOVED'
          ? change.milestone.claim
          : ((await claimChangedBy(change, loaders))?.claim ?? null),
    }),
    event: t.field({
      type: 'Event',
      nullable: true,
      description: 'By RECORDED: the event that changed; null for a claim, and for what is gone.',
      resolve: (change, _, { loaders }) => eventChangedBy(change, loaders),
    }),
    previous: t.field({
      type: 'Claim',
      nullable: true,
      description:
        'The claim that `claim` supersedes; null unless REVISED, RESTATED or a claim that is ADDED.',
      resolve: (change, _, { loaders }) => previousOf(change, loaders),
    }),
    before: t.field({
      type: Quantity,
      nullable: true,
      description:
        'The number until then: that of `previous`, or of a claim that was withdrawn. Null where there was none, or it is not kept.',
      resolve: async (change, _, { loaders }) => {
        const past = isWithdrawal(change)
          ? (await claimChangedBy(change, loaders))?.claim
          : await previousOf(change, loaders);
        return past ? quantityOf(past) : null;
      },
    }),
    after: t.field({
      type: Quantity,
      nullable: true,
      description: 'The number since then; null where there is none.',
      resolve: async (change, _, { loaders }) => {
        if (isWithdrawal(change)) return null;
        const changed = await claimChangedBy(change, loaders);
        return changed && quantityOf(changed.claim);
      },
    }),
    milestone: t.field({
      type: AgreementMilestone,
      nullable: true,
      description: 'The step that an agreement took; null for the other kinds.',
      resolve: (change) => (change.happened === 'MOVED' ? change.milestone : null),
    }),
    subject: t.field({
      type: ClaimSubject,
      nullable: true,
      description:
        'What the claim is about, the agreement that moved, or the event that changed; null for what is gone, which `removed` names.',
      resolve: async (change, _, { loaders }) => {
        if (change.happened === 'MOVED') {
          const { agreement, agreementKey } = change.milestone;
          if (agreement) return typed('Agreement', agreement);
          return subjectOf({ ...NO_SUBJECT, subjectAgreementKey: agreementKey }, loaders);
        }
        const changed = await claimChangedBy(change, loaders);
        if (changed) return changed.subject ?? subjectOf(changed.claim, loaders);
        const event = await eventChangedBy(change, loaders);
        return event && typed('Event', event);
      },
    }),
    removed: t.field({
      type: Removal,
      nullable: true,
      description: 'By RECORDED: what is gone; null unless REMOVED.',
      resolve: (change) =>
        change.happened === 'RECORDED' && change.entry.change === 'REMOVED' ? change.entry : null,
    }),
    conflict: t.field({
      type: 'Conflict',
      nullable: true,
      description: 'The conflict in whose record it moved.',
      resolve: async (change, _, { loaders }) => {
        if (change.happened === 'RECORDED') {
          return loaders.one(conflicts, change.entry.conflictKey);
        }
        if (change.happened !== 'MOVED') return loaders.one(conflicts, change.claim.conflictKey);
        const { agreement, agreementKey } = change.milestone;
        const holder = agreement ?? (await loaders.known(agreements, agreementKey));
        return loaders.one(conflicts, holder.conflictKey);
      },
    }),
    dataset: t.field({
      type: 'Dataset',
      nullable: true,
      description:
        'The dataset release that says it; null for what the curated record says, and for steps of agreements.',
      resolve: (change, _, { loaders }) => {
        if (change.happened === 'MOVED') return null;
        const key =
          change.happened === 'RECORDED' ? change.entry.datasetKey : change.claim.releaseKey;
        return loaders.one(datasets, key);
      },
    }),
  }),
});

const NO_SUBJECT = { subjectConflictKey: null, subjectEventKey: null, subjectPlaceKey: null };
