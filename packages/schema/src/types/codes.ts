import { GraphQLError } from 'graphql';
import { GraphQLCountryCode } from 'graphql-scalars';

const countries = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
const languages = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });

/** So many are offered for what is no code. */
const MOST = 3;

/**
 * A code of ISO 3166-1 alpha-2, in any case.
 * @throws GraphQLError where it is none, with those that may be meant
 */
export function countryCode(value: unknown): string {
  const text = String(value);
  if (isCountryCode(text)) return text;
  throw new GraphQLError(
    `${quoted(text)} is no country code of ISO 3166-1 alpha-2, such as KG.${offer(countriesLike(text))}`,
  );
}

/** Of a tag of BCP 47 that names no language: those that may be meant, as a sentence. None of one that does. */
export function languageRefused(tag: string): string | null {
  if (isLanguage(tag)) return null;
  const word = folded(tag);
  const meant = named(
    languages,
    codesOfLetters(isLanguage, 'abcdefghijklmnopqrstuvwxyz'),
    (name) => folded(name) === word,
  );
  return `${quoted(tag)} is no language of BCP 47, such as ru.${offer(meant)}`;
}

function isCountryCode(text: string): boolean {
  try {
    GraphQLCountryCode.parseValue(text);
    return true;
  } catch {
    return false;
  }
}

function isLanguage(tag: string): boolean {
  try {
    return languages.of(tag) !== undefined;
  } catch {
    return false;
  }
}

/** By name, by the first letters of its words (UK), or as a code of three letters is made: of letters of the name, in their order (KGZ). */
function countriesLike(text: string): string[] {
  const word = folded(text);
  if (word === '') return [];
  const isLike = (name: string, code: string): boolean => {
    const whole = folded(name);
    if (word.length > 2 && whole.startsWith(word)) return true;
    if (word.length > 3) return whole.includes(` ${word}`);
    const initials = whole.split(' ').map((each) => each[0]);
    if (initials.length > 1 && initials.join('').startsWith(word)) return true;
    return (
      word.length === 3 &&
      [word.slice(0, 2), word[0]! + word[2]!].includes(code.toLowerCase()) &&
      isWithin(word, whole)
    );
  };
  return named(countries, codesOfLetters(isCountryCode, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'), isLike);
}

function isWithin(letters: string, name: string): boolean {
  let at = 0;
  for (const letter of letters) {
    at = name.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

function named(
  names: Intl.DisplayNames,
  codes: readonly string[],
  isLike: (name: string, code: string) => boolean,
): string[] {
  return codes.flatMap((code) => {
    const name = names.of(code);
    return name && isLike(name, code) ? [`${code} (${name})`] : [];
  });
}

const codesOfLetters = (isCode: (code: string) => boolean, letters: string) =>
  [...letters].flatMap((one) => [...letters].map((other) => one + other)).filter(isCode);

function offer(meant: readonly string[]): string {
  const few = meant.slice(0, MOST);
  return few.length === 0 ? '' : ` Perhaps ${few.join(' or ')} is meant.`;
}

const folded = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}]+/gu, ' ')
    .trim();

const quoted = (text: string) => JSON.stringify(text.slice(0, 80));
