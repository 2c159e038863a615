import { Temporal } from 'temporal-polyfill';
import type { TimePrecision } from '@casus/store/vocabulary';

/** Bounds between which the truth lies, both inclusive, as the store keeps them. */
export interface TimeBounds {
  earliest: string;
  latest: string;
  precision: TimePrecision;
  edtf: string;
  zone: string | null;
}

/** How a curator writes a time: calendar days of a zone, narrowed by instants where more is known. */
export interface WrittenTime {
  date?: string | undefined;
  zone?: string | undefined;
  earliest?: string | undefined;
  latest?: string | undefined;
  precision?: TimePrecision | undefined;
}

/** A time that cannot be read; the message says what to write instead. */
export class TimeUnreadable extends Error {
  override name = 'TimeUnreadable';
}

/** @throws TimeUnreadable */
export function readTime(written: WrittenTime): TimeBounds {
  const { zone, date } = written;
  if (zone !== undefined && !isZone(zone)) {
    throw new TimeUnreadable(`“${zone}” is not a time zone: write an IANA name like Asia/Bishkek`);
  }
  const days = date === undefined ? null : calendarBounds(date, zone ?? 'UTC');
  const earliest = written.earliest ? readInstant(written.earliest) : days?.earliest;
  const latest = written.latest ? readInstant(written.latest) : days?.latest;
  const precision = written.precision ?? days?.precision;
  if (!earliest || !latest || !precision) {
    throw new TimeUnreadable(
      'a time needs a date, or all of earliest, latest and precision: add what is missing',
    );
  }
  if (earliest > latest) {
    throw new TimeUnreadable(
      `earliest (${earliest}) is after latest (${latest}): swap or correct them`,
    );
  }
  if (days && (earliest < days.earliest || latest > days.latest)) {
    throw new TimeUnreadable(
      `earliest and latest may only narrow ${date}: keep them within it or widen the date`,
    );
  }
  return {
    earliest,
    latest,
    precision,
    edtf: date ?? edtfOf(earliest, latest, zone ?? 'UTC'),
    zone: zone ?? null,
  };
}

/** An instant as the store writes it; an offset is required, so no reader's own zone creeps in. */
export function readInstant(text: string): string {
  try {
    return isoOf(Temporal.Instant.from(text));
  } catch {
    throw new TimeUnreadable(
      `“${text}” is not a moment: write date, time and offset like 2022-09-16T16:00+06:00`,
    );
  }
}

/** A day of the calendar, written like 2021-12-31. */
export function isDay(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)?.map(Number) ?? [];
  return year !== undefined && day! >= 1 && day! <= daysInMonth(year, month!);
}

/** None in a month that there is not. */
function daysInMonth(year: number, month: number): number {
  const isLeapYear = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  if (month === 2) return isLeapYear ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : month >= 1 && month <= 12 ? 31 : 0;
}

export function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** The EDTF forms that name certain days: a year, month or day, or two of them as an interval. */
function calendarBounds(edtf: string, zone: string) {
  const sides = edtf.split('/');
  const first = daysOf(sides[0]!, edtf);
  const last = daysOf(sides.at(-1)!, edtf);
  if (sides.length > 2) throw unreadableDate(edtf);
  const after = last.after.toZonedDateTime(zone).toInstant();
  return {
    earliest: isoOf(first.from.toZonedDateTime(zone).toInstant()),
    latest: isoOf(after.subtract({ milliseconds: 1 })),
    precision: sides.length === 2 ? ('DAYS' as const) : first.precision,
  };
}

function daysOf(side: string, whole: string) {
  const parts = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(side);
  if (!parts) throw unreadableDate(whole);
  const [, year, month, day] = parts;
  try {
    const from = Temporal.PlainDate.from(`${year}-${month ?? '01'}-${day ?? '01'}`);
    if (day) return { from, after: from.add({ days: 1 }), precision: 'DAY' as const };
    if (month) return { from, after: from.add({ months: 1 }), precision: 'MONTH' as const };
    return { from, after: from.add({ years: 1 }), precision: 'YEAR' as const };
  } catch {
    throw unreadableDate(whole);
  }
}

function unreadableDate(text: string): TimeUnreadable {
  return new TimeUnreadable(
    `“${text}” is not a date: write 2022, 2022-09 or 2022-09-16, or two of them as 2022-09-14/2022-09-19`,
  );
}

function edtfOf(earliest: string, latest: string, zone: string): string {
  const [from, to] = [earliest, latest].map((instant) =>
    Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate().toString(),
  );
  return from === to ? from! : `${from}/${to}`;
}

const isoOf = (instant: Temporal.Instant) => new Date(instant.epochMilliseconds).toISOString();
