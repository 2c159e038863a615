import type { ChangeRowFragment } from '../../gql/graphql.ts';
import { readName } from '../language/translation.ts';

/** What moved in a record at one moment, as far as it was asked for. */
export interface Changed {
  at: string;
  agreements: { slug: string; name: string; statuses: Status[] }[];
  /** Changes of claims, those of numbers first. */
  claims: ClaimChange[];
}

type Status = NonNullable<ChangeRowFragment['milestone']>['status'];
export type ClaimChange = Omit<ChangeRowFragment, 'claim'> & {
  claim: NonNullable<ChangeRowFragment['claim']>;
};

/** Out of changes, the latest first, those of the latest moment; null where there are none. */
export function latestChange(changes: readonly ChangeRowFragment[]): Changed | null {
  const at = changes[0]?.at;
  if (at === undefined) return null;
  const together = changes.filter((change) => change.at === at);
  const moved = together.flatMap(({ milestone }) => milestone ?? []);
  return {
    at,
    agreements: [...Map.groupBy(moved, ({ agreement }) => agreement.slug).values()].map(
      (milestones) => ({
        slug: milestones[0]!.agreement.slug,
        name: readName(milestones[0]!.agreement),
        // The list runs from the latest, an agreement from its announcement.
        statuses: milestones.map(({ status }) => status).reverse(),
      }),
    ),
    claims: together
      .filter(
        (change): change is ClaimChange => change.kind !== 'AGREEMENT_MOVED' && !!change.claim,
      )
      .sort(
        (a, b) =>
          weightOf(b) - weightOf(a) ||
          movedBy(b) - movedBy(a) ||
          // Of equals none is picked by chance: the order is that of their keys.
          (a.claim.slug < b.claim.slug ? -1 : 1),
      ),
  };
}

/** By how many persons a number moved; all of it where it is new or withdrawn. */
function movedBy({ before, after }: ClaimChange): number {
  const [from, to] = [before, after].map(
    (quantity) => quantity?.best ?? quantity?.low ?? quantity?.high ?? 0,
  );
  return Math.abs(to! - from!);
}

/** A number that moved tells more than a new one, and a new one more than words. */
function weightOf({ kind, before, after }: ClaimChange): number {
  if (kind === 'WITHDRAWN') return 3;
  if (before && after) return 2;
  return after ? 1 : 0;
}
