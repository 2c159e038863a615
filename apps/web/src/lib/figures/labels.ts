import type { FigureRowFragment } from '../../gql/graphql.ts';
import { METRIC, POPULATION } from '../text/words.ts';

/** What is counted: "Deaths", "Displaced, new cases". */
export function headingOf({
  metric,
  measure,
}: Pick<FigureRowFragment, 'metric' | 'measure'>): string {
  if (measure === 'FLOW') return `${METRIC[metric]}, new cases`;
  if (measure === 'STOCK') return `${METRIC[metric]}, at the end`;
  return METRIC[metric];
}

/** Whose people: "Side of the Government of Kyrgyzstan, civilians", "In Tajikistan", "No side named". */
export function labelOf({
  party,
  population,
  place,
}: Pick<FigureRowFragment, 'population' | 'place'> & { party: { name: string } | null }): string {
  const whose = party
    ? `Side of ${party.name.replace(/^Government/, 'the Government')}`
    : place
      ? null
      : 'No side named';
  return [whose, POPULATION[population], place && `${party ? 'in' : 'In'} ${place.name}`]
    .filter(Boolean)
    .join(', ');
}
