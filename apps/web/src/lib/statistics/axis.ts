import { dateFormat } from '../format/date-format.ts';
import { daysOf } from './period-days.ts';

/** What is written below one of the periods of a chart. */
export interface AxisLabel {
  index: number;
  text: string;
  /** There is only room for it on a wide screen. */
  onlyWide: boolean;
}

/** Steps in months between labels that a reader can count along. */
const STEPS = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600];
/** So many labels stand beside each other. */
const ROOM = { wide: 8, narrow: 4 };

/**
 * Labels for years (2021), months (2021-05) or ISO weeks (2021-W05) in their order: a year stands where it
 * begins, a month by its name. The first label always tells its year.
 */
export function axisLabels(keys: readonly string[], room = ROOM): AxisLabel[] {
  const starts = keys.map((key, index) => {
    const [year, month] = daysOf(key).from.split('-').map(Number) as [number, number];
    return { index, months: year * 12 + month - 1 };
  });
  const firsts = starts.filter(
    ({ months }, index) => index === 0 || months !== starts[index - 1]!.months,
  );
  const every = (step: number) => firsts.filter(({ months }) => months % step === 0);
  // Narrow screens keep some of the labels that wide ones have.
  const fitting = (most: number, unit: number) =>
    STEPS.find((step) => step % unit === 0 && every(step).length <= most) ?? STEPS.at(-1)!;
  const wide = fitting(room.wide, keys[0]?.length === 4 ? 12 : 1);
  const narrow = fitting(room.narrow, wide);
  const chosen = every(wide);
  const shown = chosen.length > 0 ? chosen : firsts.slice(0, 1);
  const onNarrow = shown.filter(({ months }) => months % narrow === 0);
  const kept = onNarrow.length > 0 ? onNarrow : shown.slice(0, 1);
  return shown.map(({ index, months }) => ({
    index,
    text: labelOf(months, index === shown[0]!.index || index === kept[0]!.index),
    onlyWide: !kept.some((each) => each.index === index),
  }));
}

function labelOf(months: number, isFirst: boolean): string {
  const start = new Date(0);
  start.setUTCFullYear(Math.floor(months / 12), months % 12, 1);
  if (months % 12 === 0) return String(start.getUTCFullYear());
  return dateFormat(
    'UTC',
    isFirst ? { month: 'short', year: 'numeric' } : { month: 'short' },
  ).format(start);
}
