import type { FoughtByFragment, HomePageQuery } from '../gql/graphql.ts';
import { groupsOf, type FigureGroup } from '#lib/figures/groups.ts';

type Figure = HomePageQuery['disputed']['nodes'][number];

/** A figure on which claimants disagree, alone. */
export interface Dispute {
  /** Null where it is about a place. */
  conflict: FoughtByFragment | null;
  group: FigureGroup;
  /** How many times the lowest that claimants say now the highest is; never below 1. */
  times: number;
}

/**
 * Of contested figures that with the highest multiple of its lowest number first: a hundred for seventeen is
 * sharper than ten thousand for nine. Of two as sharp, the one about more people comes first.
 */
export function sharpestDisputes(figures: readonly Figure[], most: number): Dispute[] {
  return figures
    .flatMap((figure) => {
      const { low, high } = figure;
      if (typeof low !== 'number' || typeof high !== 'number') return [];
      const [group] = groupsOf([figure]);
      // Nobody and somebody have no ratio: one person is the least that is counted.
      return group ? [{ conflict: conflictOf(figure), group, times: high / Math.max(1, low) }] : [];
    })
    .sort((a, b) => b.times - a.times || b.group.max - a.group.max)
    .slice(0, most);
}

function conflictOf({ subject }: Figure): FoughtByFragment | null {
  if ('parties' in subject) return subject;
  return 'conflict' in subject ? (subject.conflict ?? null) : null;
}
