/** Whose estimates a sum is of, by its parts: an event without an estimate is nobody's. */
export const claimantsOf = (sums: readonly { claimant?: { name: string } | null }[]): string[] => [
  ...new Set(sums.flatMap(({ claimant }) => claimant?.name ?? [])),
];
