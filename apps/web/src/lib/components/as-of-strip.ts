/** A moment of the record, as the strip draws it. */
export interface Mark {
  at: string;
  /** Where it stands on the strip, 0 to 100. */
  percent: number;
  /** How many claims came to stand at it. */
  claims: number;
  later: boolean;
}

export interface Strip {
  marks: Mark[];
  knob: number;
  days: { label: string; percent: number }[];
}

const DAY_MS = 86_400_000;
/** Room at both ends, so that no mark or label is cut. */
const MARGIN = 3;

/**
 * The moments at which claims came to stand, along a line. The line runs over the densest spell: a
 * figure published a year later would squeeze the fortnight that matters into a dot.
 */
export function stripOf(moments: readonly string[], asOf: string | null): Strip | null {
  const times = moments.map((moment) => Date.parse(moment)).sort((a, b) => a - b);
  const spell = densestSpell(times);
  if (!spell) return null;
  const [start, end] = spell;
  if (start === end) return null;
  const span = Math.max(end - start, DAY_MS);
  const percentOf = (time: number) =>
    MARGIN + (Math.min(Math.max(time - start, 0), span) / span) * (100 - 2 * MARGIN);
  const now = asOf ? Date.parse(asOf) : Infinity;
  const within = times.filter((time) => time >= start && time <= end);
  const marks = [...Map.groupBy(within, (time) => time)].map(([time, { length }]) => ({
    at: new Date(time).toISOString(),
    percent: percentOf(time),
    claims: length,
    later: time > now,
  }));
  return { marks, knob: asOf ? percentOf(now) : 100, days: daysOf(start, start + span, percentOf) };
}

/** The run of moments with no gap of more than ten days that holds the most of them. */
function densestSpell(times: readonly number[]): [number, number] | null {
  let best: [number, number] | null = null;
  let most = 1;
  let from = 0;
  for (let index = 1; index <= times.length; index++) {
    const gap = index === times.length || times[index]! - times[index - 1]! > 10 * DAY_MS;
    if (!gap) continue;
    if (index - from > most) {
      most = index - from;
      best = [times[from]!, times[index - 1]!];
    }
    from = index;
  }
  return best;
}

function daysOf(
  start: number,
  end: number,
  percentOf: (time: number) => number,
): { label: string; percent: number }[] {
  const count = (end - start) / DAY_MS;
  const every = Math.max(1, Math.ceil(count / 6));
  const days: Strip['days'] = [];
  const first = Math.ceil(start / DAY_MS) * DAY_MS;
  for (let day = first; day <= end; day += every * DAY_MS) {
    const date = new Date(day);
    const label: string = new Intl.DateTimeFormat('en-GB', {
      day: 'numeric',
      timeZone: 'UTC',
      ...(days.length === 0 && { month: 'short' }),
    }).format(date);
    days.push({ label, percent: percentOf(day) });
  }
  return days;
}
