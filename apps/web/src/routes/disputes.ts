import type { HomePageQuery } from '../gql/graphql.ts';
import { groupsOf, type FigureGroup } from '#lib/figures/groups.ts';

type Conflict = HomePageQuery['conflicts']['nodes'][number];

/** A figure on which claimants disagree, alone. */
export interface Dispute {
  conflict: Conflict;
  group: FigureGroup;
  /** How many times the lowest that claimants say now the highest is; never below 1. */
  times: number;
}

/**
 * The figures on which claimants are farthest apart, of whatever conflict, that with the highest multiple of
 * its lowest number first: a hundred for seventeen is sharper than ten thousand for nine. Of two as sharp, the
 * one about more people comes first.
 */
export function sharpestDisputes(conflicts: readonly Conflict[], most: number): Dispute[] {
  return conflicts
    .flatMap((conflict) =>
      conflict.figures.flatMap((figure) => {
        const { contested, low, high } = figure;
        if (!contested || typeof low !== 'number' || typeof high !== 'number') return [];
        const [group] = groupsOf([figure]);
        // Nobody and somebody have no ratio: one person is the least that is counted.
        return group ? [{ conflict, group, times: high / Math.max(1, low) }] : [];
      }),
    )
    .sort((a, b) => b.times - a.times || b.group.max - a.group.max)
    .slice(0, most);
}
