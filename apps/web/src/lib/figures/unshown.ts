/** How many claimants have a say in a figure beside those whose claims a page has. */
export const unshownOf = ({
  claimantCount,
  voices,
}: {
  claimantCount: number;
  voices: readonly unknown[];
}): number => claimantCount - voices.length;
