import { monthsOf } from '../span/span.ts';

/** A year or a month and what died in it by the sum of best estimates, persons; null where no event has an estimate. */
export interface YearOfDeaths {
  /** 2021, or 2021-05 */
  period: string;
  deaths?: { best: number } | null;
}

/** Every year, or month, from the first to the last of all series: what is drawn beside one another shares them. */
export function periodsOf(series: readonly (readonly YearOfDeaths[])[]): string[] {
  const told = series
    .flat()
    .map(({ period }) => period)
    .toSorted();
  const [first, last] = [told[0], told.at(-1)];
  if (first === undefined || last === undefined) return [];
  if (first.length > 4) return monthsOf({ from: first, to: last });
  const year = Number(first);
  return Array.from({ length: Number(last) - year + 1 }, (_, index) => String(year + index));
}
