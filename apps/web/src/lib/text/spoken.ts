import type { Locale } from '#paraglide/runtime.js';

type Table = Record<string, (inputs: object) => string>;

/** The messages of the document's language, in a browser; a server has those of all languages. */
export let spoken: Table = {};

const english = () => import('#paraglide/messages/en.js');

const TABLES: Record<Locale, () => Promise<unknown>> = {
  en: english,
  ru: () => import('#paraglide/messages/ru.js'),
  ky: () => import('#paraglide/messages/ky.js'),
  tg: () => import('#paraglide/messages/tg.js'),
  'ar-XB': english,
};

export async function speak(locale: Locale): Promise<void> {
  spoken = (await TABLES[locale]()) as Table;
}
