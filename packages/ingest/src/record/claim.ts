import {
  CLAIM_KINDS,
  INFORMATION_CREDIBILITIES,
  MEASURES,
  METRICS,
  POPULATIONS,
  SIDES,
  RANKS,
  SOURCE_RELIABILITIES,
  STANCES,
} from '@casus/store/vocabulary';
import { z } from 'zod';
import type { Entry } from '../entry.ts';
import { chain } from './chain.ts';
import { count, id, instant, names, naturalKey, reference, strict, text, time } from './fields.ts';
import { NO_FIGURE } from '../quantity.ts';
import { quantity } from './quantity.ts';
import type { References } from './references.ts';

const SUBJECTS = ['conflict', 'event', 'agreement', 'place'] as const;

const about = strict({
  conflict: reference.optional(),
  event: reference.optional(),
  agreement: reference.optional(),
  place: reference.optional(),
}).refine((subject) => SUBJECTS.filter((name) => subject[name] !== undefined).length === 1, {
  error: `a claim is about one thing: write one of ${SUBJECTS.join(', ')}`,
});

export const claimSchema = strict({
  id,
  key: naturalKey.optional(),
  slug: id.optional(),
  kind: z.enum(CLAIM_KINDS),
  about,
  metric: z.enum(METRICS).optional(),
  population: z.enum(POPULATIONS).optional(),
  party: reference.optional(),
  measure: z.enum(MEASURES).optional(),
  period: time.optional(),
  place: reference.optional(),
  quantity: quantity.optional(),
  parts: z
    .array(
      strict({
        population: z.enum(POPULATIONS),
        party: reference.optional(),
        /** Of the event, where the claimant splits the dead by its sides. */
        side: z.enum(SIDES).optional(),
        best: count,
      }),
    )
    .default([]),
  stance: z.enum(STANCES).default('ASSERTS'),
  summary: text,
  /** The record's own, of the summary as it stands: change them with it. */
  translations: names.default({}),
  asserted: time,
  chain,
  reliability: z.enum(SOURCE_RELIABILITIES).optional(),
  credibility: z.enum(INFORMATION_CREDIBILITIES).optional(),
  rank: z.enum(RANKS).default('NORMAL'),
  rankReason: text.optional(),
  /** The release of a dataset that makes the claim. */
  dataset: reference.optional(),
  answers: reference.optional(),
  supersedes: reference.optional(),
  withdrawn: instant.optional(),
}).superRefine((claim, ctx) => {
  const wrong = (field: string, message: string) =>
    ctx.addIssue({ code: 'custom', path: [field], message });
  if (claim.kind === 'FIGURE') {
    if (!claim.metric) wrong('metric', `is missing: a figure counts one of ${METRICS.join(', ')}`);
    if (!claim.quantity)
      wrong('quantity', 'is missing: write the number, or none if none is given');
  } else {
    for (const field of ['metric', 'population', 'measure', 'quantity'] as const) {
      if (claim[field]) wrong(field, `belongs to a figure: make the kind FIGURE or leave it out`);
    }
  }
  if (claim.rank !== 'NORMAL' && !claim.rankReason) {
    wrong('rankReason', `is missing: say why the claim is ranked ${claim.rank}`);
  }
  if (claim.withdrawn && claim.withdrawn <= claim.asserted.latest) {
    wrong(
      'withdrawn',
      `is not after the claim was asserted (${claim.asserted.latest}): correct either time`,
    );
  }
});

export type WrittenClaim = z.output<typeof claimSchema>;

export function claimEntry(claim: WrittenClaim, references: References): Entry {
  const { asserted, period, quantity: { low, best, high, quantifier } = NO_FIGURE } = claim;
  const attribution = claim.chain.flatMap((steps, position) =>
    steps.map(({ role, actor, report, paragraph, locator }, index) => ({
      position: position + 1,
      role,
      actorKey: references.key('actor', actor, 'chain', position, index, role.toLowerCase()),
      reportKey: references.optional('report', report, 'chain', position, index, 'report'),
      paragraph: paragraph ?? null,
      locator: locator ?? null,
    })),
  );
  const adjudicator = attribution.findLast(({ role }) => role === 'ADJUDICATOR');
  return {
    entity: 'claim',
    row: {
      key: references.own,
      slug: references.slug,
      kind: claim.kind,
      metric: claim.metric ?? null,
      population: claim.population ?? (claim.kind === 'FIGURE' ? 'ALL' : null),
      partyKey: references.optional('actor', claim.party, 'party'),
      measure: claim.measure ?? null,
      periodEarliest: period?.earliest ?? null,
      periodLatest: period?.latest ?? null,
      periodPrecision: period?.precision ?? null,
      periodEdtf: period?.edtf ?? null,
      periodZone: period?.zone ?? null,
      placeKey: references.optional('place', claim.place, 'place'),
      low,
      best,
      high,
      quantifier,
      parts: claim.parts.map(({ population, party, side, best: counted }, index) => ({
        population,
        partyKey: references.optional('actor', party, 'parts', index, 'party'),
        ...(side && { side }),
        best: counted,
      })),
      stance: claim.stance,
      summary: claim.summary,
      summaryTranslations: claim.translations,
      assertedEarliest: asserted.earliest,
      assertedLatest: asserted.latest,
      assertedPrecision: asserted.precision,
      assertedEdtf: asserted.edtf,
      assertedZone: asserted.zone,
      claimantKey: (adjudicator ?? attribution[0]!).actorKey,
      sourceReliability: claim.reliability ?? null,
      informationCredibility: claim.credibility ?? null,
      rank: claim.rank,
      rankReason: claim.rankReason ?? null,
      subjectConflictKey: references.optional(
        'conflict',
        claim.about.conflict,
        'about',
        'conflict',
      ),
      subjectEventKey: references.optional('event', claim.about.event, 'about', 'event'),
      subjectAgreementKey: references.optional(
        'agreement',
        claim.about.agreement,
        'about',
        'agreement',
      ),
      subjectPlaceKey: references.optional('place', claim.about.place, 'about', 'place'),
      conflictKey: references.conflict,
      releaseKey: references.optional('dataset', claim.dataset, 'dataset'),
      answersKey: references.optional('claim', claim.answers, 'answers'),
      supersedesKey: references.optional('claim', claim.supersedes, 'supersedes'),
      withdrawnAt: claim.withdrawn ?? null,
    },
    attribution,
  };
}
