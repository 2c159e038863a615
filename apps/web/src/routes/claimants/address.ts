import { localized } from '#lib/language/locale.ts';
import type { Pair } from './claimants.ts';

/** Where two claimants are compared. */
export function comparedPath({ claimants }: Pair, asOf: string | null): string {
  const asked = new URLSearchParams(claimants.map(({ slug }) => ['claimant', slug]));
  if (asOf) asked.set('asOf', asOf);
  return `${localized('/claimants')}?${asked}`;
}
