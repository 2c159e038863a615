import type { Agreement as AgreementRow } from '@casus/store/entities/agreement';
import { answering, answersTo, type Claim as ClaimRow } from '@casus/store/entities/claim';
import { claimStands } from '@casus/store/entities/claim-standing';
import type { Milestone } from '@casus/store/rules/agreement-status';
import { stoodAt } from '@casus/store/rules/as-of';
import { actors } from '@casus/store/tables/actor';
import {
  agreements,
  type agreementDeclarations,
  type agreementProvisions,
  type agreementViolations,
} from '@casus/store/tables/agreement';
import { claims } from '@casus/store/tables/claim';
import { events } from '@casus/store/tables/event';
import { ownedRows } from '@casus/store/pushdown/rows';
import { sql } from 'drizzle-orm';
import { builder } from '../builder.ts';
import { asOfArgument } from '../types/as-of.ts';
import { AgreementStatus, ProvisionKind } from '../types/enums.ts';
import { momentOf } from '../types/scalars.ts';
import { languageArgument, translated, translationDescription } from '../types/translation.ts';
import { expression, toKnown, toOne } from '../pushdown/field-options.ts';

export const Provision = builder
  .objectRef<typeof agreementProvisions.$inferSelect>('Provision')
  .implement({
    description: 'One thing an agreement lays down.',
    fields: (t) => ({
      kind: t.expose('kind', { type: ProvisionKind, description: 'What it is about.' }),
      text: t.exposeString('text', { description: "What it says, in the record's own words." }),
      textTranslation: t.string({
        nullable: true,
        description: translationDescription('text'),
        args: { language: t.arg.string(languageArgument) },
        ...translated('textTranslations'),
      }),
      claim: t.field({
        type: 'Claim',
        nullable: true,
        description: 'The claim that tells of it.',
        ...toOne(claims, 'claimKey'),
      }),
    }),
  });

export const Declaration = builder
  .objectRef<typeof agreementDeclarations.$inferSelect>('Declaration')
  .implement({
    description: "A party's word that there is an agreement.",
    fields: (t) => ({
      actor: t.field({
        type: 'Actor',
        description: "The party that is bound; the claim's claimant is the body that spoke for it.",
        ...toKnown(actors, 'actorKey'),
      }),
      claim: t.field({
        type: 'Claim',
        description: 'The claim in which it said so.',
        ...toKnown(claims, 'claimKey'),
      }),
    }),
  });

export const AllegedViolation = builder
  .objectRef<typeof agreementViolations.$inferSelect>('AllegedViolation')
  .implement({
    description: 'An allegation that an agreement was broken. Nothing here says that it was.',
    fields: (t) => ({
      accuser: t.field({
        type: 'Actor',
        description: 'Who alleges it.',
        ...toKnown(actors, 'accuserKey'),
      }),
      accused: t.field({
        type: 'Actor',
        description: 'Who is said to have broken it.',
        ...toKnown(actors, 'accusedKey'),
      }),
      event: t.field({
        type: 'Event',
        nullable: true,
        description: 'What is said to have happened.',
        ...toOne(events, 'eventKey'),
      }),
      claim: t.field({
        type: 'Claim',
        description: 'The claim in which it is alleged.',
        ...toKnown(claims, 'claimKey'),
      }),
      denials: t.field({
        type: ['Claim'],
        rows: 3,
        description: 'The claims that deny it, earliest first; empty while no denial is on record.',
        args: { asOf: t.arg(asOfArgument) },
        resolve: async ({ claimKey }, { asOf }, context) => {
          const answers = await context.loaders.by('answersTo', claimKey, (keys) =>
            answersTo(context.db, keys),
          );
          return (answers ?? []).filter(
            (answer) => answer.stance === 'DENIES' && stoodAt(answer, momentOf(asOf, context)),
          );
        },
        pushdown: expression((row, { asOf }: { asOf?: Date | null }, { now, alias, below }) =>
          ownedRows(
            claims,
            alias(),
            {
              ...answering(row.column('claimKey')),
              condition: (answer) =>
                sql`${answer.column('stance')} = 'DENIES' and ${claimStands(answer, momentOf(asOf, { now }))}`,
            },
            below,
          ),
        ),
      }),
    }),
  });

/** A milestone and the agreement whose it is. */
export type MilestoneOf = Milestone<ClaimRow> & {
  agreementKey: string;
  /** Where a statement brought it with the step. */
  agreement?: AgreementRow;
};

export const AgreementMilestone = builder.objectRef<MilestoneOf>('AgreementMilestone').implement({
  description: "One step of an agreement's ledger.",
  fields: (t) => ({
    agreement: t.field({
      type: 'Agreement',
      description: 'Whose ledger it is in.',
      resolve: ({ agreement, agreementKey }, _, { loaders }) =>
        agreement ?? loaders.known(agreements, agreementKey),
    }),
    status: t.expose('status', { type: AgreementStatus, description: 'What it came to be.' }),
    at: t.expose('at', { type: 'DateTime', description: 'Since when that is certain.' }),
    actor: t.field({
      type: 'Actor',
      nullable: true,
      description: 'By whose word; null where its hour had simply come.',
      ...toOne(actors, 'actorKey'),
    }),
    claim: t.field({
      type: 'Claim',
      nullable: true,
      description: 'The claim that it rests on.',
      resolve: ({ claim }) => claim,
    }),
  }),
});
