import { baseLocale, getLocale, locales, type Locale } from '#paraglide/runtime.js';

/** The languages readers are offered, each by its own name. */
export const LANGUAGES = {
  en: 'English',
  ru: 'Русский',
  ky: 'Кыргызча',
  tg: 'Тоҷикӣ',
} as const satisfies Partial<Record<Locale, string>>;

export const offered = Object.keys(LANGUAGES) as (keyof typeof LANGUAGES)[];

/** A pseudo-locale is there to test layouts, and is not offered. */
export const isOffered = (locale: Locale): boolean => locale in LANGUAGES;

/** A path of the site in a language: English addresses are bare, the others begin with theirs. */
export function localized(path: string, locale: Locale = getLocale()): string {
  const bare = unlocalized(path);
  return locale === baseLocale ? bare : `/${locale}${bare === '/' ? '' : bare}`;
}

/** Letters of Kyrgyz and Tajik stand among the Russian ones, which every browser can sort. */
export const alphabetically = (one: string, other: string): number =>
  one.localeCompare(other, ['ru', 'ky', 'tg'].includes(getLocale()) ? 'ru' : 'en');

export const PREFIX = new RegExp(
  `^/(${locales.filter((locale) => locale !== baseLocale).join('|')})(?=/|$)`,
);

/** The path without its language. */
export function unlocalized(path: string): string {
  return path.replace(PREFIX, '') || '/';
}
