import type { Locale } from '#paraglide/runtime.js';

const rules = new Map<Locale, Intl.PluralRules>();

/** The form a number takes in a language, kept, since making rules is slow: "one", "few", "many". */
export function plural(locale: Locale, count: number): Intl.LDMLPluralRule {
  const known = rules.get(locale) ?? new Intl.PluralRules(locale);
  rules.set(locale, known);
  return known.select(count);
}
