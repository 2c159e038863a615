interface Pair {
  name: string;
  sideA: { slug: string; name: string };
  sideB: { slug: string; name: string };
}

/** "Government of Afghanistan – Taleban"; where one actor stands for both sides, as the dataset names the two. */
export const dyadName = ({ name, sideA, sideB }: Pair): string =>
  sideA.slug === sideB.slug ? name : `${sideA.name} – ${sideB.name}`;
