import { answering, answersTo, successorsOf, superseding } from '@casus/store/entities/claim';
import { claimStands } from '@casus/store/entities/claim-standing';
import { stoodAt } from '@casus/store/rules/as-of';
import { claims } from '@casus/store/tables/claim';
import { ownedRows, firstOwnedRow, rowByKey } from '@casus/store/pushdown/rows';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { asOfArgument } from '../types/as-of.ts';
import { momentOf } from '../types/scalars.ts';
import { expression } from '../pushdown/field-options.ts';
import { ofWithdrawal } from './withdrawal.ts';

/** The claim of a key, if it stood at a moment. */
async function standing(key: string | null, asOf: Date | null | undefined, context: Context) {
  const claim = await context.loaders.one(claims, key);
  return claim && stoodAt(claim, momentOf(asOf, context)) ? claim : null;
}

/** The same, pushed down. */
const standingPushedDown = (property: 'answersKey' | 'supersedesKey') =>
  expression((row, { asOf }: { asOf?: Date | null }, { now, alias, below }) =>
    rowByKey(claims, alias(), row.column(property), below, (claim) =>
      claimStands(claim, momentOf(asOf, { now })),
    ),
  );

/** What depends on which claims stood at a moment: its answers, its successors, its withdrawal. */
builder.objectFields('Claim', (t) => ({
  answers: t.field({
    type: 'Claim',
    nullable: true,
    description:
      'The claim it answers: a denial its allegation, a confirmation its announcement; null where that did not stand.',
    args: { asOf: t.arg(asOfArgument) },
    resolve: ({ answersKey }, { asOf }, context) => standing(answersKey, asOf, context),
    pushdown: standingPushedDown('answersKey'),
  }),
  answeredBy: t.field({
    type: ['Claim'],
    rows: 3,
    description: 'The claims that answer it, earliest first.',
    args: { asOf: t.arg(asOfArgument) },
    resolve: async ({ key }, { asOf }, context) => {
      const answers = await context.loaders.by('answersTo', key, (keys) =>
        answersTo(context.db, keys),
      );
      return (answers ?? []).filter((answer) => stoodAt(answer, momentOf(asOf, context)));
    },
    pushdown: expression((row, { asOf }: { asOf?: Date | null }, { now, alias, below }) =>
      ownedRows(
        claims,
        alias(),
        {
          ...answering(row.column('key')),
          condition: (answer) => claimStands(answer, momentOf(asOf, { now })),
        },
        below,
      ),
    ),
  }),
  supersedes: t.field({
    type: 'Claim',
    nullable: true,
    description:
      "The claimant's earlier claim that this one replaces; null where that did not stand. A release of a dataset replaces what the one before it said.",
    args: { asOf: t.arg(asOfArgument) },
    resolve: ({ supersedesKey }, { asOf }, context) => standing(supersedesKey, asOf, context),
    pushdown: standingPushedDown('supersedesKey'),
  }),
  supersededBy: t.field({
    type: 'Claim',
    nullable: true,
    description: 'The later claim that replaces this one; null while it is the latest.',
    args: { asOf: t.arg(asOfArgument) },
    resolve: async ({ key }, { asOf }, context) => {
      const later = await context.loaders.by('successorsOf', key, (keys) =>
        successorsOf(context.db, keys),
      );
      return later?.find((claim) => stoodAt(claim, momentOf(asOf, context))) ?? null;
    },
    pushdown: expression((row, { asOf }: { asOf?: Date | null }, { now, alias, below }) =>
      firstOwnedRow(
        claims,
        alias(),
        {
          ...superseding(row.column('key')),
          condition: (later) => claimStands(later, momentOf(asOf, { now })),
        },
        below,
      ),
    ),
  }),
  withdrawnAt: t.field({
    type: 'DateTime',
    nullable: true,
    description:
      'When it was withdrawn, by its claimant or by a later release that leaves it out; null while it stands.',
    args: { asOf: t.arg(asOfArgument) },
    ...ofWithdrawal('withdrawnAt'),
  }),
  withdrawnReason: t.field({
    type: 'String',
    nullable: true,
    description:
      'Why a claim of a dataset was withdrawn: which later release leaves out what it is about. Null while it stands, and for a claim that its claimant withdrew.',
    args: { asOf: t.arg(asOfArgument) },
    ...ofWithdrawal('withdrawnReason'),
  }),
}));
