import { boundsText, periodText } from '../format/times.ts';

const iso = (time: number) => new Date(time).toISOString().slice(0, 10);
const DAY = 86_400_000;

/** The first and last day of a year (2021), a month (2021-05) or an ISO week (2021-W05). */
export function daysOf(key: string): { from: string; to: string } {
  const year = Number(key.slice(0, 4));
  if (key.length === 4) return { from: `${key}-01-01`, to: `${key}-12-31` };
  if (key[5] === 'W') {
    // The week of 4 January is a year's first.
    const fourth = Date.UTC(year, 0, 4);
    const monday = fourth - ((new Date(fourth).getUTCDay() + 6) % 7) * DAY;
    const start = monday + (Number(key.slice(6)) - 1) * 7 * DAY;
    return { from: iso(start), to: iso(start + 6 * DAY) };
  }
  return { from: `${key}-01`, to: iso(Date.UTC(year, Number(key.slice(5)), 0)) };
}

/** The period of the same length that comes next: 2021-12 is followed by 2022-01. */
export function nextPeriod(key: string): string {
  const after = new Date(Date.parse(`${daysOf(key).to}T00:00:00Z`) + DAY);
  const year = after.getUTCFullYear();
  if (key.length === 4) return String(year);
  if (key[5] !== 'W') return after.toISOString().slice(0, 7);
  // An ISO week is of the year in which its Thursday lies.
  const thursday = new Date(after.getTime() + 3 * DAY);
  const first = Date.UTC(thursday.getUTCFullYear(), 0, 1);
  const number = Math.floor((thursday.getTime() - first) / DAY / 7) + 1;
  return `${thursday.getUTCFullYear()}-W${String(number).padStart(2, '0')}`;
}

/** In the reader's language: "2021", "Apr 2021", "1 – 7 February 2021". */
export function spanText(key: string): string {
  if (key[5] !== 'W') return periodText(key);
  const { from, to } = daysOf(key);
  return boundsText({
    earliest: `${from}T00:00:00Z`,
    latest: `${to}T00:00:00Z`,
    precision: 'DAY',
  });
}
