import { m } from '#paraglide/messages.js';
import { baseLocale, getLocale } from '#paraglide/runtime.js';
import { codeOfCountry, countriesByName } from '../geo/country-names.server.ts';
import { POPULATION } from '../vocabulary/words.ts';
import { isOffered } from './locale.ts';

/**
 * Names that datasets make of parts, in the reader's language where the record has none of its own: a country by its
 * code, "Government of X", "X: Government", "A - B". A part that is not known stays as the dataset writes it; in English
 * all do, and only the hyphen between two sides becomes the dash of all other pairs. What is translated as a whole
 * (`nameTranslation`), or a name in some other `language`, is let alone.
 */
export function inReadersLanguage<Data>(data: Data): Data {
  const locale = getLocale();
  if (!isOffered(locale)) return data;
  return renamed(data, locale === baseLocale ? joinedByDashes : composedName) as Data;
}

const BETWEEN_SIDES = ' - ';

const joinedByDashes = (name: string): string => name.split(BETWEEN_SIDES).join(' – ');

function renamed(
  value: unknown,
  nameOf: (name: string, countryCode: string | null) => string,
): unknown {
  if (Array.isArray(value)) return value.map((each) => renamed(each, nameOf));
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.fromEntries(
    Object.entries(value).map(([field, each]) => [field, renamed(each, nameOf)]),
  );
  const { name, countryCode } = fields;
  if (typeof name !== 'string' || 'nameTranslation' in fields || 'language' in fields)
    return fields;
  const code = typeof countryCode === 'string' ? countryCode : null;
  const shown = nameOf(name, code);
  const { otherNames } = fields;
  return {
    ...fields,
    name: shown,
    // What it is called is told on its own page; a dash makes no other name.
    ...(shown !== joinedByDashes(name) &&
      Array.isArray(otherNames) && { otherNames: [{ language: 'en', name }, ...otherNames] }),
  };
}

/** Whom UCDP has as the other side of one-sided violence. */
const CIVILIANS = 'Civilians';

/** A name as a dataset writes it; `countryCode` of what has one: Niger is a country, and a state of Nigeria. */
export function composedName(name: string, countryCode: string | null = null): string {
  const sides = name.split(BETWEEN_SIDES);
  if (sides.length > 1) return pairName(sides) ?? joinedByDashes(name);
  if (countryCode && codeOfCountry(name) === countryCode) return countryIn(name) ?? name;
  if (name === CIVILIANS)
    return POPULATION.CIVILIANS.replace(/^./u, (letter) => letter.toUpperCase());
  return governmentName(name) ?? unidentifiedName(name) ?? disputeName(name) ?? name;
}

/** Who fights whom: governments, or two states, and civilians, each by itself. */
function pairName(sides: readonly string[]): string | null {
  const areStates = sides.every((side) => governmentName(side) ?? countryIn(side));
  const named = sides.map(
    (side) =>
      governmentName(side) ?? unidentifiedName(side) ?? (areStates ? countryIn(side) : null),
  );
  const isOnCivilians = sides.at(-1) === CIVILIANS;
  if (!isOnCivilians && named.every((side) => side === null)) return null;
  return sides
    .map((side, index) =>
      isOnCivilians && index === sides.length - 1 ? POPULATION.CIVILIANS : (named[index] ?? side),
    )
    .join(' – ');
}

function governmentName(name: string): string | null {
  const [, given] = /^Government of (?:the )?(.+)$/.exec(name) ?? [];
  const country = given ? countryIn(given) : null;
  return country && m.words_government_of({ country });
}

/** Whom, and what, a dataset could not yet name more closely than by the country. */
const UNIDENTIFIED: [pattern: RegExp, named: (inputs: { country: string }) => string][] = [
  [/^Unidentified party in (.+)$/, m.words_unidentified_party],
  [/^Unidentified parties in (.+)$/, m.words_unidentified_parties],
  [/^Violence in (.+) not yet assigned to a conflict$/, m.words_unidentified_conflict],
];

function unidentifiedName(name: string): string | null {
  for (const [pattern, named] of UNIDENTIFIED) {
    const country = countryIn(pattern.exec(name)?.[1] ?? '');
    if (country) return named({ country });
  }
  return null;
}

/** What a conflict is over: the government of a country, or one of its territories. */
function disputeName(name: string): string | null {
  const [, given, over] = /^([^:]+): (.+)$/.exec(name) ?? [];
  const country = given ? countryIn(given) : null;
  if (!country || !over) return null;
  return over === 'Government'
    ? m.words_over_government({ country })
    : m.words_over_territory({ country, territory: over });
}

/** In the reader's language; what a dataset says of it in brackets, a former state, stays. */
function countryIn(name: string): string | null {
  const code = codeOfCountry(name);
  if (code) return countriesByName()[code] ?? null;
  const [, bare, former] = /^(.+?) (\([^()]+\))$/.exec(name) ?? [];
  const known = bare ? codeOfCountry(bare) : null;
  const country = known ? countriesByName()[known] : null;
  return country ? `${country} ${former}` : null;
}
