import { STATUS } from '#lib/text/words.ts';
import type { Conflict } from './conflict.ts';

/** The moments of a conflict that are worth rewinding to, with what came to stand at each. */
export function suggestedMoments({
  history,
}: Pick<Conflict, 'history'>): { at: string; label: string }[] {
  const first = history.nodes.flatMap(({ milestones }) => milestones)[0];
  if (!first) return [];
  const eve = { at: startOfDay(first.at), label: 'before the ceasefire' };
  const steps = history.nodes.flatMap(({ kind, milestones }) =>
    milestones.map(({ at, status }) => ({
      at,
      label: `${kind === 'CEASEFIRE' ? 'ceasefire' : 'agreement'}: ${STATUS[status].toLowerCase()}`,
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
