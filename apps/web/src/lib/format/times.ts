import { m } from '#paraglide/messages.js';
import type { TimePrecision } from '../../gql/graphql.ts';
import { dateFormat } from './date-format.ts';

export interface BoundsLike {
  earliest: string;
  latest: string;
  precision: TimePrecision;
  zone?: string | null;
}

const DAY = { day: 'numeric', month: 'long', year: 'numeric' } as const;
const SHORT_DAY = { day: 'numeric', month: 'short' } as const;
const CLOCK = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

/** 16 September 2022. */
export function dayText(instant: string, zone = 'UTC'): string {
  return dateFormat(zone, DAY).format(new Date(instant));
}

/** 16 Sep. */
export function shortDayText(instant: string, zone = 'UTC'): string {
  return dateFormat(zone, SHORT_DAY).format(new Date(instant));
}

/** 16 Sep 2022. */
export function shortDateText(instant: string): string {
  return dateFormat('UTC', { ...SHORT_DAY, year: 'numeric' }).format(new Date(instant));
}

/** 16:00. */
export function clockText(instant: string, zone = 'UTC'): string {
  return dateFormat(zone, CLOCK).format(new Date(instant));
}

/**
 * Whether a moment is a bound rather than a time of the day: the last millisecond of a day. Somebody who
 * is known to have spoken in a year had certainly spoken at its end; nobody spoke at 23:59.
 */
export function isDayEnd(instant: string, zone = 'UTC'): boolean {
  if (!instant.endsWith('59.999Z')) return false;
  const next = new Date(Date.parse(instant) + 1).toISOString();
  return dayText(next, zone) !== dayText(instant, zone);
}

/** 16 September 2022, 10:00 UTC. */
export function momentText(instant: string): string {
  if (isDayEnd(instant)) return m.times_day_end({ day: dayText(instant) });
  return m.times_utc({ day: dayText(instant), clock: clockText(instant) });
}

/** Cities of the record's zones, as readers of other languages write them. */
const CITIES: Record<string, () => string> = {
  'Asia/Bishkek': m.times_bishkek,
  'Asia/Dushanbe': m.times_dushanbe,
};

/** The city that names a zone: Bishkek. */
export function zoneCity(zone: string): string {
  return CITIES[zone]?.() ?? zone.split('/').at(-1)!.replaceAll('_', ' ');
}

/** 17 September, 05:59 in Bishkek; nothing for the end of a day of UTC, which is no time of the day anywhere. */
export function localText(instant: string, zone: string): string {
  const city = zoneCity(zone);
  const day = dateFormat(zone, { day: 'numeric', month: 'long' }).format(new Date(instant));
  if (isDayEnd(instant, zone)) return m.times_day_end_in({ day, city });
  if (isDayEnd(instant)) return '';
  return m.times_local({ day, clock: clockText(instant, zone), city });
}

/** A time as closely as it is known: "16 September 2022", "28 April – 1 May 2021", "January 2022", "2023". */
export function boundsText({ earliest, latest, precision, zone }: BoundsLike): string {
  const at = zone ?? 'UTC';
  const from = new Date(earliest);
  const to = new Date(latest);
  if (precision === 'MINUTE' || precision === 'HOUR') {
    const utc = momentText(latest);
    return zone ? m.times_both({ utc, local: localText(latest, zone) }) : utc;
  }
  if (precision === 'MONTH' && isWhole({ month: 'long', year: 'numeric' }, from, to, at)) {
    return dateFormat(at, { month: 'long', year: 'numeric' }).format(from);
  }
  if (precision === 'YEAR' && isWhole({ year: 'numeric' }, from, to, at)) {
    return dateFormat(at, { year: 'numeric' }).format(from);
  }
  return daysText(from, to, at);
}

/**
 * "12 – 20 April 2021": what both days share is said once, as `formatRange` would, which takes a
 * browser fifty times as long. Every language of the site writes the day first, the year last.
 */
function daysText(from: Date, to: Date, zone: string): string {
  const last = dateFormat(zone, DAY).format(to);
  const shared = (options: Intl.DateTimeFormatOptions) => {
    const { format } = dateFormat(zone, options);
    return format(from) === format(to);
  };
  if (shared(DAY)) return last;
  const { day, month, year } = DAY;
  const own = shared({ month, year }) ? { day } : shared({ year }) ? { day, month } : DAY;
  return `${dateFormat(zone, own).format(from)} – ${last}`;
}

/** Whether the bounds are one month or year, from its first moment to its last. */
function isWhole(options: Intl.DateTimeFormatOptions, from: Date, to: Date, zone: string): boolean {
  const { format: named } = dateFormat(zone, options);
  const before = new Date(from.getTime() - 1);
  const after = new Date(to.getTime() + 1000);
  return named(from) === named(to) && named(before) !== named(from) && named(after) !== named(to);
}

/** A period by its ISO 8601 name: "Apr 2021" for 2021-04, "2021" for 2021. */
export function periodText(id: string): string {
  if (id.length === 4) return id;
  return dateFormat('UTC', { month: 'short', year: 'numeric' }).format(
    new Date(`${id}-01T00:00:00Z`),
  );
}

/** "since 16 October 2020, until 5 May 2023". */
export function spellText({
  since,
  until,
}: {
  since?: string | null;
  until?: string | null;
}): string {
  return [
    since && m.components_since({ when: dayText(since) }),
    until && m.components_until({ when: dayText(until) }),
  ]
    .filter(Boolean)
    .join(', ');
}
