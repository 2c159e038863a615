import { dayText } from '../format/times.ts';
import { daysOf } from './period-days.ts';

/** Of which days, both inclusive, a dataset speaks that is loaded here. */
export interface Coverage {
  dataset: { name: string };
  days: readonly { from: string; to: string; kind: 'ADDITIONS' | 'COMPLETE' | 'EXTRACT' }[];
}

/** Periods in a row of which nothing is known: from an index, and how many. */
export interface Gap {
  from: number;
  count: number;
}

/**
 * Runs of periods of which nothing is known: those of which no loaded dataset speaks or, where that is not
 * told, those in which no event is on record.
 */
export function gapsIn(
  keys: readonly string[],
  coverage: readonly Coverage[],
  isOnRecord: (index: number) => boolean,
): Gap[] {
  const gaps: Gap[] = [];
  for (const [index, key] of keys.entries()) {
    if (coverage.length > 0 ? isCovered(key, coverage) : isOnRecord(index)) continue;
    const last = gaps.at(-1);
    if (last && last.from + last.count === index) last.count += 1;
    else gaps.push({ from: index, count: 1 });
  }
  return gaps;
}

/** Whether a dataset speaks of any day of a period; of an extract, no event tells nothing. */
function isCovered(key: string, coverage: readonly Coverage[]): boolean {
  const { from, to } = daysOf(key);
  return coverage.some(({ days }) =>
    days.some((each) => each.kind !== 'EXTRACT' && each.from <= to && from <= each.to),
  );
}

/** Of which days what is loaded speaks; empty where nothing tells. */
export const coverageText = (coverage: readonly Coverage[]): string =>
  coverage
    .flatMap(({ dataset, days }) =>
      days
        .filter(({ kind }) => kind !== 'EXTRACT')
        .map(({ from, to }) => `${dataset.name}, ${dayText(from)} – ${dayText(to)}`),
    )
    .join('; ');
