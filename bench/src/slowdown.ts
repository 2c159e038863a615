/**
 * How many times faster than the phone that Lighthouse stands for a machine is, by Lighthouse's own
 * benchmark index: its default of 4 is right for an index of 1,533 alone. The points are those of its
 * "CPU throttling calculator"; between them it is a line.
 */
const POINTS = [
  [150, 1],
  [800, 2],
  [1300, 3],
  [1533, 4],
  [2000, 6],
] as const;

export function slowdownOf(index: number): number {
  const [slowest, fastest] = [POINTS[0]!, POINTS.at(-1)!];
  const held = Math.min(Math.max(index, slowest[0]), fastest[0]);
  const above = Math.max(
    1,
    POINTS.findIndex(([at]) => at >= held),
  );
  const [[from, least], [to, most]] = [POINTS[above - 1]!, POINTS[above]!];
  return least + ((held - from) / (to - from)) * (most - least);
}
