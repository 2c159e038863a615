/** A year and what died in it by the sum of best estimates, persons; null where no event has an estimate. */
export interface YearOfDeaths {
  /** 2021 */
  period: string;
  deaths?: { best: number } | null;
}

/** Every year from the first to the last of all series: what is drawn beside one another shares them. */
export function yearsOf(series: readonly (readonly YearOfDeaths[])[]): number[] {
  const years = series.flat().map(({ period }) => Number(period));
  if (years.length === 0) return [];
  const first = Math.min(...years);
  return Array.from({ length: Math.max(...years) - first + 1 }, (_, index) => first + index);
}
