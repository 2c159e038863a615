import { isRenewed } from '@casus/store/entities/agreement';
import { ofAgreement } from '@casus/store/entities/claim';
import { statusOf } from '@casus/store/rules/agreement-status';
import { stoodAt } from '@casus/store/rules/as-of';
import { actors } from '@casus/store/tables/actor';
import {
  agreementDeclarations,
  agreementMediators,
  agreementParties,
  agreementProvisions,
  agreements,
  agreementViolations,
} from '@casus/store/tables/agreement';
import { conflicts } from '@casus/store/tables/conflict';
import { nullUnless } from '@casus/store/pushdown/json';
import { firstOwnedRow } from '@casus/store/pushdown/rows';
import { builder } from '../builder.ts';
import { connectionTo } from '../connections.ts';
import { asOfArgument } from '../types/as-of.ts';
import { AgreementKind, AgreementStatus } from '../types/enums.ts';
import { momentOf } from '../types/scalars.ts';
import { languageArgument, translated, translationDescription } from '../types/translation.ts';
import { factsOf, fromFacts, ledgerFrom } from './agreement-ledger.ts';
import { AgreementMilestone, AllegedViolation, Declaration, Provision } from './agreement-parts.ts';
import { claimListCost, OF_ENTITY } from '../list-cost.ts';
import { columnResting, toAllResting } from './resting-on.ts';
import {
  byName,
  coalesce,
  expression,
  listed,
  toLinked,
  toOne,
} from '../pushdown/field-options.ts';
import { agreementListArguments, agreementListing } from './agreement-list.ts';
import { claimListArguments, claimListing } from './claim-list.ts';

