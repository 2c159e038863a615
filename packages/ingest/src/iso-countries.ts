import countries from 'i18n-iso-countries/index.js';
import english from 'i18n-iso-countries/langs/en.json' with { type: 'json' };
import type { Entry } from './entry.ts';

countries.registerLocale(english);

/** Where the code list's English name is a form for registers, or shorter than a reader expects. */
const EVERYDAY_NAMES: ReadonlyMap<string, string> = new Map([
  ['AE', 'United Arab Emirates'],
  ['BN', 'Brunei'],
  ['CD', 'DR Congo'],
  ['FM', 'Micronesia'],
  ['GB', 'United Kingdom'],
  ['GM', 'Gambia'],
  ['KR', 'South Korea'],
  ['LA', 'Laos'],
  ['MD', 'Moldova'],
  ['NL', 'Netherlands'],
  ['SY', 'Syria'],
]);

/** A country as most people call it in English, by ISO 3166-1 alpha-2. */
export function everydayName(alpha2: string): string {
  return EVERYDAY_NAMES.get(alpha2) ?? countries.getName(alpha2, 'en', { select: 'alias' })!;
}

/** Kosovo's XK is the code everyone uses, but ISO has assigned it no three letters and no number. */
const XK = 'XK';

export const alpha3Of = (alpha2: string) =>
  alpha2 === XK ? null : countries.alpha2ToAlpha3(alpha2)!;

/** Three digits, leading zeros kept. */
export const numericOf = (alpha2: string) =>
  alpha2 === XK ? null : countries.alpha2ToNumeric(alpha2)!.padStart(3, '0');

/** The country with an ISO 3166-1 alpha-3 code, or XKX; null where there is none. */
export function countryByAlpha3(alpha3: string): Extract<Entry, { entity: 'place' }> | null {
  return countryOf(alpha3 === 'XKX' ? XK : countries.alpha3ToAlpha2(alpha3));
}

/** The country with an ISO 3166-1 number, leading zeros or none; null where there is none. */
export function countryByNumeric(number: string): Extract<Entry, { entity: 'place' }> | null {
  return /^\d{1,3}$/.test(number)
    ? countryOf(countries.numericToAlpha2(number.padStart(3, '0')))
    : null;
}

function countryOf(alpha2: string | undefined): Extract<Entry, { entity: 'place' }> | null {
  if (!alpha2) return null;
  const key = `iso:${alpha2}`;
  return {
    entity: 'place',
    row: { key, name: everydayName(alpha2), kind: 'COUNTRY', countryKey: key, countryCode: alpha2 },
  };
}
