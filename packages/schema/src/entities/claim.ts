import { actors } from '@casus/store/tables/actor';
import { claimAttributions, claims } from '@casus/store/tables/claim';
import { conflicts, dyads } from '@casus/store/tables/conflict';
import { datasets } from '@casus/store/tables/dataset';
import { places } from '@casus/store/tables/place';
import { arrayElements } from '@casus/store/pushdown/rows';
import { builder } from '../builder.ts';
import { connectionTo } from '../connections.ts';
import {
  ClaimKind,
  InformationCredibility,
  Measure,
  Metric,
  Population,
  Rank,
  SourceReliability,
  Stance,
} from '../types/enums.ts';
import { boundsOf, TimeBounds } from '../types/time-bounds.ts';
import { languageArgument, translated, translationDescription } from '../types/translation.ts';
import { ClaimSubject, subjectOf, subjectPushedDown } from './claim-subject.ts';
import { claimListCost } from '../list-cost.ts';
import {
  boundsOfRow,
  byName,
  coalesce,
  expression,
  listed,
  sameRow,
  toAll,
  toKnown,
  toOne,
} from '../pushdown/field-options.ts';
import { claimListArguments, claimListing } from './claim-list.ts';
import { AttributionStep } from './attribution-step.ts';
import { ClaimPart, Quantity, quantityOf } from './quantity.ts';

builder.node('Claim', {
  description:
    'The heart of the record: what somebody said, about what, when, through whom. A figure is never more than a claim; the chain of attribution runs from who said it to where it was published.',
  id: { resolve: ({ key }) => key },
  loadOne: (key, { loaders }) => loaders.one(claims, key),
  fields: (t) => ({
    slug: t.string({
      description: 'Stands in addresses: a curated word, else the natural key.',
      resolve: ({ slug, key }) => slug ?? key,
      pushdown: coalesce(['slug', 'key']),
    }),
    kind: t.expose('kind', { type: ClaimKind, description: 'What the claim does.' }),
    metric: t.expose('metric', {
      type: Metric,
      nullable: true,
      description: 'What a figure counts, in persons; null for other kinds.',
    }),
    population: t.expose('population', {
      type: Population,
      nullable: true,
      description: 'Who is counted, as the claimant says.',
    }),
    dataset: t.field({
      type: 'Dataset',
      nullable: true,
      description:
        'The release of a dataset that makes it: how a number is cited. Null for a claim that no dataset makes.',
      ...toOne(datasets, 'releaseKey'),
    }),
    party: t.field({
      type: 'Actor',
      nullable: true,
      description: "Whose people are counted; null for everyone's.",
      ...toOne(actors, 'partyKey'),
    }),
    measure: t.expose('measure', {
      type: Measure,
      nullable: true,
      description: 'Flow or stock, where the claimant tells.',
    }),
    period: t.field({
      type: TimeBounds,
      nullable: true,
      description: "The time a figure is bounded to, where that is not its subject's own.",
      resolve: (claim) =>
        boundsOf(
          claim.periodEarliest,
          claim.periodLatest,
          claim.periodPrecision,
          claim.periodEdtf,
          claim.periodZone,
        ),
      pushdown: boundsOfRow('period'),
    }),
    dyad: t.field({
      type: 'Dyad',
      nullable: true,
      description:
        'The pair of parties whose fighting a figure is of, where that is a part of its subject’s.',
      ...toOne(dyads, 'dyadKey'),
    }),
    place: t.field({
      type: 'Place',
      nullable: true,
      description: "The place a figure is bounded to, where that is not its subject's own.",
      ...toOne(places, 'placeKey'),
    }),
    quantity: t.field({
      type: Quantity,
      nullable: true,
      description: 'The number; null for other kinds, and for "there are dead" without one.',
      resolve: quantityOf,
      pushdown: sameRow({ some: ['low', 'best', 'high'] }),
    }),
    parts: t.field({
      type: [ClaimPart],
      rows: 4,
      description: 'How the claimant itself splits the number; parts of zero are left out.',
      resolve: ({ parts }) => parts,
      pushdown: expression((row, _, { alias, below }) =>
        arrayElements(row.column('parts'), alias(), below),
      ),
    }),
    stance: t.expose('stance', { type: Stance, description: 'How the claimant stands to it.' }),
    summary: t.exposeString('summary', {
      description:
        "What is claimed, in the record's own words. That it is claimed is not that it is so.",
    }),
    summaryTranslation: t.string({
      nullable: true,
      description: translationDescription('summary'),
      args: { language: t.arg.string(languageArgument) },
      ...translated('summaryTranslations'),
    }),
    assertedAt: t.field({
      type: TimeBounds,
      description: 'When it was said. `asOf` counts it from the latest bound on.',
      resolve: (claim) => ({
        earliest: claim.assertedEarliest,
        latest: claim.assertedLatest,
        precision: claim.assertedPrecision,
        edtf: claim.assertedEdtf,
        zone: claim.assertedZone,
      }),
      pushdown: boundsOfRow('asserted'),
    }),
    claimant: t.field({
      type: 'Actor',
      description:
        'Whose word it is: the adjudicator where one settled it, else the first actor of the chain.',
      ...toKnown(actors, 'claimantKey'),
    }),
    attribution: t.field({
      type: [AttributionStep],
      rows: 10,
      description:
        'The chain of who said it and who passed it on, claimant first. `attribution { position role actor { name } locator report { title } }`.',
      ...toAll(claimAttributions, claimAttributions.claimKey, [claimAttributions.ordinal]),
    }),
    sourceReliability: t.expose('sourceReliability', {
      type: SourceReliability,
      nullable: true,
      description: 'How reliable the source has been; null where not graded.',
    }),
    informationCredibility: t.expose('informationCredibility', {
      type: InformationCredibility,
      nullable: true,
      description: 'How credible this information is in itself; null where not graded.',
    }),
    rank: t.expose('rank', { type: Rank, description: "The record's own ranking." }),
    rankReason: t.exposeString('rankReason', {
      nullable: true,
      description: 'Why it is ranked so.',
    }),
    subject: t.field({
      type: ClaimSubject,
      description: 'What it is about.',
      resolve: (claim, _, { loaders }) => subjectOf(claim, loaders),
      pushdown: expression(subjectPushedDown),
    }),
    conflict: t.field({
      type: 'Conflict',
      nullable: true,
      description: 'The conflict whose record holds it.',
      ...toOne(conflicts, 'conflictKey'),
    }),
    recordedAt: t.expose('recordedAt', {
      type: 'DateTime',
      description: 'When this installation first recorded it.',
    }),
  }),
});

builder.queryFields((t) => ({
  claim: t.field({
    type: 'Claim',
    nullable: true,
    description:
      'A claim by slug or natural key; null when there is none. `claim(slug: "kgz-tjk-fled-18500") { summary attribution { role actor { name } } }`.',
    args: { slug: t.arg.string({ required: true, description: 'A slug or a natural key.' }) },
    resolve: (_, { slug }, { loaders }) => loaders.named(claims, slug),
    pushdown: byName(claims),
  }),
  claims: t.connection(
    {
      type: 'Claim',
      description:
        'Who said what, the latest first unless asked otherwise. `claims(filter: { stances: [DENIES, CANNOT_CONFIRM] }, first: 50) { nodes { stance summary claimant { name } } }`.',
      args: claimListArguments,
      cost: claimListCost(),
      ...listed(claimListing),
    },
    connectionTo('Claim'),
  ),
}));