builder.node('Agreement', {
  description:
    'A ceasefire or other agreement, followed from its announcement through each alleged breach. Its status is derived from claims: `status(asOf: "2022-09-16T09:00:00Z")`.',
  id: { resolve: ({ key }) => key },
  loadOne: (key, { loaders }) => loaders.one(agreements, key),
  fields: (t) => ({
    slug: t.string({
      description: 'Stands in addresses: a curated word, else the natural key.',
      resolve: ({ slug, key }) => slug ?? key,
      pushdown: coalesce(['slug', 'key']),
    }),
    name: t.exposeString('name', { description: 'What it is called here.' }),
    nameTranslation: t.string({
      nullable: true,
      description: translationDescription('name'),
      args: { language: t.arg.string(languageArgument) },
      ...translated('nameTranslations'),
    }),
    kind: t.expose('kind', { type: AgreementKind, description: 'What sort it is.' }),
    summary: t.exposeString('summary', {
      nullable: true,
      description: "What it is, in the record's own words.",
    }),
    summaryTranslation: t.string({
      nullable: true,
      description: translationDescription('summary'),
      args: { language: t.arg.string(languageArgument) },
      ...translated('summaryTranslations'),
    }),
    conflict: t.field({
      type: 'Conflict',
      nullable: true,
      description: 'The conflict it is about.',
      ...toOne(conflicts, 'conflictKey'),
    }),
    parties: t.field({
      type: ['Actor'],
      rows: 5,
      description: 'Whom it binds.',
      ...toLinked(agreementParties, agreementParties.agreementKey, 'actorKey', actors, [
        agreementParties.position,
      ]),
    }),
    mediators: t.field({
      type: ['Actor'],
      rows: 5,
      description: 'Who mediated.',
      ...toLinked(agreementMediators, agreementMediators.agreementKey, 'actorKey', actors, [
        agreementMediators.position,
      ]),
    }),
    provisions: t.field({
      type: [Provision],
      rows: 10,
      description: 'What it lays down, as far as had been told.',
      args: { asOf: t.arg(asOfArgument) },
      ...toAllResting(agreementProvisions, agreementProvisions.agreementKey, [
        agreementProvisions.position,
      ]),
    }),
    effectiveAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When it was to take effect, UTC; null where no hour had been given.',
      args: { asOf: t.arg(asOfArgument) },
      ...columnResting('effectiveAt', 'effectiveClaimKey'),
    }),
    effectiveZone: t.field({
      type: 'TimeZone',
      nullable: true,
      description: 'The zone in which that hour was announced.',
      args: { asOf: t.arg(asOfArgument) },
      ...columnResting('effectiveZone', 'effectiveClaimKey'),
    }),
    status: t.field({
      type: AgreementStatus,
      nullable: true,
      description:
        'Where it stood, derived from claims; null while nobody had certainly announced it. `status(asOf: "2022-09-16T23:59:59Z")`.',
      args: { asOf: t.arg(asOfArgument) },
      ...fromFacts((facts, _, asOf) => statusOf(facts, asOf)),
    }),
    milestones: t.field({
      type: [AgreementMilestone],
      rows: 10,
      description:
        'How it came to stand there, in time’s order. `milestones { at status claim { summary claimant { name } } }`.',
      args: { asOf: t.arg(asOfArgument) },
      ...fromFacts(ledgerFrom),
    }),
    declarations: t.field({
      type: [Declaration],
      rows: 5,
      description: "Each party's word that there is an agreement, with the claim.",
      args: { asOf: t.arg(asOfArgument) },
      ...toAllResting(agreementDeclarations, agreementDeclarations.agreementKey, [
        agreementDeclarations.position,
      ]),
    }),
    allegedViolations: t.field({
      type: [AllegedViolation],
      rows: 5,
      description: 'Who alleged that whom broke it, with the claim and its denials.',
      args: {
        asOf: t.arg(asOfArgument),
        withdrawn: t.arg.boolean({
          description:
            'true: allegations withdrawn by the moment of `asOf`, instead of those that stood.',
        }),
      },
      ...toAllResting(agreementViolations, agreementViolations.agreementKey, [
        agreementViolations.position,
      ]),
    }),
    renews: t.field({
      type: 'Agreement',
      nullable: true,
      description: 'The earlier agreement that it renews.',
      ...toOne(agreements, 'renewsKey'),
    }),
    renewedBy: t.field({
      type: 'Agreement',
      nullable: true,
      description: 'The later agreement that renews it; null while none had been declared.',
      args: { asOf: t.arg(asOfArgument) },
      resolve: async (agreement, { asOf }, context) => {
        const { renewals } = await factsOf(agreement.key, context);
        if (!renewals.some(({ claim }) => stoodAt(claim, momentOf(asOf, context)))) return null;
        const later = await context.loaders.all(agreements, agreements.renewsKey, agreement.key, [
          agreements.key,
        ]);
        return later[0] ?? null;
      },
      pushdown: expression((row, { asOf }: { asOf?: Date | null }, { now, alias, below }) =>
        nullUnless(isRenewed(row.column('key'), momentOf(asOf, { now })), [
          ...firstOwnedRow(
            agreements,
            alias(),
            { owner: agreements.renewsKey, key: row.column('key'), orderBy: [agreements.key] },
            below,
          ),
        ]),
      ),
    }),
    claims: t.connection(
      {
        type: 'Claim',
        description:
          'Who said what about it: `claims(first: 10) { nodes { claimant { name } summary } }`.',
        args: claimListArguments,
        cost: claimListCost(OF_ENTITY),
        ...listed(claimListing, ofAgreement),
      },
      connectionTo('Claim'),
    ),
  }),
});

builder.queryFields((t) => ({
  agreement: t.field({
    type: 'Agreement',
    nullable: true,
    description:
      'An agreement by slug or natural key; null when there is none. `agreement(slug: "kyrgyzstan-tajikistan-ceasefire-2022-09-16") { status(asOf: "2022-09-16T23:59:59Z") }`.',
    args: { slug: t.arg.string({ required: true, description: 'A slug or a natural key.' }) },
    resolve: (_, { slug }, { loaders }) => loaders.named(agreements, slug),
    pushdown: byName(agreements),
  }),
  agreements: t.connection(
    {
      type: 'Agreement',
      description:
        'Ceasefires and other agreements, the latest first unless asked otherwise. `agreements(first: 5) { nodes { name status effectiveAt } }`.',
      args: agreementListArguments,
      ...listed(agreementListing),
    },
    connectionTo('Agreement'),
  ),
}));
