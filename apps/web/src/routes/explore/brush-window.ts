import { daysOf } from '#lib/statistics/period-days.ts';

/** Months chosen, by their places, both inclusive and in order. */
export interface Window {
  from: number;
  to: number;
}

/** What is dragged: an end, the whole window, or a new one from where the pointer went down. */
export type Grip = 'from' | 'to' | 'window' | 'new';

const clamped = (place: number, last: number) => Math.max(0, Math.min(last, place));

/** The window once a grip was dragged from one month to another; an end that passes the other becomes it. */
export function dragged(
  before: Window,
  grip: Grip,
  from: number,
  to: number,
  last: number,
): Window {
  const at = clamped(to, last);
  switch (grip) {
    case 'from':
      return ordered(at, before.to);
    case 'to':
      return ordered(before.from, at);
    case 'new':
      return ordered(clamped(from, last), at);
    case 'window': {
      const length = before.to - before.from;
      const start = Math.max(0, Math.min(last - length, before.from + to - from));
      return { from: start, to: start + length };
    }
  }
}

const ordered = (one: number, other: number): Window => ({
  from: Math.min(one, other),
  to: Math.max(one, other),
});

const STEP: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
  PageDown: -12,
  PageUp: 12,
  Home: -Infinity,
  End: Infinity,
};

/** The window once a key was pressed on an end, which stops at the other; null for a key that moves nothing. */
export function moved(
  { from, to }: Window,
  end: 'from' | 'to',
  key: string,
  last: number,
): Window | null {
  const step = STEP[key];
  if (step === undefined) return null;
  return end === 'from'
    ? { from: clamped(from + step, to), to }
    : { from, to: Math.max(from, clamped(to + step, last)) };
}

/** The days of a window of months. */
export const daysWithin = (
  months: readonly { key: string }[],
  { from, to }: Window,
): { from: string; to: string } => ({
  from: daysOf(months[from]!.key).from,
  to: daysOf(months[to]!.key).to,
});
