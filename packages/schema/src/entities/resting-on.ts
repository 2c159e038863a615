import { stoodAt } from '@casus/store/rules/as-of';
import { claims } from '@casus/store/tables/claim';
import type { Context } from '../context.ts';
import { momentOf } from '../types/scalars.ts';

/** Those of some facts whose claim stood at a moment; a fact that rests on none always holds. */
export async function restingOn<Fact extends { claimKey: string | null }>(
  facts: readonly Fact[],
  asOf: Date | null | undefined,
  context: Context,
): Promise<Fact[]> {
  const moment = momentOf(asOf, context);
  const grounds = await Promise.all(
    facts.map(({ claimKey }) => context.loaders.one(claims, claimKey)),
  );
  return facts.filter((_, index) => {
    const claim = grounds[index];
    return !claim || stoodAt(claim, moment);
  });
}
