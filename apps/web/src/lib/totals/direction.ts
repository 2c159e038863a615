import { m } from '#paraglide/messages.js';
import type { CountedYearFragment, EventSeriesFragment } from '../../gql/graphql.ts';
import { countText, numberText } from '../format/numbers.ts';

type Coverage = EventSeriesFragment['coverage'];

/**
 * How the latest year that is wholly loaded compares with the one before it: only where the same dataset speaks of
 * every day of both, every event has an estimate, and none may belong to another year. Else why nothing is compared.
 * Null where there is nothing to compare: no estimate, or no deaths in either year.
 */
export function directionText(
  counted: readonly CountedYearFragment[],
  coverage: Coverage,
): string | null {
  const estimated = counted.filter(({ deaths }) => deaths);
  if (estimated.length === 0) return null;
  const datasets = new Set(estimated.map(({ dataset }) => dataset?.slug ?? ''));
  if (datasets.size > 1) return m.totals_no_direction_datasets();
  const [dataset] = [...datasets];
  const year = latestWhole(
    coverage.find((each) => each.dataset.slug === dataset)?.days ?? [],
    Math.max(...counted.map((row) => row.year ?? 0)),
  );
  if (year === null) return m.totals_no_direction_coverage();
  return comparedText(counted, year);
}

type Days = Coverage[number]['days'];

/** The latest year, no later than a given one, of which every day is loaded, and every day of the year before; null where there is none. */
function latestWhole(days: Days, latest: number): number | null {
  const isWhole = (year: number) =>
    days.some(
      ({ from, to, kind }) =>
        kind === 'COMPLETE' && from <= `${year}-01-01` && to >= `${year}-12-31`,
    );
  for (const { to } of days.toReversed()) {
    const year = Math.min(latest, Number(to.slice(0, 4)));
    if (isWhole(year) && isWhole(year - 1)) return year;
    if (isWhole(year - 1) && isWhole(year - 2)) return year - 1;
  }
  return null;
}

function comparedText(counted: readonly CountedYearFragment[], year: number): string | null {
  const [now, then] = [year, year - 1].map((one) => counted.filter((row) => row.year === one));
  const both = [...now!, ...then!];
  const years = { year: String(year), before: String(year - 1) };
  const without = sum(both.map(({ eventsWithoutFigure }) => eventsWithoutFigure));
  if (without > 0) {
    return m.totals_no_direction_missing({ ...years, events: countText(without, 'event') });
  }
  // An event of several years counts in the first of them, be that one of these two or not.
  const spanning = counted.filter(({ deathsSpanning }) => (deathsSpanning?.best ?? 0) > 0);
  if (spanning.some((row) => row.year !== null && row.year !== undefined && row.year <= year)) {
    return m.totals_no_direction_spanning(years);
  }
  const [best, before] = [now!, then!].map((rows) => sum(rows.map((row) => row.deaths?.best ?? 0)));
  if (best === 0 && before === 0) return null;
  const told = { ...years, best: numberText(best!), sum: numberText(before!) };
  const difference = numberText(Math.abs(best! - before!));
  if (best === before) return m.totals_direction_same(told);
  return (best! > before! ? m.totals_direction_more : m.totals_direction_fewer)({
    ...told,
    difference,
  });
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
