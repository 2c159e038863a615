import type { ComparedFigureFragment } from '../../gql/graphql.ts';
import { boundsText } from '../format/times.ts';
import { headingOf, labelOf } from './labels.ts';
import { unshownOf } from './unshown.ts';

/** How a claimant's number lies to the others': nobody's are added up, and none is a mean. */
export type Beside = 'ALONE' | 'SAME' | 'AMONG' | 'ABOVE' | 'BELOW';

/** Persons; an open end is null. */
interface Span {
  low: number;
  high: number | null;
}

export interface ComparedClaim {
  figure: ComparedFigureFragment;
  /** "Deaths, side of the Government of Kyrgyzstan". */
  label: string;
  claim: ComparedFigureFragment['voices'][number];
  own: Span;
  /** From the lowest to the highest that the other claimants say now; null where no other gives a number. */
  others: Span | null;
  beside: Beside;
  /** How many other claimants give a number. */
  rivals: number;
}

export interface ClaimantNumbers {
  claimant: { slug: string; name: string };
  claims: ComparedClaim[];
}

/** Each claimant's numbers beside the others' on the same figures; who is compared most comes first. */
export function compareClaimants(figures: readonly ComparedFigureFragment[]): ClaimantNumbers[] {
  const compared = figures.flatMap((figure) =>
    figure.voices.flatMap((claim) => comparedClaim(figure, claim) ?? []),
  );
  return [...Map.groupBy(compared, ({ claim }) => claim.claimant.slug).values()]
    .map((claims) => ({ claimant: claims[0]!.claim.claimant, claims }))
    .sort((a, b) => rivalled(b) - rivalled(a) || b.claims.length - a.claims.length);
}

/** Whether a figure has more claimants than are compared. */
export const isComparedInPart = (figures: readonly ComparedFigureFragment[]): boolean =>
  figures.some((figure) => unshownOf(figure) > 0);

/** How many of a claimant's numbers another gives, too. */
const rivalled = ({ claims }: ClaimantNumbers) => claims.filter(({ rivals }) => rivals > 0).length;

function comparedClaim(
  figure: ComparedFigureFragment,
  claim: ComparedFigureFragment['voices'][number],
): ComparedClaim | null {
  const own = spanOf(claim);
  if (!own) return null;
  const others = figure.voices.flatMap((each) =>
    each.claimant.slug === claim.claimant.slug ? [] : (spanOf(each) ?? []),
  );
  const period = figure.period ? `, ${boundsText(figure.period)}` : '';
  const range = others.length > 0 ? { low: lowest(others), high: highest(others) } : null;
  return {
    figure,
    label: `${headingOf(figure)}${period}, ${labelOf(figure).replace(/^./, (letter) => letter.toLowerCase())}`,
    claim,
    own,
    others: range,
    beside: besideOf(own, range),
    rivals: others.length,
  };
}

function spanOf({ quantity }: ComparedFigureFragment['voices'][number]): Span | null {
  const main = quantity?.best ?? quantity?.low ?? quantity?.high;
  if (!quantity || main === null || main === undefined) return null;
  const open = quantity.quantifier === 'AT_LEAST' || quantity.quantifier === 'MORE_THAN';
  return {
    low: quantity.quantifier === 'UP_TO' ? 0 : (quantity.low ?? main),
    high: open ? null : (quantity.high ?? main),
  };
}

const lowest = (spans: readonly Span[]) => Math.min(...spans.map(({ low }) => low));
const highest = (spans: readonly Span[]) =>
  spans.some(({ high }) => high === null) ? null : Math.max(...spans.map(({ high }) => high!));

function besideOf(own: Span, others: Span | null): Beside {
  if (!others) return 'ALONE';
  if (own.low === others.low && own.high === others.high) return 'SAME';
  if (others.high !== null && own.low > others.high) return 'ABOVE';
  if (own.high !== null && own.high < others.low) return 'BELOW';
  return 'AMONG';
}
