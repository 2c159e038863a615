import {
  answering,
  answersTo,
  successorsOf,
  superseding,
  type Claim as ClaimRow,
} from '@casus/store/entities/claim';
import { claimStands } from '@casus/store/entities/claim-standing';
import { stoodAt } from '@casus/store/rules/as-of';
import { actors } from '@casus/store/tables/actor';
import {
  claimAttributions,
  claims,
  type ClaimPart as ClaimPartRow,
} from '@casus/store/tables/claim';
import { conflicts } from '@casus/store/tables/conflict';
import { places } from '@casus/store/tables/place';
import { reports } from '@casus/store/tables/report';
import {
  ownedRows,
  arrayElements,
  firstOwnedRow,
  rowByKey,
  nullUnless,
} from '@casus/store/pushdown/json';
import { sql, type SQL } from 'drizzle-orm';
import { builder } from '../builder.ts';
import { connectionTo } from '../connections.ts';
import type { Context } from '../context.ts';
import { asOfArgument } from '../types/as-of.ts';
import {
  AttributionRole,
  ClaimKind,
  InformationCredibility,
  Measure,
  Metric,
  Population,
  Quantifier,
  Rank,
  Side,
  SourceReliability,
  Stance,
} from '../types/enums.ts';
import { instantOf, momentOf } from '../types/scalars.ts';
import { boundsOf, TimeBounds } from '../types/time-bounds.ts';
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

export const Quantity = builder
  .objectRef<Pick<ClaimRow, 'low' | 'best' | 'high' | 'quantifier'>>('Quantity')
  .implement({
    description:
      'The number a claim gives, in persons. low ≤ best ≤ high does not always hold (UCDP); such rows are flagged, not repaired.',
    fields: (t) => ({
      low: t.exposeFloat('low', { nullable: true, description: 'The lowest the claimant allows.' }),
      best: t.exposeFloat('best', { nullable: true, description: 'The number itself.' }),
      high: t.exposeFloat('high', {
        nullable: true,
        description: 'The highest the claimant allows.',
      }),
      quantifier: t.field({
        type: Quantifier,
        description: "The claimant's own hedge.",
        resolve: ({ quantifier }) => quantifier ?? 'EXACT',
        pushdown: coalesce(['quantifier'], 'EXACT'),
      }),
    }),
  });

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

/** The number a claim gives; null for other kinds, and for "there are dead" without one. */
export function quantityOf(claim: ClaimRow): ClaimRow | null {
  return claim.low === null && claim.best === null && claim.high === null ? null : claim;
}

const AttributionStep = builder
  .objectRef<typeof claimAttributions.$inferSelect>('AttributionStep')
  .implement({
    description: 'One step of the chain from who said it to where it was published.',
    fields: (t) => ({
      position: t.exposeInt('position', {
        description:
          'From 1, claimant first. Steps at one position stand side by side: several sources of one settled figure.',
      }),
      role: t.expose('role', { type: AttributionRole, description: 'What the actor did.' }),
      actor: t.field({
        type: 'Actor',
        description: 'Who did it.',
        ...toKnown(actors, 'actorKey'),
      }),
      report: t.field({
        type: 'Report',
        nullable: true,
        description: 'The document, where known.',
        ...toOne(reports, 'reportKey'),
      }),
      locator: t.string({
        nullable: true,
        description: 'Where in the document it stands.',
        resolve: ({ paragraph, locator }) =>
          [placeOf(paragraph), locator].filter((part) => part !== null).join(', ') || null,
        pushdown: expression((row) => [
          sql`coalesce(to_json(nullif(concat_ws(', ', ${placeJson(row.column('paragraph'))}, ${row.column('locator')}), ''))::text, 'null')`,
        ]),
      }),
    }),
  });

/** Paragraphs are counted from 1; what stands above them is the headline. */
function placeOf(paragraph: number | null): string | null {
  if (paragraph === null) return null;
  return paragraph === 0 ? 'headline' : `paragraph ${paragraph}`;
}

/** The same, said to the database. */
const placeJson = (paragraph: SQL) =>
  sql`case ${paragraph} when 0 then 'headline' else 'paragraph ' || ${paragraph} end`;

const ClaimPart = builder.objectRef<ClaimPartRow>('ClaimPart').implement({
  description: 'A part of a figure as its claimant splits it.',
  fields: (t) => ({
    population: t.expose('population', { type: Population, description: 'Who is counted.' }),
    party: t.field({
      type: 'Actor',
      nullable: true,
      description: "Whose people are counted; null for everyone's.",
      ...toOne(actors, 'partyKey'),
    }),
    side: t.expose('side', {
      type: Side,
      nullable: true,
      description:
        'Of the event, where the claimant splits the dead by its sides; null for a part of no side.',
    }),
    best: t.exposeFloat('best', { description: 'Persons.' }),
  }),
});

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
    recordedAt: t.expose('recordedAt', {
      type: 'DateTime',
      description: 'When this installation first recorded it.',
    }),
    withdrawnAt: t.field({
      type: 'DateTime',
      nullable: true,
      description:
        'When it was withdrawn, by its claimant or by a later release that leaves it out; null while it stands.',
      args: { asOf: t.arg(asOfArgument) },
      resolve: ({ withdrawnAt }, { asOf }, context) =>
        withdrawnAt && withdrawnAt <= momentOf(asOf, context) ? withdrawnAt : null,
      pushdown: expression((row, { asOf }: { asOf?: Date | null }, { now }) =>
        nullUnless(sql`${row.column('withdrawnAt')} <= ${asOf ? instantOf(asOf) : now}`, [
          row.json('withdrawnAt'),
        ]),
      ),
    }),
    withdrawnReason: t.field({
      type: 'String',
      nullable: true,
      description:
        'Why a claim of a dataset was withdrawn: which later release leaves out what it is about. Null while it stands, and for a claim that its claimant withdrew.',
      args: { asOf: t.arg(asOfArgument) },
      resolve: ({ withdrawnAt, withdrawnReason }, { asOf }, context) =>
        withdrawnAt && withdrawnAt <= momentOf(asOf, context) ? withdrawnReason : null,
      pushdown: expression((row, { asOf }: { asOf?: Date | null }, { now }) =>
        nullUnless(sql`${row.column('withdrawnAt')} <= ${asOf ? instantOf(asOf) : now}`, [
          sql`coalesce(${row.json('withdrawnReason')}, 'null')`,
        ]),
      ),
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
