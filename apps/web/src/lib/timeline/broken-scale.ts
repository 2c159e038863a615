/** A spell of time that is drawn to scale; what lies between two spells is not. */
export interface Spell {
  from: number;
  to: number;
  /** Percent of the line. */
  start: number;
  end: number;
}

const DAY_MS = 86_400_000;

/** A silence of so many days breaks the line. */
const BREAK_DAYS = 12;
const MOST_SPELLS = 7;

/** Percent: between two spells, and the least that a spell is given. */
const GAP = 3;
const LEAST = 9;

/**
 * A line of time broken at its silences: true to scale, a year between two fights would leave each of
 * them a dot. Times are in milliseconds; each spell runs over whole days.
 */
export function spellsOf(times: readonly number[]): Spell[] {
  const sorted = [...new Set(times)].sort((a, b) => a - b);
  if (sorted.length === 0) return [];
  const silences = sorted
    .slice(1)
    .map((time, index) => ({ index: index + 1, days: (time - sorted[index]!) / DAY_MS }))
    .filter(({ days }) => days > BREAK_DAYS)
    .sort((a, b) => b.days - a.days)
    .slice(0, MOST_SPELLS - 1)
    .map(({ index }) => index)
    .sort((a, b) => a - b);
  const bounds = [0, ...silences].map((from, place) => ({
    from: Math.floor(sorted[from]! / DAY_MS) * DAY_MS,
    to: (Math.floor(sorted[(silences[place] ?? sorted.length) - 1]! / DAY_MS) + 1) * DAY_MS,
  }));
  const room = 100 - GAP * (bounds.length - 1) - LEAST * bounds.length;
  // By the root of its length: a month is given more than a day, and not thirty times as much.
  const weights = bounds.map(({ from, to }) => Math.sqrt((to - from) / DAY_MS) - 1);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let start = 0;
  return bounds.map(({ from, to }, index) => {
    const share = total > 0 ? weights[index]! / total : 1 / bounds.length;
    const end = start + LEAST + room * share;
    const spell = { from, to, start, end };
    start = end + GAP;
    return spell;
  });
}

/** Where a time stands on the line, in percent; within a silence, in the middle of its gap. */
export function placeOf(time: number, spells: readonly Spell[]): number {
  const [first] = spells;
  if (!first || time < first.from) return 0;
  for (const [index, { from, to, start, end }] of spells.entries()) {
    if (time <= to) {
      const at =
        time < from ? start - GAP / 2 : start + ((time - from) / (to - from)) * (end - start);
      return Math.round(at * 100) / 100;
    }
    const next = spells[index + 1];
    if (!next) return 100;
  }
  return 100;
}
