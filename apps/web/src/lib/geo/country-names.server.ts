import { baseLocale, getLocale } from '#paraglide/runtime.js';
import { countryNames } from './atlas.server.ts';
import { isOffered } from '../language/locale.ts';

const namesByLocale = new Map<string, Readonly<Record<string, string>>>([
  [baseLocale, countryNames],
]);

/** Every country of the atlas by its ISO 3166-1 code, in the page's language. */
export function countriesByName(): Readonly<Record<string, string>> {
  const asked = getLocale();
  const locale = isOffered(asked) ? asked : baseLocale;
  const names = namesByLocale.get(locale) ?? inLanguage(locale);
  namesByLocale.set(locale, names);
  return names;
}

/** A country as the record calls it in English; of few does it know what they are called in another language. */
export function countryName({
  name,
  countryCode,
}: {
  name: string;
  countryCode?: string | null;
}): string {
  const names = countriesByName();
  return names === countryNames || !countryCode ? name : (names[countryCode] ?? name);
}

function inLanguage(locale: string): Record<string, string> {
  const regions = new Intl.DisplayNames([locale], { type: 'region' });
  return Object.fromEntries(
    Object.entries(countryNames).map(([code, name]) => [code, regions.of(code) ?? name]),
  );
}
