import {
  CLAIM_ORDERS,
  CLAIMS_AS_REPORTED,
  claimsWhere,
  type ClaimFilter,
} from '@casus/store/entities/claim';
import { countsOfClaims } from '@casus/store/entities/claim-counts';
import { claims } from '@casus/store/tables/claim';
import { builder } from '../builder.ts';
import { naming } from '../entities-named.ts';
import { badUserInput } from '../errors.ts';
import { nameOf, namesOf } from '../global-id.ts';
import {
  ClaimKind,
  InformationCredibility,
  Metric,
  Population,
  Rank,
  SourceReliability,
  Stance,
} from '../types/enums.ts';
import { positionGiven } from '../types/position.ts';
import { instantOf } from '../types/scalars.ts';
import type { Moment } from '../pushdown/options.ts';
import { asOfArgument } from '../types/as-of.ts';
import { curated, FILTER_DESCRIPTION, listArguments, type Asked } from './list-arguments.ts';

export const ClaimFilterInput = builder.inputType('ClaimFilter', {
  description: FILTER_DESCRIPTION,
  fields: (t) => ({
    conflicts: t.idList({
      ...naming('Conflict'),
      description: 'In the record of one of these conflicts.',
    }),
    claimants: t.idList({ ...naming('Actor'), description: 'By one of these claimants.' }),
    kinds: t.field({ type: [ClaimKind], description: 'Of one of these kinds.' }),
    metrics: t.field({ type: [Metric], description: 'Figures that count one of these.' }),
    stances: t.field({ type: [Stance], description: 'With one of these stances.' }),
    events: t.idList({
      ...naming('Event'),
      description:
        'About one of these events. With `agreements` or `places`: about any of them all.',
    }),
    agreements: t.idList({
      ...naming('Agreement'),
      description:
        'About one of these agreements. With `events` or `places`: about any of them all.',
    }),
    places: t.idList({
      ...naming('Place'),
      description:
        'About one of these places itself, as its displaced of a year are. With `events` or `agreements`: about any of them all.',
    }),
    parties: t.idList({
      ...naming('Actor'),
      description: 'Figures of the people of one of these actors.',
    }),
    populations: t.field({ type: [Population], description: 'Figures of one of these groups.' }),
    sameFigureAs: t.id({
      ...naming('Claim'),
      description:
        'Of the same figure as this claim: all that is claimed of one quantity, in pages. `Figure.claims(first: 1)` names one.',
    }),
    minQuantity: t.float({
      description:
        'Figures that may be at least so many, persons: by the highest number given; “at least” and “more than” have no upper end.',
    }),
    maxQuantity: t.float({
      description:
        'Figures that may be at most so many, persons: by the lowest number given; “up to” starts at 0.',
    }),
    ranks: t.field({ type: [Rank], description: 'Of one of these ranks.' }),
    sourceReliabilities: t.field({
      type: [SourceReliability],
      description: 'With a source of one of these grades.',
    }),
    informationCredibilities: t.field({
      type: [InformationCredibility],
      description: 'With information of one of these grades.',
    }),
    through: t.idList({
      ...naming('Actor'),
      description:
        'With one of these actors anywhere in the chain: as claimant, relay, publisher or adjudicator.',
    }),
    reports: t.idList({ ...naming('Report'), description: 'That stand in one of these reports.' }),
    assertedAfter: t.field({
      type: 'DateTime',
      description: 'Certainly asserted after this moment.',
    }),
    assertedBefore: t.field({
      type: 'DateTime',
      description: 'Certainly asserted before this moment.',
    }),
    recordedAfter: t.field({
      type: 'DateTime',
      description: 'First recorded by this installation after this moment.',
    }),
    changedSince: t.field({
      type: 'Position',
      description:
        'Recorded, corrected or withdrawn by this installation after this position, whether or not they stand: unless `withdrawn` says which. Take it from `position` of an earlier answer.',
    }),
    withdrawn: t.boolean({
      description: 'true: claims withdrawn by the moment of `asOf`, instead of those that stood.',
    }),
    superseded: t.boolean({
      description: 'Whether a later claim that stood at the moment of `asOf` replaces it.',
    }),
    text: t.string({ description: 'With this in the summary, in any case, accents or not.' }),
    curated: t.boolean(curated('claims')),
  }),
});

export const ClaimOrderEnum = builder.enumType('ClaimOrder', {
  description: 'The order of a list of claims; equals are in the order of their natural keys.',
  values: {
    LATEST_FIRST: { description: 'By when they were certainly asserted, newest first.' },
    EARLIEST_FIRST: { description: 'By when they were certainly asserted, oldest first.' },
  },
});

/** The store's filter for what the client asked. */
export function claimFilterOf(
  filter: (typeof ClaimFilterInput)['$inferInput'] | null | undefined,
): ClaimFilter {
  if (!filter) return {};
  const { minQuantity, maxQuantity, sameFigureAs } = filter;
  if ((minQuantity ?? 0) > (maxQuantity ?? Infinity)) {
    throw badUserInput(
      `minQuantity (${minQuantity}) is above maxQuantity (${maxQuantity}).`,
      'minQuantity',
    );
  }
  return {
    ...filter,
    conflicts: namesOf('Conflict', filter.conflicts),
    claimants: namesOf('Actor', filter.claimants),
    events: namesOf('Event', filter.events),
    agreements: namesOf('Agreement', filter.agreements),
    places: namesOf('Place', filter.places),
    parties: namesOf('Actor', filter.parties),
    sameFigureAs: sameFigureAs ? nameOf('Claim', sameFigureAs) : null,
    through: namesOf('Actor', filter.through),
    reports: namesOf('Report', filter.reports),
    assertedAfter: filter.assertedAfter ? instantOf(filter.assertedAfter) : null,
    assertedBefore: filter.assertedBefore ? instantOf(filter.assertedBefore) : null,
    recordedAfter: filter.recordedAfter ? instantOf(filter.recordedAfter) : null,
    changedSince: filter.changedSince ? positionGiven(filter.changedSince, 'changedSince') : null,
  };
}

/** The arguments of every list of claims, beside those of a page. */
export const claimListArguments = {
  ...listArguments('claims', ClaimFilterInput, ClaimOrderEnum, 'LATEST_FIRST'),
  asOf: builder.args((t) => ({ asOf: t.field(asOfArgument) })).asOf,
};

type ClaimsAsked = Asked<typeof ClaimFilterInput, typeof ClaimOrderEnum> & { asOf?: Date | null };

/** The claims that stood at a moment, filtered and ordered as asked. */
export const claimListing = ({ orderBy, ...asked }: ClaimsAsked, now: Moment) => ({
  table: claims,
  where: claimsAsked(asked, now),
  order: CLAIM_ORDERS[orderBy],
  counts: countsOfClaims(claimFilterOf(asked.filter)),
});

/** The claims of a report that stood at a moment, in its own order. */
export const reportedClaimListing = (asked: Omit<ClaimsAsked, 'orderBy'>, now: Moment) => ({
  table: claims,
  where: claimsAsked(asked, now),
  order: CLAIMS_AS_REPORTED,
});

const claimsAsked = ({ filter, asOf }: Omit<ClaimsAsked, 'orderBy'>, now: Moment) =>
  claimsWhere(claimFilterOf(filter), asOf ? instantOf(asOf) : now);
