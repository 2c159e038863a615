/** Numbers from 0 to below 1 that are the same at every run: mulberry32, from its seed. */
export function randomFrom(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export type Random = () => number;

export const among = <Value>(random: Random, values: readonly Value[]): Value =>
  values[Math.floor(random() * values.length)]!;

/** One of them, or nothing at a fifth of the times. */
export const perhaps = <Value>(random: Random, values: readonly Value[]): Value | null =>
  random() < 0.2 ? null : among(random, values);
