import { m } from '#paraglide/messages.js';
import type { FigureRowFragment } from '../../gql/graphql.ts';
import { quantityText } from '../format/numbers.ts';
import { readName } from '../language/translation.ts';

type Voice = FigureRowFragment['voices'][number];

const numberOf = ({ quantity }: Voice) => quantity?.best ?? quantity?.low ?? quantity?.high ?? null;

/** The least and the most that claimants say, where two or more give a number that is not the same. */
function endsOf({ voices }: FigureRowFragment): { least: Voice; most: Voice; gap: number } | null {
  const counting = voices
    .filter((voice) => numberOf(voice) !== null)
    .toSorted((one, other) => numberOf(one)! - numberOf(other)!);
  const [least, most] = [counting[0], counting.at(-1)];
  if (!least || !most || numberOf(least) === numberOf(most)) return null;
  return { least, most, gap: numberOf(most)! - numberOf(least)! };
}

/**
 * Of how many deaths claimants speak, by the figure of which their numbers lie furthest apart, each end with whose it is.
 * Only of everyone's deaths in the whole of something: a part would pass for all. Null where no two differ.
 */
export function widestText(figures: readonly FigureRowFragment[]): string | null {
  const [widest] = figures
    .filter(
      ({ metric, population, party, place, period, measure }) =>
        metric === 'DEATHS' && population === 'ALL' && !party && !place && !period && !measure,
    )
    .flatMap((figure) => {
      const ends = endsOf(figure);
      return ends ? [{ figure, ...ends }] : [];
    })
    .toSorted((one, other) => other.gap - one.gap);
  if (!widest) return null;
  const { figure, least, most } = widest;
  return m.figures_widest({
    about: readName(figure.about),
    least: quantityText(least.quantity!),
    leastBy: least.claimant.name,
    most: quantityText(most.quantity!),
    mostBy: most.claimant.name,
  });
}
