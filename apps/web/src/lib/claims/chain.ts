import { m } from '#paraglide/messages.js';
import type { ClaimCardFragment } from '../../gql/graphql.ts';
import { ROLE } from '../vocabulary/words.ts';

type Step = ClaimCardFragment['attribution'][number];

/** Steps that stand side by side, and what they did. */
export interface Stage {
  roles: string;
  steps: Step[];
}

/**
 * A chain by its positions. Who said a thing and published it too, alone, stands once: what it did
 * is told in one breath.
 */
export function stagesOf(chain: readonly Step[]): Stage[] {
  const stages: Stage[] = [];
  for (const steps of Map.groupBy(chain, ({ position }) => position).values()) {
    const before = stages.at(-1);
    const [only, ...others] = steps;
    const same =
      before?.steps.length === 1 &&
      others.length === 0 &&
      before.steps[0]!.actor.slug === only!.actor.slug;
    if (same) {
      stages.splice(-1, 1, {
        roles: m.components_itself({ roles: before.roles, role: ROLE[only!.role] }),
        steps,
      });
    } else {
      stages.push({ roles: ROLE[only!.role], steps });
    }
  }
  return stages;
}
