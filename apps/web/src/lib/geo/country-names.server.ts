import { baseLocale, getLocale } from '#paraglide/runtime.js';
import { countryNames } from './atlas.server.ts';
import { isOffered } from '../language/locale.ts';

/** Where the language data's word is not the one that the record, or the country itself, writes. */
const OWN_NAMES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  ru: { CD: 'ДР Конго', MM: 'Мьянма' },
  ky: { CD: 'Конго Демократиялык Республикасы', MM: 'Мьянма' },
  tg: { CD: 'Ҷумҳурии Демократии Конго' },
};

/** As datasets write countries in English, where neither the atlas nor the language data does. */
const DATASETS_NAMES: Readonly<Record<string, string>> = {
  'Bosnia-Herzegovina': 'BA',
  'Cape Verde': 'CV',
  Congo: 'CG',
  'Czech Republic': 'CZ',
  'DR Congo': 'CD',
  'East Timor': 'TL',
  'Ivory Coast': 'CI',
  'Kingdom of eSwatini': 'SZ',
  'Macedonia, FYR': 'MK',
  Rumania: 'RO',
  'United States of America': 'US',
};

let codes: ReadonlyMap<string, string> | null = null;

/** The ISO 3166-1 code of what is called so in English; null where no country is. */
export function codeOfCountry(name: string): string | null {
  codes ??= new Map([
    ...Object.entries(inLanguage(baseLocale)).map(([code, english]) => [english, code] as const),
    ...Object.entries(countryNames).map(([code, english]) => [english, code] as const),
    ...Object.entries(DATASETS_NAMES),
  ]);
  return codes.get(name) ?? null;
}

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
    Object.entries(countryNames).map(([code, name]) => [
      code,
      OWN_NAMES[locale]?.[code] ?? regions.of(code) ?? name,
    ]),
  );
}
