import { m } from '#paraglide/messages.js';
import { AGREEMENT_KIND } from '#lib/vocabulary/kinds.ts';
import { STATUS } from '#lib/vocabulary/words.ts';
import type { Conflict } from './conflict.ts';

/** The moments of a conflict that are worth rewinding to, with what came to stand at each. */
export function suggestedMoments({
  history,
}: Pick<Conflict, 'history'>): { at: string; label: string }[] {
  const first = history.nodes.flatMap(({ milestones }) => milestones)[0];
  if (!first) return [];
  const eve = { at: startOfDay(first.at), label: m.conflict_before_ceasefire() };
  const steps = history.nodes.flatMap(({ kind, milestones }) =>
    milestones.map(({ at, status }) => ({
      at,
      label: `${AGREEMENT_KIND[kind].toLowerCase()}: ${STATUS[status].toLowerCase()}`,
    })),
  );
  return [eve, ...merged(steps)];
}

const startOfDay = (instant: string) => `${instant.slice(0, 10)}T00:00:00.000Z`;

/** What came to stand at one moment is one suggestion. */
function merged(steps: readonly { at: string; label: string }[]): { at: string; label: string }[] {
  return [...Map.groupBy(steps, ({ at }) => at)].map(([at, together]) => ({
    at,
    label: together
      .map(({ label }, index) => (index === 0 ? label : label.replace(/^.*: /, '')))
      .join(', '),
  }));
}

/** Whose clocks count is no later knowledge, so the agreements need not have been announced. */
export function zoneOf({ history }: Pick<Conflict, 'history'>): string | null {
  return history.nodes.find((each) => each.effectiveZone)?.effectiveZone ?? null;
}
