import type { FigureRowFragment } from '../../gql/graphql.ts';
import { m } from '#paraglide/messages.js';
import { boundsText } from '../format/times.ts';

type Current = FigureRowFragment['voices'][number];

/**
 * Why the numbers of a figure's claimants differ, as far as the claims tell: that one counted later than
 * another, gives but a bound, or rounds. Nothing is said of who is right.
 */
export function differencesOf(current: readonly Current[]): string[] {
  const counting = current.filter(({ quantity }) => quantity);
  if (counting.length < 2) return [];
  return [
    saidApart(counting),
    hedgedBy(counting, ['AT_LEAST', 'MORE_THAN'], m.figures_lower_bound),
    hedgedBy(counting, ['UP_TO'], m.figures_upper_bound),
    hedgedBy(counting, ['ABOUT'], m.figures_rounded),
  ].filter((text) => text !== null);
}

/** The first and the last to say so, where the one had certainly spoken before the other can have. */
function saidApart(current: readonly Current[]): string | null {
  const inOrder = current.toSorted((a, b) => (a.assertedAt.latest < b.assertedAt.latest ? -1 : 1));
  const [first, last] = [inOrder[0]!, inOrder.at(-1)!];
  if (first.assertedAt.latest >= last.assertedAt.earliest) return null;
  return m.figures_said_apart({
    first: first.claimant.name,
    from: boundsText(first.assertedAt),
    last: last.claimant.name,
    to: boundsText(last.assertedAt),
  });
}

function hedgedBy(
  current: readonly Current[],
  quantifiers: readonly NonNullable<Current['quantity']>['quantifier'][],
  sentence: (named: { claimants: string }) => string,
): string | null {
  const hedging = current.filter(({ quantity }) => quantifiers.includes(quantity!.quantifier));
  if (hedging.length === 0) return null;
  return sentence({
    claimants: [...new Set(hedging.map(({ claimant }) => claimant.name))].join(', '),
  });
}
