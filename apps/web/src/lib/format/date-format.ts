import { getLocale, type Locale } from '#paraglide/runtime.js';
import { CALENDARS, type Calendar } from './months.ts';

type Options = Intl.DateTimeFormatOptions;

export interface DateFormat {
  format: (date: Date) => string;
}

const WRITTEN_AS: Record<Locale, string> = {
  en: 'en-GB',
  ru: 'ru',
  // The order of a Kyrgyz or Tajik date is the British one.
  ky: 'en-GB',
  tg: 'en-GB',
  'ar-XB': 'en-GB',
};

const formats = new Map<string, DateFormat>();

/** `Intl.DateTimeFormat` in the page's language, kept, since making one is slow. */
export function dateFormat(zone: string, options: Options): DateFormat {
  const locale = getLocale();
  const id = locale + zone + JSON.stringify(options);
  const known = formats.get(id) ?? make(locale, { timeZone: zone, ...options });
  formats.set(id, known);
  return known;
}

function make(locale: Locale, options: Options): DateFormat {
  const intl = new Intl.DateTimeFormat(WRITTEN_AS[locale], options);
  if (locale !== 'ky' && locale !== 'tg') return intl;
  const calendar = CALENDARS[locale];
  const names = options.month === 'short' ? calendar.short : calendar.long;
  const english = monthsOf(options);
  return {
    format: (date) =>
      intl
        .formatToParts(date)
        .map((part, index, parts) =>
          localPart(part, parts[index - 1], { calendar, names, english }),
        )
        .join(''),
  };
}

/** The months as the English format writes them, to be told by. */
function monthsOf({ month }: Options): string[] {
  const { format } = new Intl.DateTimeFormat('en-GB', { month: month ?? 'long', timeZone: 'UTC' });
  return Array.from({ length: 12 }, (_, index) => format(new Date(Date.UTC(2000, index, 15))));
}

interface Names {
  calendar: Calendar;
  names: readonly string[];
  english: readonly string[];
}

function localPart(
  { type, value }: { type: string; value: string },
  before: { type: string } | undefined,
  { calendar, names, english }: Names,
): string {
  if (type === 'month') return names[english.indexOf(value)] ?? value;
  if (type === 'year') return calendar.year(value);
  return type === 'literal' && value === ' ' && before?.type === 'day' ? calendar.joint : value;
}
