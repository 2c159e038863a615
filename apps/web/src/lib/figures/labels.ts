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

const COUNTS: Partial<Record<FigureRowFragment['metric'], () => string>> = {
  EVACUATED: m.figures_counts_evacuated,
  FLED: m.figures_counts_fled,
  DISPLACED: m.figures_counts_displaced,
};

/** What is counted under words that are taken for each other: evacuated, fled and displaced are not the same. */
export function definitionOf({
  metric,
  measure,
}: Pick<FigureRowFragment, 'metric' | 'measure'>): string {
  const counted = measure === 'FLOW' ? m.figures_counts_flow : m.figures_counts_stock;
  return [COUNTS[metric]?.(), measure && counted()].filter(Boolean).join(' ');
}

/** Whose people: "Side of the Government of Kyrgyzstan, civilians", "In Tajikistan", "No side named". */
export function labelOf({
  party,
  population,
  place,
}: Pick<FigureRowFragment, 'population'> & {
  party: { name: string } | null;
  place: { name: string } | null;
}): string {
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
