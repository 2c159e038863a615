import { getLocale } from '#paraglide/runtime.js';

/** What the record calls something, and its own translation of that where the reader's language has one. */
export interface TranslatableName {
  name: string;
  nameTranslation?: string | null | undefined;
}

/** As the reader reads it. */
export const readName = ({ name, nameTranslation }: TranslatableName): string =>
  nameTranslation ?? name;

/** The language of what `readName` gives. */
export const languageOfName = ({ nameTranslation }: TranslatableName): string =>
  nameTranslation ? getLocale() : 'en';
