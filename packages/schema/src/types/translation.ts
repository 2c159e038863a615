import type { Translations } from '@casus/store/tables/columns';
import { sql } from 'drizzle-orm';
import { expression } from '../pushdown/field-options.ts';

interface InLanguage {
  language?: string | null | undefined;
}

/** The argument of a translation. */
export const languageArgument = {
  description: 'BCP 47 tag: ru, ky, tg. Null without one.',
} as const;

/** What a field is that gives the translation of another. */
export const translationDescription = (original: string) =>
  `The record's own translation of \`${original}\` into a language: show it marked as such, with the ${original} it was made of. Null where there is none, as for what datasets bring. \`${original}Translation(language: "ru")\`.`;

/** One of the record's own translations, from the column that has them by language. */
export const translated = <Property extends string>(property: Property) => ({
  resolve: (
    { [property]: translations }: Readonly<Record<Property, Translations | null>>,
    { language }: InLanguage,
  ): string | null =>
    language && translations && Object.hasOwn(translations, language)
      ? translations[language]!
      : null,
  pushdown: expression((row, { language }: InLanguage) => [
    language
      ? sql`coalesce(to_json(${row.column(property)} ->> ${language})::text, 'null')`
      : 'null',
  ]),
});
