interface Pair {
  sideA: { name: string };
  sideB: { name: string };
}

/** "Government of Afghanistan – Taleban". */
export const dyadName = ({ sideA, sideB }: Pair): string => `${sideA.name} – ${sideB.name}`;
