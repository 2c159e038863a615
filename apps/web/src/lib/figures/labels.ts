import type { FigureRowFragment } from '../../gql/graphql.ts';
import { m } from '#paraglide/messages.js';
import { METRIC, POPULATION } from '../vocabulary/words.ts';

/** What is counted: "Deaths", "Displaced, new cases". */
export function headingOf({
  metric,
  measure,
}: Pick<FigureRowFragment, 'metric' | 'measure'>): string {
  if (measure === 'FLOW') return m.figures_new_cases({ metric: METRIC[metric] });
  if (measure === 'STOCK') return m.figures_at_end({ metric: METRIC[metric] });
  return METRIC[metric];
}

/** Whose people: "Side of the Government of Kyrgyzstan, civilians", "In Tajikistan", "No side named". */
export function labelOf({
  party,
  population,
  place,
}: Pick<FigureRowFragment, 'population' | 'place'> & { party: { name: string } | null }): string {
  const whose = party
    ? m.figures_side({ party: party.name.replace(/^Government/, 'the Government') })
    : place
      ? null
      : m.figures_no_side();
  const where = place && { place: place.name };
  return [
    whose,
    POPULATION[population],
    where && (party ? m.figures_in(where) : m.figures_in_place(where)),
  ]
    .filter(Boolean)
    .join(', ');
}
